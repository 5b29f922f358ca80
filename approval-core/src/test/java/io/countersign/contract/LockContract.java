package io.countersign.contract;

import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.RITA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.identity.Actor.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.canonical.Erasable;
import io.countersign.identity.PostId;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostStatus;
import io.countersign.publish.Capability;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deciding on locked posts: on these, or on what is due. */
interface LockContract extends StoreUnderTest {
    Duration GRACE = Duration.ofMinutes(15);

    @Test
    default void these_are_locked_decided_on_and_saved() {
        World acme = in("acme");
        Post one = acme.draft();
        Post two = acme.draft();
        Post theirs = in("other").draft();
        List<Post> seen = new ArrayList<>();
        List<PostId> asked = List.of(two.id(), new PostId("unknown"), one.id(), theirs.id());
        List<Committed> committed = store().locked(new Selection.These(acme.id(), asked), (posts, now) -> {
            seen.clear();
            seen.addAll(posts);
            assertThat(now).isEqualTo(acme.now());
            return List.of(
                    Changes.each(acme.id(), List.of(withdrawing(posts.get(0), now), withdrawing(posts.get(1), now))));
        });
        assertThat(seen).containsExactlyInAnyOrder(one, two);
        assertThat(committed).hasSize(1);
        assertThat(committed.get(0).saved()).hasSize(2);
        assertThat(acme.read(one).status()).isEqualTo(PostStatus.WITHDRAWN);
        assertThat(acme.read(two).status()).isEqualTo(PostStatus.WITHDRAWN);
        assertThat(in("other").read(theirs)).isEqualTo(theirs);
    }

    @Test
    default void nothing_decided_is_nothing_saved() {
        World acme = in("acme");
        Post post = acme.draft();
        assertThat(store().locked(these(post), (posts, now) -> List.of())).isEmpty();
        assertThat(acme.read(post)).isEqualTo(post);
    }

    @Test
    default void what_the_decision_throws_comes_out_and_nothing_is_saved() {
        World acme = in("acme");
        Post post = acme.draft();
        assertThatIllegalStateException()
                .isThrownBy(() -> store().locked(these(post), (posts, now) -> {
                    throw new IllegalStateException("thought better of it");
                }))
                .withMessage("thought better of it");
        assertThat(acme.read(post)).isEqualTo(post);
        acme.did(ADA, post, new PostCommand.Withdraw());
    }

    @Test
    default void a_guard_is_lost_under_a_lock_too() {
        World acme = in("acme");
        Post read = acme.draft();
        Post moved = acme.edited(read, aPost().saying("Somebody else was first"));
        List<Committed> committed = store().locked(
                        these(read), (posts, now) -> List.of(Changes.all(acme.id(), List.of(withdrawing(read, now)))));
        assertThat(committed).containsExactly(new Committed(List.of(), List.of(read.stream()), false, false));
        assertThat(acme.read(read)).isEqualTo(moved);
    }

    @Test
    default void R1_of_eight_who_decide_under_the_lock_nobody_loses() throws Exception {
        World acme = in("acme");
        Post post = acme.draft();
        List<Committed> outcomes = Race.of(
                8,
                runner -> () -> store().locked(
                                these(post),
                                (posts, now) -> List.of(Changes.all(
                                        acme.id(),
                                        List.of(acme.editing(posts.get(0), aPost().saying("Runner " + runner))))))
                        .get(0));
        assertThat(outcomes).allMatch(Committed::whole);
        assertThat(acme.read(post).version().number()).isEqualTo(9);
        assertThat(store().versions(acme.id(), post.id())).hasSize(9);
    }

    @Test
    default void due_is_what_time_does_something_to() {
        World acme = in("acme");
        Instant start = acme.now();
        Post missing = acme.has(aPost().goingOutAt(start.plusSeconds(60)));
        Post overdue =
                acme.submitted(acme.draft(), aStage("legal").of("user:lena").within(Duration.ofSeconds(120)));
        Post going = scheduled(acme, start.plusSeconds(180));
        acme.draft();
        acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        acme.approved(LENA, acme.submitted(acme.draft(), aStage("legal").of("user:lena")));
        acme.did(ADA, acme.has(aPost().goingOutAt(start.plusSeconds(60))), new PostCommand.Withdraw());
        assertThat(due(10)).isEmpty();
        clock().set(start.plusSeconds(60).minus(1, ChronoUnit.MICROS));
        assertThat(due(10)).isEmpty();
        clock().set(start.plusSeconds(60));
        assertThat(due(10)).containsExactly(missing);
        clock().set(start.plusSeconds(180));
        assertThat(due(10)).containsExactly(missing, overdue, going);
        passAll();
        assertThat(due(10)).as("after it was done").isEmpty();
        assertThat(acme.read(missing).state().missedSchedule()).isTrue();
        assertThat(acme.read(going).status()).isEqualTo(PostStatus.PUBLISHING);
    }

