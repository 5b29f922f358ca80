package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tries the demo finds the mails that it sends. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailFolderTest {
    @TempDir
    Path folder;

    @Test
    void a_minute_after_the_start_there_is_one_mail_for_each_person_that_something_waits_for() throws Exception {
        SentLink link;
        try (RunningDemo demo = RunningDemo.in(folder)) {
            link = demo.link();
            demo.time().forward(Duration.ofMinutes(1));
            demo.approvals().tick();
            demo.approvals().tick();
        }
        List<Path> files = files();
        List<String> addressees = files.stream().map(MailFolderTest::addressee).toList();
        assertThat(addressees)
                .contains("lena@acme.example", "mark@acme.example", "vera@acme.example", "dana@client.example")
                .doesNotHaveDuplicates();
        for (Path file : files) {
            String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(raw).contains("Auto-Submitted: auto-generated");
            assertThat(raw).as("the link's secret").doesNotContain(link.secret());
            assertThat(read(file).isMimeType("multipart/*")).isTrue();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
            return files.sorted().toList();
        }
    }

    private static String addressee(Path file) {
        try {
            return read(file).getAllRecipients()[0].toString().replaceAll(".*<|>.*", "");
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static MimeMessage read(Path file) throws MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage((Session) null, in);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
