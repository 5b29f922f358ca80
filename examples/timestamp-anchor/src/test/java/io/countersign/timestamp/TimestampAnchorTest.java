package io.countersign.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that are stamped, and kept with their stamps. */
@Timeout(120)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimestampAnchorTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Ed25519Signer SIGNER = Ed25519Signer.of("posts.example", Ed25519Signer.generate());

    @TempDir
    Path folder;

    private final Tsa tsa;

    TimestampAnchorTest() throws IOException {
        tsa = new Tsa();
    }

    @AfterEach
    void close() {
        tsa.close();
    }

    @Test
    void S_96_what_was_stamped_last_is_given_back() {
        TimestampAnchor anchor = anchor();
        assertThat(anchor.last(ACME)).isEmpty();
        for (long number : List.of(1L, 2L, 10L)) keep(anchor, ACME, number, "root");
        keep(anchor, new WorkspaceId("other"), 11, "root");
        SignedNote last = anchor.last(ACME).orElseThrow();
        assertThat(Checkpoint.parse(last.text()).number()).isEqualTo(10);
        assertThat(last.isSignedBy(SIGNER.key())).isTrue();
        assertThat(anchor.name()).isEqualTo("timestamp");
        assertThat(anchor.named("other").name()).isEqualTo("other");
        assertThat(anchor.named("other").last(ACME).map(SignedNote::toString)).contains(last.toString());
    }

    @Test
    void S_96_a_record_whose_checkpoints_are_stamped_has_no_finding() {
        Approvals approvals = Approvals.on(new InMemoryApprovalStore())
                .checkpoints(CheckpointTerms.signedBy(SIGNER).anchoredIn(anchor()))
                .build();
        Call admin = Call.of(ACME, Actor.user("admin", Set.of(Permission.values()), Set.of()));
        approvals.approvers().register(admin, ApproverForm.external("Dana", null));
        approvals.tick();
        assertThat(approvals.records().verify(admin).findings()).isEmpty();
        assertThat(tsa.calls).hasValue(1);
    }

    @Test
    void the_receipt_says_when_and_where_and_is_the_same_again_without_another_stamp() throws IOException {
        TimestampAnchor anchor = anchor();
        String receipt = keep(anchor, ACME, 1, "root");
        assertThat(receipt).contains("serial number 1, file:").hasSizeLessThan(4_000);
        assertThat(Instant.parse(receipt.substring(0, receipt.indexOf(','))))
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(Files.size(Path.of(URI.create(receipt.substring(receipt.indexOf("file:"))))))
                .isPositive();
        assertThat(keep(anchor, ACME, 1, "root")).isEqualTo(receipt);
        assertThat(tsa.calls).hasValue(1);
        assertThat(files()).containsExactly("00000000000000000001.tsr", "00000000000000000001.txt");
    }

    @Test
    void another_checkpoint_of_that_number_is_refused_and_not_stamped() {
        keep(anchor(), ACME, 1, "root");
        assertThatIllegalStateException()
                .isThrownBy(() -> keep(anchor(), ACME, 1, "other root"))
                .withMessageContaining("two histories");
        assertThat(tsa.calls).hasValue(1);
    }

    @Test
    void without_a_stamp_a_checkpoint_is_not_held_and_the_next_run_has_it_stamped() throws IOException {
        TimestampAnchor anchor = anchor();
        keep(anchor, ACME, 1, "root");
        Tsa.Reply stamps = tsa.reply;
        tsa.answers(500, "text/plain", new byte[0]);
        assertThatExceptionOfType(TimestampException.class).isThrownBy(() -> keep(anchor, ACME, 2, "root"));
        assertThat(files()).doesNotContain("00000000000000000002.tsr");
        assertThat(Checkpoint.parse(anchor.last(ACME).orElseThrow().text()).number())
                .isEqualTo(1);
        tsa.reply = stamps;
        keep(anchor, ACME, 2, "root");
        assertThat(Checkpoint.parse(anchor.last(ACME).orElseThrow().text()).number())
                .isEqualTo(2);
    }

    @Test
    void a_note_or_a_stamp_that_was_touched_is_told_with_its_place() throws IOException {
        keep(anchor(), ACME, 1, "root");
        Path note = folder.resolve("acme/00000000000000000001.txt");
        Path stamp = folder.resolve("acme/00000000000000000001.tsr");
        String was = Files.readString(note);
        Files.writeString(note, was.replace("number 1", "number 2"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> anchor().last(ACME))
                .withMessageContaining(stamp.toUri().toString())
                .withMessageContaining("instead of the checkpoint");
        Files.writeString(note, was);
        Files.writeString(stamp, "nothing");
        assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> keep(anchor(), ACME, 1, "root"))
                .withMessageContaining(stamp.toUri().toString())
                .withMessageContaining("no answer of RFC 3161");
    }

    @Test
    void nodes_that_keep_the_same_at_once_leave_one_stamp() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            Callable<String> node = () -> keep(anchor(), ACME, 7, "root");
            List<String> receipts = new ArrayList<>();
            for (Future<String> one : nodes.invokeAll(List.of(node, node, node, node, node, node, node, node)))
                receipts.add(one.get());
            assertThat(receipts).hasSize(8).containsOnly(receipts.get(0));
        } finally {
            nodes.shutdownNow();
        }
        assertThat(files()).containsExactly("00000000000000000007.tsr", "00000000000000000007.txt");
    }

    @Test
    void no_workspace_can_name_a_folder_that_is_not_its_own() throws IOException {
        TimestampAnchor anchor = TimestampAnchor.of(tsa.trusted(), folder.resolve("anchor"));
        for (String name : List.of("..", ".", "a/../../b", "../up")) keep(anchor, new WorkspaceId(name), 1, name);
        try (Stream<Path> outside = Files.list(folder)) {
            assertThat(outside).containsExactly(folder.resolve("anchor"));
        }
        try (Stream<Path> inside = Files.list(folder.resolve("anchor"))) {
            assertThat(inside).hasSize(4);
        }
    }

    @Test
    void a_disk_that_takes_nothing_is_told_with_the_place_before_anything_is_stamped() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> keep(TimestampAnchor.of(tsa.trusted(), file), ACME, 1, "root"))
                .withMessageContaining(file.toString());
        assertThat(tsa.calls).hasValue(0);
    }

    /** As docs/checkpoints.md tells auditors to. */
    @Test
    void an_auditor_checks_a_stamp_with_openssl() throws Exception {
        assumeTrue(present("openssl"), "openssl is not installed");
        Path roots = folder.resolve("tsa-root.pem");
        Files.writeString(
                roots,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder()
                                .encodeToString(Tsa.ROOT.certificate().getEncoded())));
        TimestampAnchor anchor = TimestampAnchor.of(
                TimestampAuthority.at(tsa.address(), roots).within(Duration.ofSeconds(60)), folder.resolve("anchor"));
        keep(anchor, ACME, 1, "root");
        Path note = folder.resolve("anchor/acme/00000000000000000001.txt");
        Path stamp = folder.resolve("anchor/acme/00000000000000000001.tsr");
        assertThat(verified(note, stamp, roots)).contains("Verification: OK");
        Files.writeString(note, "something else");
        assertThat(verified(note, stamp, roots)).contains("Verification: FAILED");
    }

    private static String verified(Path note, Path stamp, Path roots) throws Exception {
        return run(
                "openssl",
                "ts",
                "-verify",
                "-data",
                note.toString(),
                "-in",
                stamp.toString(),
                "-CAfile",
                roots.toString());
    }

    private static boolean present(String program) {
        try {
            return run(program, "version").startsWith("OpenSSL");
        } catch (Exception absent) {
            return false;
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private TimestampAnchor anchor() {
        return TimestampAnchor.of(tsa.trusted(), folder);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("acme"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String keep(TimestampAnchor anchor, WorkspaceId workspace, long number, String root) {
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
