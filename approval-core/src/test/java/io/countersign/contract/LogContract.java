package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogLeaf;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore.Anchored;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.LogStore.LogStep;
import io.countersign.store.LogStore.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with the logs of workspaces. */
interface LogContract extends StoreUnderTest {
    @Test
    default void what_a_log_has_not_comes_by_stream_and_number() {
        World acme = in("acme");
        Post b = acme.has(aPost().named("b"));
        Post a = acme.edited(acme.has(aPost().named("a")), aPost().saying("Twice"));
        assertThat(store().unlogged(acme.id(), null, null, 10))
                .extracting(LogLeaf::stream, LogLeaf::seq)
                .containsExactly(tuple("post/a", 1L), tuple("post/a", 2L), tuple("post/b", 1L));
        assertThat(store().unlogged(acme.id(), null, null, 2)).hasSize(2);
        assertThat(store().unlogged(acme.id(), null, "post/b", 10))
                .extracting(LogLeaf::stream)
                .containsExactly("post/b");
        assertThat(store().unlogged(acme.id(), null, null, 10))
                .extracting(LogLeaf::hash)
                .contains(a.head().hash(), b.head().hash());
        assertThat(store().unlogged(in("other").id(), null, null, 10)).isEmpty();
    }

    @Test
    default void what_is_taken_is_not_asked_for_again() {
        World acme = in("acme");
        Post post = acme.draft();
        assertThat(taken(acme, null)).isTrue();
        assertThat(store().unlogged(acme.id(), null, null, 10)).isEmpty();
        acme.edited(post, aPost().saying("More"));
        assertThat(store().unlogged(acme.id(), null, null, 10))
                .extracting(LogLeaf::seq)
                .containsExactly(2L);
    }

    @Test
    default void of_late_only_streams_count_that_changed_since_with_all_that_they_lack() {
        World acme = in("acme");
        Post old = acme.has(aPost().named("old"));
        acme.has(aPost().named("still"));
        clock().pass(Duration.ofHours(1));
        Instant since = acme.now();
        assertThat(store().unlogged(acme.id(), since, null, 10)).isEmpty();
        acme.edited(old, aPost().saying("Now"));
        assertThat(store().unlogged(acme.id(), since, null, 10))
                .extracting(LogLeaf::stream)
                .containsExactly("post/old", "post/old");
    }

    @Test
    default void a_log_is_read_as_it_was_appended() {
        World acme = in("acme");
        assertThat(store().log(acme.id())).isEmpty();
        Post post = acme.draft();
        LogState empty = store().log(acme.id()).orElseThrow();
        assertThat(empty.last()).isNull();
        assertThat(empty.latest()).isEqualTo(acme.now());
        for (int i = 0; i < 3; i++) {
            post = acme.edited(post, aPost().saying("Edit " + i));
            taken(acme, store().log(acme.id()).map(LogState::last).orElse(null));
        }
        List<Logged> leaves = store().leaves(acme.id(), 0, 10);
        assertThat(leaves).extracting(Logged::index).containsExactly(0L, 1L, 2L, 3L);
        assertThat(leaves)
                .allSatisfy(one -> assertThat(one.entry()).isEqualTo(one.leaf().hash()));
        assertThat(store().leaves(acme.id(), 2, 1)).containsExactly(leaves.get(2));
        assertThat(store().leaves(acme.id(), 4, 10)).isEmpty();
        assertThat(store().logged(acme.id(), new LogLeafRange(post.stream(), 2, 3)))
                .containsExactly(leaves.get(1), leaves.get(2));
        KeptCheckpoint last = store().log(acme.id()).map(LogState::last).orElseThrow();
        assertThat(last.number()).isEqualTo(3);
        assertThat(last.frontier())
                .isEqualTo(Frontier.START
                        .grow(leaves.stream().map(one -> one.leaf().digest()).toList())
                        .frontier());
        assertThat(store().checkpoints(acme.id(), 0, 10)).hasSize(3).contains(last);
        assertThat(store().checkpoints(acme.id(), 2, 10)).containsExactly(last);
        assertThat(store().checkpoints(acme.id(), 0, 1))
                .extracting(KeptCheckpoint::number)
                .containsExactly(1L);
        assertThat(store().checkpoints(in("other").id(), 0, 10)).isEmpty();
        assertThat(store().leaves(in("other").id(), 0, 10)).isEmpty();
    }