    @Test
    default void a_post_in_review_is_due_when_its_reviewers_are_to_be_reminded() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.has(aPost().goingOutAt(acme.now().plus(Duration.ofHours(5)))),
                aStage("legal").of("user:lena"));
        clock().pass(Duration.ofHours(3).minusMillis(1));
        assertThat(due(10)).isEmpty();
        clock().pass(Duration.ofMillis(1));
        assertThat(due(10)).as("two hours before").containsExactly(post);
        passAll();
        assertThat(due(10)).as("after they were").isEmpty();
        Post moved = acme.did(
                People.ADA,
                acme.read(post),
                new PostCommand.Reschedule(acme.now().plus(Duration.ofHours(3)), ZoneOffset.UTC));
        clock().pass(Duration.ofHours(1));
        assertThat(due(10)).as("of its new time").containsExactly(moved);
    }

    @Test
    default void a_lease_that_ran_out_is_due_and_so_is_the_next_attempt() {
        World acme = in("acme");
        Post post = scheduled(acme, acme.now().plusSeconds(60));
        clock().pass(Duration.ofSeconds(60));
        post = acme.did(SYSTEM, post, new PostCommand.Pass(Capability.NONE));
        assertThat(due(10)).isEmpty();
        clock().pass(Duration.ofMinutes(5));
        assertThat(due(10)).containsExactly(post);
        post = acme.did(SYSTEM, post, new PostCommand.Fail(post.fence(), "503"));
        assertThat(due(10)).isEmpty();
        clock().pass(Duration.ofSeconds(30));
        assertThat(due(10)).containsExactly(post);
    }

    @Test
    default void a_held_post_is_due_only_when_it_has_missed_its_time() {
        World acme = in("acme");
        Erasable reason = Deeds.text("Wait");
        Post held =
                acme.did(LENA, scheduled(acme, acme.now().plusSeconds(60)), new PostCommand.Holding(reason), reason);
        clock().pass(Duration.ofSeconds(60));
        assertThat(due(10)).isEmpty();
        clock().pass(GRACE);
        assertThat(due(10)).containsExactly(held);
        Post unheld = acme.did(LENA, held, new PostCommand.Unhold());
        assertThat(unheld.status()).isEqualTo(PostStatus.APPROVED);
        assertThat(due(10)).isEmpty();
    }

    @Test
    default void the_longest_due_of_all_workspaces_come_first_and_no_more_than_asked_for() {
        World acme = in("acme");
        World other = in("other");
        Instant start = acme.now();
        Post third = acme.has(aPost().goingOutAt(start.plusSeconds(3)));
        Post first = acme.has(aPost().goingOutAt(start.plusSeconds(1)));
        Post fourth = other.has(aPost().goingOutAt(start.plusSeconds(4)));
        Post second = other.has(aPost().goingOutAt(start.plusSeconds(2)));
        clock().set(start.plusSeconds(10));
        assertThat(due(10)).containsExactly(first, second, third, fourth);
        assertThat(due(3)).containsExactly(first, second, third);
        assertThat(due(1)).containsExactly(first);
        passAll();
        assertThat(acme.read(third).state().missedSchedule()).isTrue();
        assertThat(other.read(second).state().missedSchedule()).isTrue();
    }

    @Test
    default void a_held_post_is_due_after_what_is_due_before_it_has_missed_its_time() {
        World acme = in("acme");
        Erasable reason = Deeds.text("Wait");
        Post held =
                acme.did(LENA, scheduled(acme, acme.now().plusSeconds(60)), new PostCommand.Holding(reason), reason);
        Post missing = acme.has(aPost().goingOutAt(acme.now().plusSeconds(120)));
        clock().pass(GRACE.plusSeconds(60));
        assertThat(due(10)).containsExactly(missing, held);
        assertThat(due(1)).containsExactly(missing);
    }

    @Test
    default void R11_of_eight_who_claim_what_is_due_each_post_is_claimed_by_one() throws Exception {
        World acme = in("acme");
        Instant at = acme.now().plusSeconds(60);
        List<Post> posts =
                IntStream.range(0, 40).mapToObj(i -> scheduled(acme, at)).toList();
        clock().set(at);
        List<List<Committed>> outcomes = Race.of(8, () -> {
            List<Committed> mine = new ArrayList<>();
            while (!due(1).isEmpty()) mine.addAll(passSome(5));
            return mine;
        });
        List<Committed> all = outcomes.stream().flatMap(List::stream).toList();
        assertThat(all).allMatch(Committed::whole);
        assertThat(all.stream().flatMap(one -> one.saved().stream()))
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(posts).allSatisfy(post -> {
            assertThat(acme.read(post).status()).isEqualTo(PostStatus.PUBLISHING);
            assertThat(acme.read(post).fence()).isEqualTo(1);
        });
    }

    private List<Post> due(int limit) {
        List<Post> seen = new ArrayList<>();
        store().locked(new Selection.Due(limit, GRACE), (posts, now) -> {
            seen.clear();
            seen.addAll(posts);
            return List.of();
        });
        return seen;
    }

    private void passAll() {
        assertThat(passSome(100)).isNotEmpty().allMatch(Committed::whole);
    }

    private List<Committed> passSome(int limit) {
        return store().locked(new Selection.Due(limit, GRACE), (posts, now) -> {
            Map<WorkspaceId, List<Save>> saves = posts.stream()
                    .map(post -> Deeds.of(
                            post, new PostCommand.Pass(Capability.NONE), new Situation(SYSTEM, Roster.EMPTY, now)))
                    .collect(Collectors.groupingBy(save -> save.after().workspace()));
            return saves.entrySet().stream()
                    .map(one -> Changes.all(one.getKey(), one.getValue()))
                    .toList();
        });
    }

    private Post scheduled(World world, Instant at) {
        return world.approved(
                LENA,
                world.submitted(
                        world.has(aPost().goingOutAt(at)), aStage("legal").of("user:lena")));
    }

    private Save withdrawing(Post post, Instant now) {
        return Deeds.of(post, new PostCommand.Withdraw(), new Situation(RITA, Roster.EMPTY, now));
    }

    private Selection these(Post post) {
        return new Selection.These(post.workspace(), List.of(post.id()));
    }
}
