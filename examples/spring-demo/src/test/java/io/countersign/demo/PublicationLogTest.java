package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.post.PostForm;
import io.countersign.publish.Clearance;
import io.countersign.publish.Permit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublicationLogTest {
    private static final Target TARGET = new Target(new Channel("THREADS"), "acme.home");
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    private final Version version =
            Version.of(3, PostForm.of(TARGET, "Zwei\nZeilen ☕").content(), "maya", NOW);

    @TempDir
    Path folder;

    @Test
    void a_publication_is_one_line_of_json() throws Exception {
        log().publish(permit("a"), version);

        assertThat(Files.readAllLines(file()))
                .singleElement()
                .satisfies(line -> assertThat(Json.readObject(line))
                        .containsEntry("postId", "post-a")
                        .containsEntry("key", permit("a").key().hex())
                        .containsEntry("channel", "THREADS")
                        .containsEntry("account", "acme.home")
                        .containsEntry("caption", "Zwei\nZeilen ☕")
                        .containsEntry("at", "2026-12-01T08:00:00Z"));
    }

    @Test
    void under_one_key_one_line_is_written_also_by_another_process_later() throws Exception {
        PublicationLog log = log();
        log.publish(permit("a"), version);
        log.publish(permit("b"), version);
        PublicationLog later = log();

        assertThat(later.publish(permit("b"), version)).isEqualTo(log.publish(permit("b"), version));
        assertThat(later.publish(permit("c"), version).reference()).isEqualTo("published.jsonl line 3");
        assertThat(log.publish(permit("c"), version).reference()).isEqualTo("published.jsonl line 3");
        assertThat(Files.readAllLines(file())).hasSize(3);
    }

    @Test
    void a_line_that_broke_off_when_the_process_was_killed_is_written_anew() throws Exception {
        log().publish(permit("a"), version);
        Files.writeString(
                file(), "{\"postId\":\"post-b\",\"key\":\"" + permit("b").key(), StandardOpenOption.APPEND);

        log().publish(permit("b"), version);

        assertThat(Files.readAllLines(file()))
                .hasSize(2)
                .allSatisfy(line -> assertThat(Json.readObject(line)).isNotEmpty());
    }

    @Test
    void a_file_that_somebody_emptied_is_begun_anew() throws Exception {
        PublicationLog log = log();
        log.publish(permit("a"), version);
        Files.writeString(file(), "");

        assertThat(log.publish(permit("b"), version).reference()).isEqualTo("published.jsonl line 1");
    }

    @Test
    void what_is_not_the_approved_content_is_not_published() {
        Version other =
                Version.of(3, PostForm.of(TARGET, "Somebody else's words").content(), "maya", NOW);

        assertThatThrownBy(() -> log().publish(permit("a"), other)).isInstanceOf(IllegalStateException.class);
        assertThat(file()).doesNotExist();
    }

    private Path file() {
        return folder.resolve("published.jsonl");
    }

    private PublicationLog log() {
        return new PublicationLog(folder, InstantSource.fixed(NOW));
    }

    private Permit permit(String name) {
        return new Permit(
                DemoUser.ACME,
                new PostId("post-" + name),
                TARGET,
                3,
                version.digest(),
                Digest.of(name),
                1,
                1,
                new Clearance.Approved(version.digest(), 1));
    }
}
