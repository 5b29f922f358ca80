package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import io.countersign.contract.Race;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileAnchorTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Ed25519Signer SIGNER = Ed25519Signer.of("posts.example", Ed25519Signer.generate());

    @TempDir
    Path folder;

    @Test
    void S_96_what_it_was_given_last_it_gives_back() throws IOException {
        FileAnchor anchor = FileAnchor.in(folder.resolve("not/there/yet"));
        assertThat(anchor.last(ACME)).isEmpty();
        for (long number : List.of(1L, 2L, 10L)) keep(anchor, ACME, number, "root");
        keep(anchor, new WorkspaceId("other"), 11, "root");
        SignedNote last = anchor.last(ACME).orElseThrow();
        assertThat(Checkpoint.parse(last.text()).number()).isEqualTo(10);
        assertThat(last.isSignedBy(SIGNER.key())).isTrue();
        String receipt = keep(anchor, ACME, 12, "root");
        assertThat(Files.readString(Path.of(URI.create(receipt))))
                .isEqualTo(anchor.last(ACME).orElseThrow().toString());
    }

    @Test
    void the_same_again_is_kept_once_and_another_of_that_number_is_refused() throws IOException {
        FileAnchor anchor = FileAnchor.in(folder);
        String receipt = keep(anchor, ACME, 1, "root");
        assertThat(keep(anchor, ACME, 1, "root")).isEqualTo(receipt);
        assertThatIllegalStateException()
                .isThrownBy(() -> keep(anchor, ACME, 1, "other root"))
                .withMessageContaining("two histories");
        assertThat(files()).hasSize(1);
    }

    @Test
    void S_96_a_file_that_was_touched_is_no_checkpoint_that_it_gives_back() throws IOException {
        FileAnchor anchor = FileAnchor.in(folder);
        Path file = Path.of(URI.create(keep(anchor, ACME, 1, "root")));
        for (byte[] other :
                List.of(new byte[0], new byte[] {(byte) 0xff}, "touched".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, other);
            assertThatIllegalStateException()
                    .isThrownBy(() -> anchor.last(ACME))
                    .withMessageContaining("none any more");
        }
    }

    @Test
    void nodes_that_keep_the_same_at_once_leave_one_whole_file() throws Exception {
        List<String> receipts = Race.of(8, () -> keep(FileAnchor.in(folder), ACME, 7, "root"));
        assertThat(receipts).hasSize(8).containsOnly(receipts.get(0));
        assertThat(files()).hasSize(1);
        assertThat(FileAnchor.in(folder).last(ACME)).isPresent();
    }

    @Test
    void no_workspace_can_name_a_folder_that_is_not_its_own() throws IOException {
        FileAnchor anchor = FileAnchor.in(folder.resolve("anchor"));
        for (String name : List.of("..", ".", "a/../../b", "../up", "ä:\\x", "CON")) {
            WorkspaceId workspace = new WorkspaceId(name);
            keep(anchor, workspace, 1, name);
            assertThat(anchor.last(workspace)).isPresent();
        }
        try (Stream<Path> outside = Files.list(folder)) {
            assertThat(outside).containsExactly(folder.resolve("anchor"));
        }
        try (Stream<Path> inside = Files.list(folder.resolve("anchor"))) {
            assertThat(inside).hasSize(6);
        }
    }

    @Test
    void a_disk_that_takes_nothing_is_told_with_the_place() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> keep(FileAnchor.in(file), ACME, 1, "root"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String keep(FileAnchor anchor, WorkspaceId workspace, long number, String root) {
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        Checkpoint checkpoint =
                new Checkpoint("countersign/" + workspace, number, number, Digest.of(root), at, SIGNER.key());
        byte[] signature = SIGNER.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8));
        return anchor.keep(
                workspace,
                checkpoint,
                new SignedNote(checkpoint.text(), List.of(SignedNote.Mark.of(SIGNER.key(), signature))));
    }
}