    @Test
    default void nodes_are_found_by_level_and_place() {
        World acme = in("acme");
        acme.draft();
        List<LogLeaf> leaves = IntStream.range(0, 1_000)
                .mapToObj(i -> new LogLeaf("post/made-up", i, Digest.of("leaf " + i)))
                .toList();
        Frontier.Growth growth =
                Frontier.START.grow(leaves.stream().map(LogLeaf::digest).toList());
        KeptCheckpoint kept = new KeptCheckpoint(1, acme.now(), "note", growth.frontier());
        assertThat(store().append(new LogStep(acme.id(), 0, leaves, growth.nodes(), kept)))
                .isTrue();
        assertThat(growth.nodes()).hasSize(3);
        assertThat(store().nodes(acme.id(), 1, 1, 2))
                .containsExactly(
                        growth.nodes().get(1).hash(), growth.nodes().get(2).hash());
        assertThat(store().nodes(acme.id(), 2, 0, 1)).isEmpty();
        assertThat(store().leaves(acme.id(), 998, 10))
                .as("a leaf of an entry that is not there")
                .extracting(Logged::entry)
                .containsOnlyNulls();
    }

    @Test
    default void a_step_that_does_not_follow_the_last_is_not_taken() {
        World acme = in("acme");
        acme.draft();
        assertThat(store().append(step(acme, 1, 1))).as("from the middle").isFalse();
        assertThat(store().append(step(acme, 0, 2))).as("a number too far").isFalse();
        assertThat(store().append(step(acme, 0, 1))).isTrue();
        assertThat(store().append(step(acme, 0, 1))).as("twice").isFalse();
        assertThat(store().append(step(acme, 0, 2))).as("from the start again").isFalse();
        assertThat(store().leaves(acme.id(), 0, 10)).hasSize(1);
        assertThat(store().checkpoints(acme.id(), 0, 10)).hasSize(1);
    }

    @Test
    default void of_eight_who_take_the_same_step_one_does() throws Exception {
        World acme = in("acme");
        acme.draft();
        LogStep step = step(acme, 0, 1);
        List<Boolean> taken = Race.of(8, () -> store().append(step));
        assertThat(taken).containsOnlyOnce(true);
        assertThat(store().leaves(acme.id(), 0, 10)).hasSize(1);
    }

    @Test
    default void workspaces_with_entries_are_found_all_or_those_of_late() {
        in("b").draft();
        in("a").draft();
        clock().pass(Duration.ofHours(1));
        Instant since = store().now();
        in("c").draft();
        assertThat(store().recorded(null, null, 10)).containsExactly(in("a").id(), in("b").id(), in("c").id());
        assertThat(store().recorded(null, in("a").id(), 1)).containsExactly(in("b").id());
        assertThat(store().recorded(since, null, 10)).containsExactly(in("c").id());
        assertThat(store().recorded(since, in("c").id(), 10)).isEmpty();
    }

    @Test
    default void what_an_anchor_took_is_known_once() {
        World acme = in("acme");
        acme.has(anApprover("Nora"));
        Anchored first = new Anchored(1, "file", acme.now(), "somewhere");
        Anchored second = new Anchored(2, "file", acme.now(), "elsewhere");
        Anchored other = new Anchored(1, "stamp", acme.now(), "x".repeat(4_000));
        for (Anchored one : List.of(first, first, second, other)) store().anchored(acme.id(), one);
        assertThat(store().anchorings(acme.id())).containsExactly(second, other);
        assertThat(store().log(acme.id()).orElseThrow().anchored())
                .containsEntry("file", 2L)
                .containsEntry("stamp", 1L);
        assertThat(store().anchorings(in("other").id())).isEmpty();
    }

    private boolean taken(World world, @Nullable KeptCheckpoint last) {
        Frontier before = last == null ? Frontier.START : last.frontier();
        List<LogLeaf> leaves = store().unlogged(world.id(), null, null, 1_000);
        Frontier.Growth growth =
                before.grow(leaves.stream().map(LogLeaf::digest).toList());
        KeptCheckpoint kept = new KeptCheckpoint(
                last == null ? 1 : last.number() + 1, world.now(), "note of " + leaves, growth.frontier());
        return store().append(new LogStep(world.id(), before.size(), leaves, growth.nodes(), kept));
    }

    private static LogStep step(World world, long from, long number) {
        LogLeaf leaf = new LogLeaf(StreamId.of(new PostId("p")).toString(), from + number, Digest.of("leaf"));
        List<Digest> leaves = new ArrayList<>();
        for (long i = 0; i <= from; i++) leaves.add(leaf.digest());
        Frontier frontier = Frontier.START.grow(leaves).frontier();
        return new LogStep(
                world.id(), from, List.of(leaf), List.of(), new KeptCheckpoint(number, world.now(), "note", frontier));
    }
}
