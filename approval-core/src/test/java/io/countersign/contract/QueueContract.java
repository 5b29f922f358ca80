package io.countersign.contract;

import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.OMAR;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostEvent;
import io.countersign.post.PostState;
import io.countersign.post.ReviewOwed;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import io.countersign.store.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits is found by the stage that it waits in, by the review that it is owed, and by the slot that it waits for. */
interface QueueContract extends StoreUnderTest {
    @Test
    default void a_post_waits_in_each_stage_that_is_open_and_in_no_other() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.draft(),
                aStage("legal").of("user:lena", "group:legal"),
                aStage("brand").of("user:lena"),
                aStage("boss").after(0).of("user:omar"));
        assertThat(counts(acme)).containsExactly("brand 1", "legal 1");
        assertThat(waiting(acme, "legal")).containsExactly(post);
        assertThat(waiting(acme, "brand")).containsExactly(post);
        assertThat(waiting(acme, "boss")).isEmpty();
        post = acme.approved(LENA, post);
        assertThat(counts(acme)).containsExactly("boss 1");
        assertThat(waiting(acme, "legal")).isEmpty();
        assertThat(waiting(acme, "boss")).containsExactly(post);
        post = acme.approved(OMAR, post);
        assertThat(counts(acme)).isEmpty();
        assertThat(waiting(acme, "boss")).isEmpty();
    }

    @Test
    default void a_stage_that_was_partly_answered_is_still_a_queue_of_one() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.draft(), aStage("all").of("user:lena", "user:omar").clearedBy(Quorum.ALL));
        post = acme.approved(LENA, post);
        assertThat(counts(acme)).containsExactly("all 1");
        assertThat(waiting(acme, "all")).containsExactly(post);
    }

    @Test
    default void queues_tell_the_oldest_opening_and_how_many_are_past_their_deadline() {
        World acme = in("acme");
        Instant first = acme.now();
        Post oldest =
                acme.submitted(acme.draft(), aStage("legal").of("user:lena").within(Duration.ofHours(2)));
        clock().pass(Duration.ofHours(1));
        Instant second = acme.now();
        Post later =
                acme.submitted(acme.draft(), aStage("legal").of("user:omar").within(Duration.ofHours(8)));
        acme.submitted(acme.draft(), aStage("Ünïcode 🚀").of("user:lena"));
        assertThat(store().queues(acme.id()))
                .containsExactly(new QueueCount("legal", 2, first, 0), new QueueCount("Ünïcode 🚀", 1, second, 0));
        clock().pass(Duration.ofHours(1));
        assertThat(store().queues(acme.id())).as("at the deadline").contains(new QueueCount("legal", 2, first, 1));
        oldest = acme.approved(LENA, oldest);
        assertThat(store().queues(acme.id())).contains(new QueueCount("legal", 1, second, 0));
        assertThat(waiting(acme, "legal")).containsExactly(later);
    }

    @Test
    default void a_stage_that_opens_later_waits_since_then() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.draft(),
                aStage("legal").of("user:lena"),
                aStage("boss").after(0).of("user:omar"));
        clock().pass(Duration.ofHours(3));
        Instant opened = acme.now();
        acme.approved(LENA, post);
        clock().pass(Duration.ofHours(3));
        assertThat(store().queues(acme.id())).containsExactly(new QueueCount("boss", 1, opened, 0));
    }

    @Test
    default void escalation_and_reminders_leave_a_post_in_its_queue_once() {
        World acme = in("acme");
        Instant opened = acme.now();
        Post post = acme.submitted(
                acme.draft(),
                aStage("legal").of("user:lena").within(Duration.ofHours(8)).orAlso("user:rita"),
                aStage("brand").of("user:omar").within(Duration.ofHours(8)));
        clock().pass(Duration.ofHours(8));
        post = acme.did(Actor.SYSTEM, post, new PostCommand.Pass(null));
        assertThat(store().queues(acme.id()))
                .containsExactly(new QueueCount("brand", 1, opened, 1), new QueueCount("legal", 1, opened, 1));
        assertThat(waiting(acme, "legal")).containsExactly(post);
        acme.approved(LENA, post);
        assertThat(counts(acme)).containsExactly("brand 1");
    }

    @Test
    default void whatever_ends_a_round_empties_its_queues() {
        World acme = in("acme");
        Post refused = inTwo(acme);
        Post edited = inTwo(acme);
        Post withdrawn = inTwo(acme);
        Post returned = acme.submitted(
                acme.draft(),
                aStage("legal").of("user:lena").within(Duration.ofHours(1)).orBack(),
                aStage("brand").of("user:omar"));
        assertThat(counts(acme)).containsExactly("brand 4", "legal 4");
        acme.refused(LENA, refused, Verdict.REJECT, "No");
        assertThat(counts(acme)).containsExactly("brand 3", "legal 3");
        edited = acme.edited(edited, aPost().saying("Other words"));
        assertThat(counts(acme)).containsExactly("brand 2", "legal 2");
        acme.did(ADA, withdrawn, new PostCommand.Withdraw());
        assertThat(counts(acme)).containsExactly("brand 1", "legal 1");
        clock().pass(Duration.ofHours(1));
        acme.did(Actor.SYSTEM, returned, new PostCommand.Pass(null));
        assertThat(counts(acme)).isEmpty();
        Instant again = acme.now();
        edited = acme.submitted(edited, aStage("legal").of("user:lena"));
        assertThat(store().queues(acme.id())).containsExactly(new QueueCount("legal", 1, again, 0));
        assertThat(waiting(acme, "legal")).containsExactly(edited);
    }

    @Test
    default void a_change_that_ends_no_round_leaves_its_queues() {
        World acme = in("acme");
        Post post = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        post = acme.edited(post, aPost().releasedByHand());
        assertThat(waiting(acme, "legal")).containsExactly(post);
        assertThat(counts(acme)).containsExactly("legal 1");
    }

    @Test
    default void a_queue_is_read_in_parts_newest_first_each_once() {
        World acme = in("acme");
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < 13; i++)
            posts.add(acme.submitted(
                    acme.draft(),
                    aStage("legal").of("user:lena", "user:omar", "group:legal"),
                    aStage("brand").of("user:lena")));
        Collections.reverse(posts);
        assertThat(Paging.all(page -> store().queue(acme.id(), "legal", page), 4))
                .isEqualTo(posts);
        assertThat(counts(acme)).containsExactly("brand 13", "legal 13");
        foreignCursorIsRefused(page -> store().queue(acme.id(), "legal", page));
    }

    @Test
    default void S_81_a_queue_holds_no_post_of_another_workspace_nor_of_another_name() {
        World acme = in("acme");
        World other = in("other");
        Post ours =
                acme.submitted(acme.has(aPost().named("same")), aStage("legal").of("user:lena"));
        Post theirs = other.submitted(
                other.has(aPost().named("same")), aStage("legal").of("user:lena"));
        other.submitted(other.draft(), aStage("Legal").of("user:lena"));
        assertThat(waiting(acme, "legal")).containsExactly(ours);
        assertThat(waiting(other, "legal")).containsExactly(theirs);
        assertThat(counts(acme)).containsExactly("legal 1");
        assertThat(counts(other)).containsExactly("Legal 1", "legal 1");
        assertThat(waiting(acme, "Legal")).isEmpty();
        assertThat(waiting(acme, "%")).isEmpty();
    }

    @Test
    default void posts_that_are_owed_a_review_are_found_until_it_is_done() {
        World acme = in("acme");
        acme.draft();
        List<Post> owing = new ArrayList<>();
        for (int i = 0; i < 5; i++) owing.add(owing(acme, acme.draft(), true));
        owing(in("other"), in("other").draft(), true);
        Collections.reverse(owing);
        assertThat(Paging.all(page -> store().owed(acme.id(), page), 2)).isEqualTo(owing);
        Post done = owing(acme, owing.remove(1), false);
        assertThat(acme.read(done)).isEqualTo(done);
        assertThat(Paging.all(page -> store().owed(acme.id(), page), 2)).isEqualTo(owing);
        foreignCursorIsRefused(page -> store().owed(acme.id(), page));
    }

    @Test
    default void posts_in_review_are_found_by_their_slots_the_soonest_first() {
        World acme = in("acme");
        Instant now = acme.now();
        Post late = waitingFor(acme, "late", now.plusSeconds(300));
        Post soon = waitingFor(acme, "soon", now.plusSeconds(100));
        Post same = waitingFor(acme, "same", now.plusSeconds(100));
        Post last = waitingFor(acme, "last", now.plusSeconds(400));
        waitingFor(acme, "beyond", now.plusSeconds(400).plusNanos(1_000));
        waitingFor(acme, "any", null);
        waitingFor(in("other"), "other", now.plusSeconds(150));
        acme.has(aPost().named("draft").goingOutAt(now.plusSeconds(150)));
        acme.approved(LENA, waitingFor(acme, "approved", now.plusSeconds(150)));
        Instant until = now.plusSeconds(400);
        assertThat(store().upcoming(acme.id(), now, until, null, 10)).containsExactly(same, soon, late, last);
        assertThat(store().upcoming(acme.id(), now, until, null, 3)).containsExactly(same, soon, late);
        assertThat(store().upcoming(acme.id(), now, until, slot(same), 2)).containsExactly(soon, late);
        assertThat(store().upcoming(acme.id(), now, until, slot(last), 2)).isEmpty();
        assertThat(store().upcoming(acme.id(), now.plusSeconds(100), until, null, 10))
                .as("after the slot of two")
                .containsExactly(late, last);
    }

    private static Slot slot(Post post) {
        return new Slot(post.schedule().at(), post.id());
    }

    private static Post waitingFor(World world, String id, @Nullable Instant slot) {
        Post draft = world.has(aPost().named(id).goingOutAt(slot));
        return world.submitted(draft, aStage("legal").of("user:lena"));
    }

    private static Post inTwo(World world) {
        return world.submitted(
                world.draft(), aStage("legal").of("user:lena"), aStage("brand").of("user:omar"));
    }

    /** Only what the store looks at: how a post comes to owe a review is no matter of its. */
    private static Post owing(World world, Post post, boolean owed) {
        ReviewOwed review = new ReviewOwed(
                world.now(),
                ADA.name(),
                Person.user("ada"),
                LENA.name(),
                Person.user("lena"),
                Digest.of("what went out"),
                null);
        PostState state = post.state();
        Post after = new Post(
                post.workspace(),
                post.id(),
                post.head(),
                post.author(),
                post.bundle(),
                post.createdAt(),
                post.version(),
                post.schedule(),
                post.status(),
                post.plan(),
                post.fence(),
                post.leaseUntil(),
                new PostState(
                        state.release(),
                        state.advocacy(),
                        state.reviewers(),
                        state.progress(),
                        state.hold(),
                        state.missedSchedule(),
                        state.dueAt(),
                        state.forNow(),
                        state.contributors(),
                        state.clearance(),
                        state.publication(),
                        state.glass(),
                        owed ? review : null,
                        state.recalled()));
        List<Change> told = List.of(new Change(new PostEvent.Unheld(), Subject.NONE));
        return world.saved(Deeds.save(post, after, ADA, world.now(), told));
    }

    private static void foreignCursorIsRefused(Function<PageRequest, Page<Post>> list) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> list.apply(new PageRequest(2, "foreign")));
    }

    private List<Post> waiting(World world, String stage) {
        return Paging.all(page -> store().queue(world.id(), stage, page), 2);
    }

    private List<String> counts(World world) {
        return store().queues(world.id()).stream()
                .map(count -> count.stage() + " " + count.open())
                .toList();
    }
}
