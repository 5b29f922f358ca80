package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Records;
import io.countersign.Verifying;
import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.Digest;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.EntryHash;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogLeaf;
import io.countersign.proof.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an intruder with all rights over the database does to the record is found, and nothing else is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TamperingTest {
    /** Each byte in the endurance profile, else some of them. */
    private static final int STEP = Boolean.getBoolean("countersign.endurance") ? 1 : 97;

    private static final Ed25519Signer SIGNER = Scenery.SIGNER;
    private static final String[] ENTRY = {"ws", "stream", "seq"};
    private static final String[] LEAF = {"ws", "idx"};
    private static final String[] CHECKPOINT = {"ws", "number"};
    private static final String[] POST = {"ws", "id"};

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_every_altered_byte_word_number_and_time_of_an_entry_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            scenery.isWhole();
            for (Tampering.Line entry : scenery.entries()) scenery.everyCell(entry, STEP, List.of(), ENTRY);
            scenery.isWhole();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_every_altered_cell_of_the_log_and_of_checkpoints_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            for (Tampering.Line leaf : scenery.tampering.lines("approval_log", "idx"))
                scenery.everyCell(leaf, STEP, List.of(), LEAF);
            for (Tampering.Line checkpoint : scenery.tampering.lines("approval_checkpoint", "number"))
                scenery.everyCell(checkpoint, STEP, List.of(), CHECKPOINT);
            scenery.isWhole();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_every_deleted_entry_leaf_and_checkpoint_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            for (Tampering.Line entry : scenery.entries()) isMissed(scenery, entry, ENTRY);
            for (Tampering.Line leaf : scenery.tampering.lines("approval_log", "idx")) isMissed(scenery, leaf, LEAF);
            for (Tampering.Line one : scenery.tampering.lines("approval_checkpoint", "number"))
                isMissed(scenery, one, CHECKPOINT);
            scenery.isWhole();
        }
    }

    private static void isMissed(Scenery scenery, Tampering.Line line, String... key) throws SQLException {
        scenery.tampering.delete(line, key);
        assertThat(scenery.verify().valid()).as("without %s", line).isFalse();
        scenery.tampering.insert(line);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_entries_that_are_inserted_or_swapped_are_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            List<Tampering.Line> entries = scenery.entries();
            for (int i = 0; i + 1 < entries.size(); i++) {
                Tampering.Line one = entries.get(i);
                Tampering.Line other = entries.get(i + 1);
                if (!one.text("stream").equals(other.text("stream"))) {
                    // Beyond the end of a chain, and well hashed.
                    byte[] hash = hash(one, one.number("seq") + 1, digest(one), one.bytes("bytes"))
                            .bytes();
                    Tampering.Line forged =
                            one.with("seq", one.number("seq") + 1).with("hash", hash);
                    scenery.tampering.insert(forged);
                    assertThat(scenery.verify().valid()).as("with %s", forged).isFalse();
                    scenery.tampering.delete(forged, ENTRY);
                    continue;
                }
                Tampering.Line moved = one.with("seq", other.number("seq"));
                Tampering.Line back = other.with("seq", one.number("seq"));
                scenery.tampering.delete(one, ENTRY);
                scenery.tampering.replace(other, moved, ENTRY);
                scenery.tampering.insert(back);
                assertThat(scenery.verify().valid())
                        .as("%s and %s swapped", one, other)
                        .isFalse();
                scenery.tampering.delete(back, ENTRY);
                scenery.tampering.replace(moved, other, ENTRY);
                scenery.tampering.insert(one);
            }
            scenery.isWhole();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_a_tail_that_was_cut_off_together_with_the_thing_is_found_by_the_log(Database database)
            throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            List<Tampering.Line> chain = chain(scenery);
            Tampering.Line last = chain.get(chain.size() - 1);
            scenery.tampering.delete(last, ENTRY);
            head(scenery, chain.get(chain.size() - 2));
            assertThat(kinds(scenery)).containsExactly(Kind.TRUNCATED);
            // With the leaf, too, and all that came after it.
            Tampering.Line leaf = scenery.tampering.lines("approval_log", "idx").stream()
                    .filter(one ->
                            one.text("stream").equals(last.text("stream")) && one.number("seq") == last.number("seq"))
                    .findFirst()
                    .orElseThrow();
            scenery.tampering.run("DELETE FROM approval_log WHERE idx >= ?", List.of(leaf.number("idx")));
            scenery.tampering.run("DELETE FROM approval_checkpoint WHERE leaves > ?", List.of(leaf.number("idx")));
            assertThat(kinds(scenery)).contains(Kind.TRUNCATED);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_a_chain_that_was_rewritten_whole_is_found_by_the_log_by_the_signature_and_by_the_anchor(Database database)
            throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            rewrite(scenery);
            assertThat(kinds(scenery)).isNotEmpty().containsOnly(Kind.FORKED);

            relog(scenery, null);
            assertThat(kinds(scenery)).contains(Kind.BAD_SIGNATURE);

            relog(scenery, SIGNER);
            assertThat(kinds(scenery)).as("with the key").containsExactly(Kind.FORKED);
            assertThat(scenery.verify().findings().get(0).message()).contains("other entries");
            scenery.vault.held.clear();
            assertThat(scenery.verify().valid())
                    .as("only the anchor tells what the key's owner did")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void R16_an_older_backup_is_found_by_the_anchor(Database database) throws SQLException {
        List<String> tables = List.of(
                "post",
                "version",
                "round",
                "assignment",
                "entry",
                "text",
                "approver",
                "link",
                "policy",
                "policy_version",
                "log",
                "log_node",
                "checkpoint",
                "anchored");
        try (Scenery scenery = new Scenery(database)) {
            List<Tampering.Line> backup = new ArrayList<>();
            for (String table : tables) backup.addAll(scenery.tampering.lines("approval_" + table, "ws"));
            scenery.clock.pass(Duration.ofMinutes(2));
            scenery.written("Lost");
            scenery.office.approvals.tick();
            scenery.isWhole();
            for (String table : tables) scenery.tampering.run("DELETE FROM approval_" + table, List.of());
            for (Tampering.Line line : backup) scenery.tampering.insert(line);
            assertThat(kinds(scenery)).containsExactly(Kind.TRUNCATED);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_who_goes_on_finds_what_was_done_since_to_what_was_checked_last(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            Records records = scenery.office.approvals.records();
            Verifying before = records.verifying(scenery.office.as("admin"), null);
            while (before.step()) before.progress();
            String kept = before.progress();
            scenery.written("Later");
            scenery.clock.pass(Duration.ofMinutes(2));
            scenery.office.approvals.tick();
            assertThat(goneOn(scenery, kept)).isEmpty();
            cutBehind(scenery, kept);
            List<Tampering.Line> checkpoints = scenery.tampering.lines("approval_checkpoint", "number");
            Tampering.Line seam = checkpoints.get(checkpoints.size() - 2);
            scenery.tampering.delete(seam, CHECKPOINT);
            assertThat(goneOn(scenery, kept)).contains(Kind.GAP);
            scenery.tampering.insert(seam);
            List<Tampering.Line> leaves = scenery.tampering.lines("approval_log", "idx");
            Tampering.Line last = leaves.get(leaves.size() - 1);
            scenery.tampering.replace(last, last.with("hash", new byte[32]), LEAF);
            assertThat(goneOn(scenery, kept)).contains(Kind.FORKED);
        }
    }

    /** The last checkpoint and its leaves are gone, and then all of those that were checked last. */
    private static void cutBehind(Scenery scenery, String kept) throws SQLException {
        List<Tampering.Line> gone = new ArrayList<>();
        for (int checkpoints = 0; checkpoints < 2; checkpoints++) {
            List<Tampering.Line> all = scenery.tampering.lines("approval_checkpoint", "number");
            Tampering.Line last = all.get(all.size() - 1);
            long from = all.get(all.size() - 2).number("leaves");
            for (Tampering.Line leaf : scenery.tampering.lines("approval_log", "idx"))
                if (leaf.number("idx") >= from) gone.add(leaf);
            gone.add(last);
            scenery.tampering.delete(last, CHECKPOINT);
            scenery.tampering.run("DELETE FROM approval_log WHERE idx >= ?", List.of(from));
            assertThat(goneOn(scenery, kept)).contains(Kind.TRUNCATED);
        }
        for (Tampering.Line line : gone) scenery.tampering.insert(line);
        assertThat(goneOn(scenery, kept)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void S_97_an_entry_whose_bytes_were_taken_away_is_no_stub(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            scenery.tampering.run("ALTER TABLE approval_entry ALTER COLUMN bytes DROP NOT NULL", List.of());
            scenery.tampering.run(
                    "UPDATE approval_entry SET bytes = NULL, verdict = 'REJECT' WHERE seq = 2", List.of());
            assertThat(kinds(scenery)).contains(Kind.ALTERED);
        }
    }

    private static List<Kind> goneOn(Scenery scenery, String progress) {
        Verifying verifying = scenery.office.approvals.records().verifying(scenery.office.as("admin"), progress);
        while (verifying.step()) verifying.progress();
        return verifying.result().findings().stream().map(Finding::kind).toList();
    }

    private static List<Kind> kinds(Scenery scenery) {
        return scenery.verify().findings().stream().map(Finding::kind).toList();
    }

    private static List<Tampering.Line> chain(Scenery scenery) throws SQLException {
        return scenery.entries().stream()
                .filter(entry -> entry.text("stream").equals("post/" + scenery.first))
                .toList();
    }

    private static void head(Scenery scenery, Tampering.Line last) throws SQLException {
        Tampering.Line post = scenery.tampering.lines("approval_post", "id").stream()
                .filter(one -> one.text("id").equals(scenery.first.value()))
                .findFirst()
                .orElseThrow();
        scenery.tampering.replace(
                post, post.with("revision", last.number("seq")).with("head", last.bytes("hash")), POST);
    }

    /** Another word in the first entry, and every hash made anew. */
    private static void rewrite(Scenery scenery) throws SQLException {
        Digest previous = Digest.ZERO;
        Tampering.Line last = null;
        for (Tampering.Line entry : chain(scenery)) {
            byte[] bytes = new String(entry.bytes("bytes"), StandardCharsets.UTF_8)
                    .replace("\"request\":null", "\"request\":\"forged\"")
                    .getBytes(StandardCharsets.UTF_8);
            previous = hash(entry, entry.number("seq"), previous, bytes);
            last = entry.with("bytes", bytes).with("hash", previous.bytes());
            scenery.tampering.replace(entry, last, ENTRY);
        }
        head(scenery, Objects.requireNonNull(last));
    }

    /** The log made anew from the entries, with its checkpoints under the old signatures or under new ones. */
    private static void relog(Scenery scenery, @Nullable Ed25519Signer signer) throws SQLException {
        Frontier frontier = Frontier.START;
        List<Tampering.Line> entries = scenery.entries();
        List<Tampering.Line> checkpoints = scenery.tampering.lines("approval_checkpoint", "number");
        for (Tampering.Line leaf : scenery.tampering.lines("approval_log", "idx")) {
            Tampering.Line entry = entries.stream()
                    .filter(one ->
                            one.text("stream").equals(leaf.text("stream")) && one.number("seq") == leaf.number("seq"))
                    .findFirst()
                    .orElseThrow();
            Tampering.Line forged = leaf.with("hash", entry.bytes("hash"));
            scenery.tampering.replace(leaf, forged, LEAF);
            LogLeaf grown = new LogLeaf(forged.text("stream"), forged.number("seq"), digest(forged));
            frontier = frontier.grow(List.of(grown.digest())).frontier();
            for (Tampering.Line one : checkpoints)
                if (one.number("leaves") == frontier.size())
                    scenery.tampering.replace(one, resigned(one, frontier, signer), CHECKPOINT);
        }
    }

    private static Tampering.Line resigned(Tampering.Line kept, Frontier frontier, @Nullable Ed25519Signer signer) {
        SignedNote note = SignedNote.parse(kept.text("note"));
        Checkpoint old = Checkpoint.parse(note.text());
        String text =
                new Checkpoint(old.origin(), old.number(), old.size(), frontier.root(), old.at(), old.key()).text();
        List<SignedNote.Mark> marks = signer == null
                ? note.signatures()
                : List.of(SignedNote.Mark.of(signer.key(), signer.sign(text.getBytes(StandardCharsets.UTF_8))));
        ByteBuffer peaks = ByteBuffer.allocate(frontier.peaks().size() * 32);
        frontier.peaks().forEach(peak -> peaks.put(peak.bytes()));
        return kept.with("note", new SignedNote(text, marks).toString()).with("frontier", peaks.array());
    }

    private static Digest hash(Tampering.Line entry, long seq, Digest previous, byte[] bytes) {
        return EntryHash.of(entry.text("ws"), entry.text("stream"), seq, previous, bytes);
    }

    private static Digest digest(Tampering.Line line) {
        return Digest.ofBytes(line.bytes("hash"));
    }
}
