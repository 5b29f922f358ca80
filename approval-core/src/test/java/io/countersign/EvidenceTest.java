package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Ed25519Signer;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.PostId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.proof.PackFiles;
import io.countersign.proof.Verify;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence pack of a post, as the library writes it and as the verifier reads it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EvidenceTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.of("acme", Ed25519Signer.generate());
    private static final Map<String, byte[]> VIEWS = Map.of("record.html", utf8("<html>"), "record.json", utf8("{}"));

    private final HandClock clock = new HandClock();
    private final Office office = office(CheckpointTerms.signedBy(SIGNER));

    @TempDir
    Path folder;

    private Office office(CheckpointTerms terms) {
        return new Office(new InMemoryApprovalStore(clock), clock, Office.TERMS, builder -> builder.checkpoints(terms))
                .wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
    }

    /** Submitted with a note, refused, edited and approved, and seen by a client. */
    private static Post told(Office office) {
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), "Please look \uD83D\uDE80");
        decide(office, post, 1, Verdict.REQUEST_CHANGES, "Say more");
        Post now = office.now(post.id());
        office.approvals.posts().edit(office.as("maya"), now.id(), 1, PostForm.of(Office.LINKEDIN, "Hello all"));
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        decide(office, post, 2, Verdict.APPROVE, null);
        return office.now(post.id());
    }

    private static void decide(Office office, Post post, int version, Verdict verdict, @Nullable String note) {
        office.approvals.reviews().decide(office.as("lena"), DecisionForm.of(post.id(), version, verdict, note));
    }

    @Test
    void S_102_a_pack_has_all_of_the_record_and_the_verifier_finds_nothing() throws Exception {
        Post other = told(office);
        Post post = told(office);
        byte[] pack = pack(office, post.id());
        Map<String, String> files = unzipped(pack);
        assertThat(files.keySet())
                .containsExactly(
                        PackFiles.VERIFY,
                        "record.html",
                        "record.json",
                        PackFiles.ENTRIES,
                        "versions/1.json",
                        "versions/2.json",
                        PackFiles.MEDIA,
                        "plans/1.json",
                        "plans/2.json",
                        PackFiles.TEXTS,
                        PackFiles.PROOFS,
                        PackFiles.CHECKPOINT,
                        PackFiles.KEYS,
                        PackFiles.SUMS);
        assertThat(files.get(PackFiles.ENTRIES).lines())
                .hasSize(entries(office, post.id()).size());
        assertThat(files.get(PackFiles.TEXTS)).contains("Please look \uD83D\uDE80", "Say more");
        assertThat(files.get("versions/2.json")).contains("\"caption\":\"Hello all\"");
        assertThat(files.get(PackFiles.KEYS)).isEqualTo(SIGNER.key() + "\n");
        assertThat(files.get(PackFiles.VERIFY))
                .contains("It has a checkpoint", "--key")
                .doesNotContain("{{");
        assertThat(String.join("", files.values())).doesNotContain(other.id().value());
        assertThat(verified(pack, "--key", SIGNER.key().text()))
                .contains("evidence of post %s in workspace acme".formatted(post.id()), "WHOLE: nothing was found")
                .contains("%d entries of 1 streams, 2 versions, 2 plans, 2 texts"
                        .formatted(entries(office, post.id()).size()));
    }

    @Test
    void a_checkpoint_is_made_where_the_last_is_not_over_all_of_it_and_none_where_it_is() throws Exception {
        Post post = told(office);
        assertThat(unzipped(pack(office, post.id())).get(PackFiles.CHECKPOINT)).contains("\nnumber 1\n");
        byte[] again = pack(office, post.id());
        assertThat(unzipped(again).get(PackFiles.CHECKPOINT)).contains("\nnumber 1\n");
        Post more = told(office);
        assertThat(pack(office, post.id()))
                .as("what happens elsewhere is not in it")
                .isEqualTo(again);
        byte[] pack = pack(office, more.id());
        assertThat(unzipped(pack).get(PackFiles.CHECKPOINT)).contains("\nnumber 2\n");
        assertThat(verified(pack, "--key", SIGNER.key().text())).contains("WHOLE: nothing was found");
    }

    @Test
    void the_same_record_makes_the_same_bytes_in_any_time_zone() throws Exception {
        Post post = told(office);
        byte[] pack = pack(office, post.id());
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(pack(office, post.id())).isEqualTo(pack);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void what_was_seen_through_a_link_is_in_it_without_what_else_the_link_did() throws Exception {
        Approver client = office.approvals
                .approvers()
                .register(office.as("admin"), ApproverForm.external("Client", "client@example.com"));
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        ReviewSession session = office.approvals
                .sessions()
                .unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
        office.wanting(stage("client", 0, Quorum.ANY, "approver:" + client.id()));
        Post unseen = office.draft("Not this");
        Post post = office.draft("Look");
        for (Post one : List.of(unseen, post)) {
            office.approvals.posts().submit(office.as("maya"), one.id(), null);
            office.approvals.sessions().viewed(session, one, 1, one.version().digest());
        }
        byte[] pack = pack(office, post.id());
        String entries = unzipped(pack).get(PackFiles.ENTRIES);
        assertThat(entries)
                .contains("\"action\":\"link.viewed\"")
                .doesNotContain(unseen.id().value());
        assertThat(verified(pack, "--key", SIGNER.key().text())).contains("of 2 streams", "WHOLE: nothing was found");
    }

    @Test
    void of_many_entries_in_a_long_log_each_is_proven() throws Exception {
        for (int i = 0; i < 40; i++) told(office);
        Post post = told(office);
        for (int i = 0; i < 210; i++)
            office.approvals.comments().add(office.as("maya"), post.id(), CommentForm.of("Comment " + i));
        for (int i = 0; i < 5; i++) told(office);
        byte[] pack = pack(office, post.id());
        assertThat(unzipped(pack).get(PackFiles.ENTRIES).lines())
                .as("more than a page")
                .hasSizeGreaterThan(210);
        assertThat(verified(pack, "--key", SIGNER.key().text())).contains("212 texts", "WHOLE: nothing was found");
    }

    @Test
    void after_a_new_key_a_pack_is_signed_by_the_key_of_its_checkpoint() throws Exception {
        InMemoryApprovalStore store = new InMemoryApprovalStore(clock);
        Office before = new Office(
                store, clock, Office.TERMS, builder -> builder.checkpoints(CheckpointTerms.signedBy(SIGNER)));
        before.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = told(before);
        byte[] old = pack(before, post.id());
        Ed25519Signer next = Ed25519Signer.of("acme", Ed25519Signer.generate());
        Office after = new Office(
                store, clock, Office.TERMS, builder -> builder.checkpoints(CheckpointTerms.signedBy(next, SIGNER)));
        byte[] same = pack(after, post.id());
        assertThat(verified(old, "--key", SIGNER.key().text())).contains("WHOLE");
        assertThat(verified(same, "--key", SIGNER.key().text())).contains("WHOLE: nothing was found");
        byte[] newer = pack(after, told(after).id());
        assertThat(verified(newer, "--key", next.key().text())).contains("WHOLE: nothing was found");
        assertThat(unzipped(newer).get(PackFiles.KEYS)).isEqualTo(next.key() + "\n" + SIGNER.key() + "\n");
    }

    @Test
    void without_a_signer_a_pack_has_no_checkpoint_and_says_so() throws Exception {
        Office unsigned = office(CheckpointTerms.NONE);
        Post post = told(unsigned);
        byte[] pack = pack(unsigned, post.id());
        Map<String, String> files = unzipped(pack);
        assertThat(files)
                .doesNotContainKeys(PackFiles.CHECKPOINT, PackFiles.KEYS, PackFiles.PROOFS)
                .containsKey(PackFiles.SUMS);
        assertThat(files.get(PackFiles.VERIFY)).contains("It has no checkpoint");
        assertThat(verified(pack)).contains("no checkpoint", "WHOLE, BUT NOT PROVEN");
    }

    @Test
    void it_is_for_who_may_read_the_record_and_of_posts_that_are_there() {
        Post post = told(office);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Records records = office.approvals.records();
        assertThatThrownBy(() -> records.evidence(office.as("maya"), post.id(), VIEWS, out))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> records.evidence(office.as("nobody"), post.id(), VIEWS, out))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> records.evidence(office.as("admin"), new PostId("unknown"), VIEWS, out))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'unknown'");
        for (String name : List.of("entries.ndjson", "Keys.txt", "../x", "versions/1.json"))
            assertThatThrownBy(() -> records.evidence(office.as("admin"), post.id(), Map.of(name, new byte[0]), out))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'");
        assertThat(out.size()).isZero();
    }

    private static List<AuditEntry> entries(Office office, PostId post) {
        return office.approvals
                .records()
                .entries(
                        office.as("admin"),
                        new TrailFilter(post, null, null, null, null, null),
                        new PageRequest(PageRequest.MAX, null))
                .items();
    }

    private static byte[] pack(Office office, PostId post) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        office.approvals.records().evidence(office.as("admin"), post, VIEWS, out);
        return out.toByteArray();
    }

    private String verified(byte[] pack, String... options) throws IOException {
        Path file = folder.resolve("pack.zip");
        Files.write(file, pack);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = new ArrayList<>(List.of(options));
        args.add(file.toString());
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Verify.run(args, print, print);
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(printed).isZero();
        return printed;
    }

    private static Map<String, String> unzipped(byte[] pack) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
