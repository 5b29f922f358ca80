package io.countersign.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.Person;
import io.countersign.identity.WorkspaceId;
import io.countersign.notice.Addressee;
import io.countersign.notice.Letter;
import io.countersign.notice.Notice;
import io.countersign.post.PostStatus;
import jakarta.mail.internet.InternetAddress;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;

/** Mails as they come out of a real SMTP server. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailNotifierTest {
    private final PostOffice office = new PostOffice();
    private final MailNotifier notifier = notifier(new TemplateWriter(null, null));

    @AfterEach
    void close() {
        office.close();
    }

    private MailNotifier notifier(LetterWriter writer) {
        return new MailNotifier(office.sender(), writer, "Approvals <approvals@acme.example>");
    }

    @Test
    void a_mail_says_the_same_as_text_and_as_html_and_that_a_machine_wrote_it() throws Exception {
        notifier.send(SomeLetters.toLena(SomeLetters.post(Notice.Kind.REVIEW, "Grüße \uD83D\uDE80 aus 東京")));
        PostOffice.Received mail = office.received().get(0);
        assertThat(mail.message().getSubject()).isEqualTo("A post waits for your review: LinkedIn · acme-corp");
        assertThat(mail.text()).contains("Hello Lena Brandt,").contains("Grüße \uD83D\uDE80 aus 東京");
        assertThat(mail.html()).contains("Hello Lena Brandt,").contains("Grüße \uD83D\uDE80 aus 東京");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Message-ID")).isEqualTo("<abc123@acme.example>");
        assertThat(mail.header("Content-Language")).isEqualTo("en");
        assertThat(mail.message().isMimeType("multipart/*")).isTrue();
        InternetAddress to = (InternetAddress) mail.message().getAllRecipients()[0];
        assertThat(to.getPersonal()).isEqualTo("Lena Brandt");
        assertThat(mail.message().getFrom()).containsExactly(new InternetAddress("Approvals <approvals@acme.example>"));
    }

    @Test
    void names_and_accounts_write_no_headers() throws Exception {
        String evil = "Eve\r\nBcc: all@acme.example\r\n\r\nHello";
        notifier.send(new Letter.ToUser(
                "abc123",
                new WorkspaceId("acme"),
                new Addressee(Person.user("eve"), evil, "eve@acme.example", Locale.ENGLISH, ZoneOffset.UTC),
                List.of(SomeLetters.post(Notice.Kind.REVIEW, evil, "x", PostStatus.IN_REVIEW, null, null))));
        PostOffice.Received mail = office.received().get(0);
        assertThat(mail.message().getHeader("Bcc")).isNull();
        assertThat(mail.message().getAllRecipients()).hasSize(1);
        assertThat(mail.message().getSubject())
                .isEqualTo("A post waits for your review: LinkedIn · Eve Bcc: all@acme.example Hello");
        assertThat(mail.text()).doesNotContain("\nBcc:");
    }

    @Test
    void a_subject_of_the_hosts_writer_writes_no_headers_either() throws Exception {
        notifier(letter -> new Mail("Hi\r\nBcc: all@acme.example", "text", "<p>html</p>"))
                .send(SomeLetters.toLena(SomeLetters.post(Notice.Kind.REVIEW, "x")));
        PostOffice.Received mail = office.received().get(0);
        assertThat(mail.message().getHeader("Bcc")).isNull();
        assertThat(mail.message().getSubject()).isEqualTo("Hi Bcc: all@acme.example");
        assertThat(mail.html()).contains("<p>html</p>");
    }

    @Test
    void whoever_has_no_address_or_one_that_is_none_gets_no_mail_and_stops_nobody() throws Exception {
        for (String none : new String[] {null, " ", "nobody", "a@b\r\nBcc: c@d", "a@b, c@d"}) notifier.send(to(none));
        assertThat(office.received()).isEmpty();
    }

    @Test
    void a_server_that_is_down_is_told_so_that_it_is_tried_again() {
        office.close();
        assertThatThrownBy(() -> notifier.send(to("lena@acme.example"))).isInstanceOf(MailSendException.class);
    }

    @Test
    void an_address_of_a_sender_that_is_none_is_refused_at_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailNotifier(office.sender(), new TemplateWriter(null, null), "nobody"))
                .withMessageContaining("approval.mail.from")
                .withMessageContaining("'nobody'");
    }

    private static Letter to(@Nullable String email) {
        return new Letter.ToUser(
                "abc123",
                new WorkspaceId("acme"),
                new Addressee(Person.user("lena"), "Lena", email, Locale.ENGLISH, ZoneOffset.UTC),
                List.of(SomeLetters.post(Notice.Kind.REVIEW, "x")));
    }
}
