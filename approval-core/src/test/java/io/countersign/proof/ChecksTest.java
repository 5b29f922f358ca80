package io.countersign.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.Digest;
import io.countersign.proof.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Chains, logs and checkpoints, one after the other. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChecksTest {
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void the_hash_of_an_entry_is_over_these_bytes() {
        byte[] bytes = "{}".getBytes(StandardCharsets.US_ASCII);
        byte[] parts = ("\0\1\0\0\0\2ws\0\0\0\6post/1\0\0\0\0\0\0\0\5").getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\0\0\0\2{}".getBytes(StandardCharsets.US_ASCII);
        Digest before = Digest.of("before");
        assertThat(EntryHash.of("ws", "post/1", 5, before, bytes)).isEqualTo(Digest.of(parts, before.bytes(), end));
    }

    @Test
    void the_leaf_of_an_entry_is_over_these_bytes() {
        Digest hash = Digest.of("entry");
        String leaf = "\0{\"hash\":\"" + hash + "\",\"seq\":5,\"stream\":\"post/1\"}";
        assertThat(new LogLeaf("post/1", 5, hash).digest()).isEqualTo(Digest.of(leaf));
    }

    @Test
    void a_chain_is_whole_from_the_beginning_and_from_any_entry_that_was_checked() {
        List<EvidenceLine> chain = HandMadePack.entries().subList(3, 9);
        ChainCheck check = ChainCheck.of("acme", HandMadePack.POST, findings::add);
        for (EvidenceLine entry : chain) check.entry(entry.seq(), entry.bytes(), entry.hash());
        assertThat(check.seq()).isEqualTo(6);
        assertThat(check.stream()).isEqualTo(HandMadePack.POST);
        assertThat(check.hash()).isEqualTo(chain.get(5).hash());
        ChainCheck later =
                ChainCheck.after("acme", HandMadePack.POST, 2, chain.get(1).hash(), findings::add);
        later.entry(3, null, chain.get(2).hash());
        later.entry(4, chain.get(3).bytes(), chain.get(3).hash());
        assertThat(findings).isEmpty();
    }

    @Test
    void what_is_altered_missing_or_twice_in_a_chain_is_found() {
        List<EvidenceLine> chain = HandMadePack.entries().subList(3, 9);
        ChainCheck check = ChainCheck.of("acme", HandMadePack.POST, findings::add);
        check.entry(1, new byte[1], chain.get(0).hash());
        check.entry(3, chain.get(2).bytes(), chain.get(2).hash());
        check.entry(3, chain.get(2).bytes(), chain.get(2).hash());
        check.entry(4, chain.get(3).bytes(), chain.get(3).hash());
        assertThat(findings)
                .containsExactly(
                        Finding.at(
                                HandMadePack.POST,
                                1,
                                Kind.ALTERED,
                                "its hash is not that of its bytes and of the entry before"),
                        Finding.at(HandMadePack.POST, 3, Kind.GAP, "entry 2 is missing"),
                        Finding.at(HandMadePack.POST, 3, Kind.FORKED, "the number occurs twice"));
    }

    @Test
    void all_kinds_but_one_spoil_a_record() {
        for (Kind kind : Kind.values()) assertThat(kind.spoils()).isEqualTo(kind != Kind.UNANCHORED);
        assertThat(Finding.of(Kind.GAP, "why")).isEqualTo(new Finding(null, null, Kind.GAP, "why"));
    }

    @Test
    void checkpoints_that_continue_each_other_are_followed_through_a_new_key() {
        CheckpointCheck check = new CheckpointCheck(List.of(Keys.NEXT.key()), findings::add);
        assertThat(check.last()).isNull();
        assertThat(check.next(note(1, 5, Keys.OURS, Keys.OURS))).contains(checkpoint("log", 1, 5, Keys.OURS));
        check.next(note(2, 6, Keys.NEXT, Keys.NEXT, Keys.OURS));
        check.next(note(3, 9, Keys.NEXT, Keys.NEXT));
        check.end();
        assertThat(findings).isEmpty();
        assertThat(check.last()).isEqualTo(checkpoint("log", 3, 9, Keys.NEXT));
    }

    @Test
    void a_checkpoint_that_cannot_be_read_is_told_and_passed_over() {
        CheckpointCheck check = new CheckpointCheck(List.of(Keys.OURS.key()), findings::add);
        assertThat(check.next("nothing")).isEmpty();
        assertThat(check.next(Keys.signed("no checkpoint\n", Keys.OURS).toString()))
                .isEmpty();
        check.end();
        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.BAD_SIGNATURE);
            assertThat(finding.message()).startsWith("a checkpoint cannot be read: no ");
        });
    }

    @Test
    void checkpoints_of_wrong_keys_are_found() {
        CheckpointCheck check = new CheckpointCheck(List.of(Keys.OURS.key()), findings::add);
        check.next(note(1, 5, Keys.OURS, Keys.FORGER));
        check.next(note(2, 6, Keys.FORGER, Keys.FORGER));
        check.end();
        assertThat(messages())
                .containsExactly(
                        "checkpoint 1 is not signed by the key that it names",
                        "checkpoint 2 is not signed by the key of the one before",
                        "checkpoint 2 is signed by a key that is not trusted: " + Keys.FORGER.key());
    }

    @Test
    void checkpoints_that_do_not_continue_each_other_are_found() {
        CheckpointCheck check = new CheckpointCheck(List.of(Keys.OURS.key()), findings::add);
        check.next(note(1, 5, Keys.OURS, Keys.OURS));
        check.next(note(3, 6, Keys.OURS, Keys.OURS));
        check.next(note(4, 6, Keys.OURS, Keys.OURS));
        check.next(Keys.signed(checkpoint("other", 5, 7, Keys.OURS).text(), Keys.OURS)
                .toString());
        assertThat(findings)
                .containsExactly(
                        Finding.of(Kind.GAP, "checkpoint 1 is followed by 3"),
                        Finding.of(Kind.FORKED, "checkpoint 4 does not continue the log of the one before"),
                        Finding.of(Kind.FORKED, "checkpoint 5 does not continue the log of the one before"));
    }

    @Test
    void a_log_is_compared_with_each_checkpoint_once_it_has_grown_to_it() {
        List<LogLeaf> leaves = leaves(5);
        LogCheck check = new LogCheck(Frontier.START, findings::add);
        check.expect(of(leaves, 5));
        check.expect(of(leaves, 2));
        for (int i = 0; i < 5; i++) check.leaf(i, leaves.get(i), leaves.get(i).hash());
        check.expect(of(leaves, 5));
        check.expect(of(leaves, 4));
        check.end();
        assertThat(findings).isEmpty();
        assertThat(check.frontier().root()).isEqualTo(of(leaves, 5).root());
    }

    @Test
    void a_log_that_was_written_anew_is_found_and_so_is_one_that_was_cut() {
        List<LogLeaf> leaves = leaves(5);
        List<LogLeaf> others = new ArrayList<>(leaves);
        others.set(1, new LogLeaf("post/1", 2, Digest.of("other")));
        LogCheck check = new LogCheck(Frontier.START, findings::add);
        check.expect(of(leaves, 3));
        check.expect(of(leaves, 1));
        check.expect(of(leaves, 5));
        for (int i = 0; i < 4; i++) check.leaf(i, others.get(i), others.get(i).hash());
        check.end();
        assertThat(findings)
                .containsExactly(
                        Finding.of(
                                Kind.FORKED,
                                "checkpoint 1 of 1970-01-01T00:00:00Z was made over other entries than the first 3 of the log"),
                        Finding.of(
                                Kind.TRUNCATED,
                                "the log has 4 leaves, checkpoint 1 of 1970-01-01T00:00:00Z was made over 5"));
        findings.clear();
        check.expect(of(leaves, 4));
        assertThat(findings).hasSize(1);
    }

    @Test
    void leaves_without_their_entry_and_missing_leaves_are_found() {
        List<LogLeaf> leaves = leaves(3);
        LogCheck check = new LogCheck(Frontier.START, findings::add);
        check.leaf(0, leaves.get(0), null);
        check.leaf(1, leaves.get(1), Digest.of("another"));
        check.leaf(3, leaves.get(2), leaves.get(2).hash());
        assertThat(findings)
                .containsExactly(
                        Finding.at("post/1", 1, Kind.TRUNCATED, "the log holds an entry that is not there any more"),
                        Finding.at("post/1", 2, Kind.FORKED, "the entry is not the one that the log holds"),
                        Finding.at("post/1", 3, Kind.GAP, "the log misses its leaf 2"));
    }

    private static List<LogLeaf> leaves(int count) {
        List<LogLeaf> leaves = new ArrayList<>();
        for (int i = 1; i <= count; i++) leaves.add(new LogLeaf("post/1", i, Digest.of("entry " + i)));
        return leaves;
    }

    private static Checkpoint of(List<LogLeaf> leaves, int size) {
        Digest root = NaiveTree.root(
                leaves.subList(0, size).stream().map(LogLeaf::digest).toList());
        return new Checkpoint("log", 1, size, root, Instant.EPOCH, Keys.OURS.key());
    }

    private static Checkpoint checkpoint(String origin, long number, long size, Ed25519Signer named) {
        return new Checkpoint(origin, number, size, Digest.of("root"), Instant.EPOCH, named.key());
    }

    private static String note(long number, long size, Ed25519Signer named, Ed25519Signer... signers) {
        return Keys.signed(checkpoint("log", number, size, named).text(), signers)
                .toString();
    }

    private List<String> messages() {
        return findings.stream().map(Finding::message).toList();
    }
}
