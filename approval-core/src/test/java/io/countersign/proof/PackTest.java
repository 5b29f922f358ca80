package io.countersign.proof;

import static io.countersign.proof.HandMadePack.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.proof.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a pack is found: by whoever had it on the way, who cannot sign, and, as far as the format promises, by
 * somebody who can sign the list of files anew.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PackTest {
    /** Of each byte one bit, and of few bytes; in long runs all bits of all. */
    private static final boolean ALL = Boolean.getBoolean("countersign.endurance");

    private static final Set<String> EVIDENCE = Set.of(
            "entries.ndjson",
            "proofs.ndjson",
            "texts.json",
            "media.json",
            "versions/1.json",
            "versions/2.json",
            "plans/1.json",
            "plans/2.json",
            "checkpoint.txt",
            "keys.txt");

    @TempDir
    Path folder;

    @Test
    void S_102_nothing_is_found_in_a_whole_pack() throws Exception {
        assertThat(HandMadePack.whole().findings(folder)).isEmpty();
        assertThat(HandMadePack.whole().findings(folder, Keys.OURS.key())).isEmpty();
        assertThat(HandMadePack.whole().findings(folder, Keys.NEXT.key(), Keys.OURS.key()))
                .isEmpty();
        assertThat(HandMadePack.whole().without("record.html").seal(Keys.OURS).findings(folder, Keys.OURS.key()))
                .isEmpty();
    }

    @Test
    void S_98_each_flipped_bit_of_each_file_is_found() throws Exception {
        HandMadePack whole = HandMadePack.whole();
        for (String name : whole.files.keySet()) flip(whole, name, false);
    }

    @Test
    void S_98_each_flipped_bit_of_the_evidence_is_found_even_if_the_list_of_files_is_signed_anew() throws Exception {
        HandMadePack whole = HandMadePack.whole();
        for (String name : EVIDENCE) flip(whole, name, true);
    }

    private void flip(HandMadePack whole, String name, boolean sealed) throws Exception {
        byte[] bytes = whole.files.get(name);
        int step = ALL ? 1 : 1 + bytes.length / 60;
        for (int at = 0; at < bytes.length; at += step)
            for (int bit = ALL ? 0 : at % 8; bit < 8; bit += ALL ? 1 : 8) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                HandMadePack pack = HandMadePack.whole().with(name, flipped);
                if (sealed) pack.seal(Keys.OURS);
                assertThat(pack.findings(folder))
                        .as("bit %d of byte %d of %s", bit, at, name)
                        .anyMatch(finding -> finding.kind().spoils());
            }
    }

    @Test
    void what_was_altered_with_the_list_of_files_is_found_since_nobody_signed_that() throws Exception {
        HandMadePack whole = HandMadePack.whole();
        SignedNote note = SignedNote.parse(whole.text("SHA256SUMS"));
        HandMadePack pack =
                whole.with("record.html", "<html>Another story</html>").seal(null);
        assertThat(kinds(pack)).containsExactly(Kind.BAD_SIGNATURE);
        pack.with("SHA256SUMS", new SignedNote(pack.text("SHA256SUMS"), note.signatures()).toString());
        assertThat(kinds(pack)).containsExactly(Kind.BAD_SIGNATURE);
        pack.seal(Keys.FORGER);
        assertThat(kinds(pack)).containsExactly(Kind.BAD_SIGNATURE);
    }

    @Test
    void S_98_a_pack_whose_keys_were_swapped_is_refused_by_the_key_that_the_auditor_has() throws Exception {
        HandMadePack forged = HandMadePack.signed(Keys.FORGER);
        assertThat(forged.findings(folder))
                .as("it looks whole, and the key is told")
                .isEmpty();
        assertThat(forged.findings(folder, Keys.OURS.key()))
                .containsExactly(
                        Finding.of(
                                Kind.BAD_SIGNATURE,
                                "checkpoint 7 is signed by a key that is not trusted: " + Keys.FORGER.key()),
                        Finding.of(Kind.BAD_SIGNATURE, "SHA256SUMS is not signed by a key that is trusted"));
        HandMadePack swapped =
                HandMadePack.whole().with("keys.txt", Keys.FORGER.key() + "\n").seal(Keys.OURS);
        assertThat(messages(swapped.findings(folder, Keys.OURS.key())))
                .containsExactly("the checkpoint's key is none of those in keys.txt");
        assertThat(messages(swapped.findings(folder)))
                .contains("checkpoint 7 is signed by a key that is not trusted: " + Keys.OURS.key());
        HandMadePack resigned = HandMadePack.whole()
                .with(
                        "checkpoint.txt",
                        Keys.signed(
                                        SignedNote.parse(HandMadePack.whole().text("checkpoint.txt"))
                                                .text(),
                                        Keys.FORGER)
                                .toString());
        assertThat(messages(resigned.seal(Keys.OURS).findings(folder, Keys.OURS.key())))
                .containsExactly("checkpoint 7 is not signed by the key that it names");
    }

    @Test
    void S_98_a_line_that_was_deleted_doubled_or_moved_is_found() throws Exception {
        for (String name : List.of("entries.ndjson", "proofs.ndjson")) {
            List<String> lines = HandMadePack.whole().lines(name);
            for (int i = 0; i < lines.size(); i++) {
                List<String> deleted = new ArrayList<>(lines);
                deleted.remove(i);
                found(name, deleted);
                List<String> doubled = new ArrayList<>(lines);
                doubled.add(i, lines.get(i));
                found(name, doubled);
                for (int other = i + 1; other < lines.size(); other++) {
                    List<String> swapped = new ArrayList<>(lines);
                    Collections.swap(swapped, i, other);
                    found(name, swapped);
                }
            }
            List<String> more = new ArrayList<>(lines);
            more.add("{}");
            found(name, more);
        }
    }

    private void found(String name, List<String> lines) throws Exception {
        HandMadePack pack = HandMadePack.whole().withLines(name, lines).seal(Keys.OURS);
        assertThat(pack.findings(folder)).as(lines.toString()).isNotEmpty();
    }

    @Test
    void an_entry_that_is_missing_with_its_proof_is_found_in_the_stream_of_the_post() throws Exception {
        List<String> entries = HandMadePack.whole().lines("entries.ndjson");
        List<String> proofs = HandMadePack.whole().lines("proofs.ndjson");
        for (int i = 3; i < 8; i++) {
            List<String> lessEntries = new ArrayList<>(entries);
            List<String> lessProofs = new ArrayList<>(proofs);
            lessEntries.remove(i);
            lessProofs.remove(i);
            HandMadePack pack = HandMadePack.whole()
                    .withLines("entries.ndjson", lessEntries)
                    .withLines("proofs.ndjson", lessProofs)
                    .seal(Keys.OURS);
            String message = i == 3 ? "the entries before it are missing" : "entry %d is missing".formatted(i - 2);
            assertThat(pack.findings(folder)).contains(Finding.at(HandMadePack.POST, i - 1, Kind.GAP, message));
        }
    }

    @Test
    void an_end_that_was_cut_is_found_by_the_signature_under_the_list_of_files() throws Exception {
        HandMadePack whole = HandMadePack.whole();
        List<String> entries = whole.lines("entries.ndjson");
        List<String> proofs = whole.lines("proofs.ndjson");
        whole.withLines("entries.ndjson", entries.subList(0, 8)).withLines("proofs.ndjson", proofs.subList(0, 8));
        assertThat(kinds(whole)).containsOnly(Kind.ALTERED);
        assertThat(kinds(whole.seal(Keys.FORGER))).containsExactly(Kind.BAD_SIGNATURE);
    }

    @Test
    void a_file_that_ends_within_a_line_is_found() throws Exception {
        for (String name : List.of("entries.ndjson", "proofs.ndjson")) {
            String text = HandMadePack.whole().text(name);
            HandMadePack cut = HandMadePack.whole()
                    .with(name, text.substring(0, text.length() - 1))
                    .seal(Keys.OURS);
            assertThat(cut.findings(folder))
                    .containsExactly(Finding.of(Kind.TRUNCATED, "line 9 of " + name + " is cut"));
            HandMadePack shorter = HandMadePack.whole()
                    .with(name, text.substring(0, text.length() - 9))
                    .seal(Keys.OURS);
            assertThat(kinds(shorter)).contains(Kind.TRUNCATED, Kind.ALTERED);
        }
    }

    @Test
    void a_history_that_was_chained_anew_is_not_the_one_in_the_log() throws Exception {
        List<EvidenceLine> others = new ArrayList<>(HandMadePack.entries().subList(0, 3));
        List<byte[]> bodies = new ArrayList<>();
        for (EvidenceLine entry : HandMadePack.entries().subList(3, 9)) bodies.add(entry.bytes());
        bodies.set(5, utf8(new String(bodies.get(5), StandardCharsets.UTF_8).replace("decided", "refused")));
        others.addAll(HandMadePack.chain(HandMadePack.POST, bodies));
        HandMadePack pack = HandMadePack.whole()
                .withLines(
                        "entries.ndjson",
                        others.stream().map(EvidenceLine::text).toList())
                .seal(Keys.OURS);
        assertThat(pack.findings(folder))
                .containsExactly(Finding.at(
                        HandMadePack.POST, 6, Kind.FORKED, "the log of the checkpoint does not hold this entry"));
    }

    @Test
    void another_checkpoint_of_the_same_log_or_of_another_workspace_is_found() throws Exception {
        String other = HandMadePack.checkpoint("acme", 309, Digest.of("another"), Keys.OURS);
        assertThat(kinds(HandMadePack.whole().with("checkpoint.txt", other).seal(Keys.OURS)))
                .hasSize(9)
                .containsOnly(Kind.FORKED);
        String shorter = HandMadePack.checkpoint("acme", 2, Digest.of("another"), Keys.OURS);
        assertThat(messages(HandMadePack.whole()
                        .with("checkpoint.txt", shorter)
                        .seal(Keys.OURS)
                        .findings(folder)))
                .contains("its proof is none: a tree of 2 leaves has none of index 32");
        Checkpoint ours = Checkpoint.parse(
                SignedNote.parse(HandMadePack.whole().text("checkpoint.txt")).text());
        String foreign = HandMadePack.checkpoint("globex", ours.size(), ours.root(), Keys.OURS);
        assertThat(HandMadePack.whole()
                        .with("checkpoint.txt", foreign)
                        .seal(Keys.OURS)
                        .findings(folder))
                .containsExactly(
                        Finding.of(Kind.FORKED, "the checkpoint is of another workspace's log: countersign/globex"));
    }

    @Test
    void a_version_that_was_swapped_left_out_or_added_is_found() throws Exception {
        HandMadePack swapped = HandMadePack.whole();
        byte[] first = swapped.files.get("versions/1.json");
        swapped.with("versions/1.json", swapped.files.get("versions/2.json")).with("versions/2.json", first);
        assertThat(messages(swapped.seal(Keys.OURS).findings(folder)))
                .contains(
                        "file media.json does not follow from the versions",
                        "the version that it names is another: versions/1.json",
                        "the version that it names is another: versions/2.json",
                        "no entry names versions/1.json");
        HandMadePack without = HandMadePack.whole().without("versions/2.json").seal(Keys.OURS);
        assertThat(without.findings(folder))
                .contains(Finding.at(
                        HandMadePack.POST, 4, Kind.TRUNCATED, "the version that it names is missing: versions/2.json"));
        HandMadePack more = HandMadePack.whole().with("versions/3.json", first).seal(Keys.OURS);
        assertThat(more.findings(folder)).contains(Finding.of(Kind.FORKED, "no entry names versions/3.json"));
        HandMadePack malformed =
                HandMadePack.whole().with("versions/2.json", "{}").seal(Keys.OURS);
        assertThat(messages(malformed.findings(folder)))
                .contains("file versions/2.json cannot be read: it has no list of media");
    }

    @Test
    void a_plan_that_was_swapped_left_out_or_added_is_found() throws Exception {
        HandMadePack swapped = HandMadePack.whole();
        byte[] first = swapped.files.get("plans/1.json");
        swapped.with("plans/1.json", swapped.files.get("plans/2.json")).with("plans/2.json", first);
        assertThat(messages(swapped.seal(Keys.OURS).findings(folder)))
                .containsExactlyInAnyOrder(
                        "the plan that it names is another: plans/1.json",
                        "the plan that it names is another: plans/2.json",
                        "no entry names plans/1.json",
                        "no entry names plans/2.json");
        HandMadePack without = HandMadePack.whole().without("plans/2.json").seal(Keys.OURS);
        assertThat(without.findings(folder))
                .containsExactly(Finding.at(
                        HandMadePack.POST, 5, Kind.TRUNCATED, "the plan that it names is missing: plans/2.json"));
        HandMadePack more = HandMadePack.whole().with("plans/3.json", first).seal(Keys.OURS);
        assertThat(more.findings(folder)).containsExactly(Finding.of(Kind.FORKED, "no entry names plans/3.json"));
    }

    @Test
    void a_plan_that_is_pinned_in_another_form_makes_an_entry_unreadable() {
        for (Object pin : List.of(1L, List.of(), "short"))
            assertThatThrownBy(() -> EntryBody.parse(utf8(CanonicalWriter.text(
                            Map.of("subject", Map.of(), "details", Map.of("plan", pin, "round", 1L))))))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBody.parse(utf8(CanonicalWriter.text(
                        Map.of("subject", Map.of(), "details", Map.of("plan", Digest.ZERO.hex(), "round", "one"))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the plan that it pins is of another form");
    }

    @Test
    void an_altered_or_invented_text_is_found() throws Exception {
        Erasable note = HandMadePack.NOTE;
        Erasable other = new Erasable(note.commitment(), note.salt(), "Please do not ask me");
        assertThat(texts(List.of(other, HandMadePack.REASON)))
                .containsExactly(Finding.of(Kind.ALTERED, "a text is not that of its commitment " + note.commitment()));
        Erasable salted = new Erasable(note.commitment(), note.salt().toUpperCase(java.util.Locale.ROOT), note.text());
        assertThat(texts(List.of(note, salted))).isNotEmpty();
        Erasable invented = Erasable.of(new byte[16], "invented");
        assertThat(texts(List.of(invented)))
                .containsExactly(Finding.of(Kind.FORKED, "no entry commits to the text of " + invented.commitment()));
        assertThat(texts(List.of(note, note)))
                .containsExactly(Finding.of(Kind.FORKED, "two texts have the commitment " + note.commitment()));
        assertThat(texts(List.of())).as("all were erased").isEmpty();
    }

    private List<Finding> texts(List<Erasable> texts) throws Exception {
        return HandMadePack.whole()
                .with("texts.json", TextList.bytes(texts))
                .seal(Keys.OURS)
                .findings(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERIFY.md",
                "entries.ndjson",
                "proofs.ndjson",
                "texts.json",
                "media.json",
                "checkpoint.txt",
                "keys.txt"
            })
    void a_file_that_is_missing_is_found(String name) throws Exception {
        assertThat(messages(HandMadePack.whole().without(name).findings(folder)))
                .contains("file %s is missing".formatted(name));
        assertThat(HandMadePack.whole().without(name).seal(Keys.OURS).findings(folder))
                .anyMatch(finding -> finding.kind().spoils());
    }

    @Test
    void files_that_the_list_does_not_name_and_a_list_that_is_missing_are_found() throws Exception {
        HandMadePack more = HandMadePack.whole().with("more.txt", "more");
        assertThat(more.findings(folder))
                .containsExactly(Finding.of(Kind.ALTERED, "file more.txt is not one that SHA256SUMS names"));
        assertThat(messages(HandMadePack.whole().without("SHA256SUMS").findings(folder)))
                .containsExactly("file SHA256SUMS is missing", "SHA256SUMS is not signed by a key that is trusted");
        HandMadePack other = HandMadePack.whole();
        other.with(
                "SHA256SUMS",
                Keys.signed(
                                SignedNote.parse(other.text("SHA256SUMS"))
                                        .text()
                                        .replace("post/p1 in acme", "post/p2 in acme"),
                                Keys.OURS)
                        .toString());
        assertThat(other.findings(folder))
                .containsExactly(Finding.of(
                        Kind.ALTERED, "the pack is said to be of post/p2 in acme, and is of post/p1 in acme"));
    }

    @Test
    void entries_of_other_posts_of_other_workspaces_and_without_bytes_are_found() throws Exception {
        byte[] body = HandMadePack.entries().get(0).bytes();
        byte[] foreign = utf8(new String(body, StandardCharsets.UTF_8).replace("\"p1\"", "\"p2\""));
        List<EvidenceLine> entries = HandMadePack.entries();
        entries.add(0, HandMadePack.entry("link/a", 4, Digest.of("x"), foreign));
        assertThat(new HandMadePack(entries, Keys.OURS).findings(folder))
                .containsExactly(Finding.at("link/a", 4, Kind.FORKED, "the entry is not about post p1"));
        entries = HandMadePack.entries();
        entries.add(0, HandMadePack.entry("link/a", 4, Digest.of("x"), utf8("[]")));
        assertThat(new HandMadePack(entries, Keys.OURS).findings(folder))
                .containsExactly(Finding.at(
                        "link/a",
                        4,
                        Kind.ALTERED,
                        "its bytes are none of an entry: an object is wanted, and this is none"));
        entries = HandMadePack.entries();
        entries.add(0, new EvidenceLine("acme", "link/a", 4, null, Digest.of("x"), Digest.of("y")));
        assertThat(new HandMadePack(entries, Keys.OURS).findings(folder))
                .containsExactly(Finding.at("link/a", 4, Kind.TRUNCATED, "only the hash of the entry is there"));
        entries = HandMadePack.entries();
        entries.add(
                0,
                new EvidenceLine(
                        "globex",
                        "link/a",
                        4,
                        body,
                        Digest.ZERO,
                        EntryHash.of("globex", "link/a", 4, Digest.ZERO, body)));
        assertThat(new HandMadePack(entries, Keys.OURS).findings(folder))
                .containsExactly(Finding.at(
                        HandMadePack.LINK, 3, Kind.FORKED, "the entry is of another workspace than the one before"));
    }

    @Test
    void a_pack_without_a_checkpoint_is_whole_and_not_proven_and_refused_where_a_key_was_given() throws Exception {
        assertThat(HandMadePack.unsigned().findings(folder))
                .containsExactly(
                        Finding.of(
                                Kind.UNANCHORED,
                                "There is no checkpoint: nobody signed this, and it proves no more than that its parts fit together."));
        assertThat(HandMadePack.unsigned().findings(folder, Keys.OURS.key()))
                .containsExactly(
                        Finding.of(
                                Kind.BAD_SIGNATURE,
                                "there is no checkpoint that could be signed by a key that you gave, so that nothing is proven"));
        HandMadePack stripped = HandMadePack.whole().without("checkpoint.txt");
        assertThat(messages(stripped.seal(Keys.OURS).findings(folder)))
                .contains(
                        "file keys.txt is there and no checkpoint",
                        "file proofs.ndjson is there and no checkpoint",
                        "SHA256SUMS is signed and there is no checkpoint");
        String text = HandMadePack.unsigned().text("entries.ndjson");
        assertThat(kinds(HandMadePack.unsigned()
                        .with("entries.ndjson", text.replace("decided", "refused"))
                        .seal(null)))
                .contains(Kind.ALTERED);
    }

    @Test
    void files_that_are_no_text_or_of_another_form_are_told_by_their_names() throws Exception {
        for (String name : List.of("checkpoint.txt", "keys.txt", "SHA256SUMS")) {
            assertThat(messages(HandMadePack.whole().with(name, new byte[] {-1}).findings(folder)))
                    .contains("file %s cannot be read: it is no UTF-8".formatted(name));
        }
        String key = Keys.OURS.key().text();
        for (String keys : List.of(key, key + "\n" + key + "\n", key + "\n\n", "\n", ""))
            assertThat(messages(HandMadePack.whole()
                            .with("keys.txt", keys)
                            .seal(Keys.OURS)
                            .findings(folder)))
                    .anyMatch(message -> message.startsWith("file keys.txt cannot be read: "));
        for (String name : List.of("entries.ndjson", "proofs.ndjson")) {
            List<String> lines = HandMadePack.whole().lines(name);
            lines.set(1, "x");
            assertThat(messages(HandMadePack.whole()
                            .withLines(name, lines)
                            .seal(Keys.OURS)
                            .findings(folder)))
                    .contains(
                            "line 2 of %s cannot be read: no canonical JSON at character 0: this is no canonical integer"
                                    .formatted(name));
        }
        assertThat(messages(HandMadePack.whole()
                        .with("entries.ndjson", "")
                        .seal(Keys.OURS)
                        .findings(folder)))
                .contains("there is no entry of a post", "there is a proof of the entry, and the entry is missing");
    }

    @Test
    void proofs_of_other_entries_and_entries_without_proof_are_told() throws Exception {
        List<String> proofs = HandMadePack.whole().lines("proofs.ndjson");
        proofs.remove(4);
        proofs.add(0, new EntryProof("a", 1, 0, List.of()).text());
        proofs.add(new EntryProof("z", 1, 0, List.of()).text());
        assertThat(HandMadePack.whole()
                        .withLines("proofs.ndjson", proofs)
                        .seal(Keys.OURS)
                        .findings(folder))
                .containsExactly(
                        Finding.at("a", 1, Kind.TRUNCATED, "there is a proof of the entry, and the entry is missing"),
                        Finding.at(HandMadePack.POST, 2, Kind.GAP, "there is no proof that the log holds the entry"),
                        Finding.at("z", 1, Kind.TRUNCATED, "there is a proof of the entry, and the entry is missing"));
    }

    @Test
    void a_number_of_a_version_beyond_all_is_missing() throws Exception {
        List<EvidenceLine> entries = HandMadePack.entries();
        byte[] body = utf8(CanonicalWriter.text(
                Map.of("subject", Map.of("about", "p1", "digest", Digest.ZERO.hex(), "version", 4_294_967_297L))));
        entries.add(0, HandMadePack.entry("link/a", 1, Digest.ZERO, body));
        assertThat(messages(new HandMadePack(entries, Keys.OURS).findings(folder)))
                .containsExactly("the version that it names is missing: versions/4294967297.json");
    }

    private List<Kind> kinds(HandMadePack pack) throws Exception {
        return pack.findings(folder).stream().map(Finding::kind).toList();
    }

    private static List<String> messages(List<Finding> findings) {
        return findings.stream().map(Finding::message).toList();
    }
}
