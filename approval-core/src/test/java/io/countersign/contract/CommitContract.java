package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.OMAR;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Recorded;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.Session;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import io.countersign.review.Vote;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Quorum;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import io.countersign.store.SessionChange;
import io.countersign.store.TrailFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A commit is guarded by the revisions that were read: of those who come at once, the first wins, and the others are told. */
interface CommitContract extends StoreUnderTest {
    @Test
    default void S_72_a_lost_guard_is_listed_and_nothing_is_saved() {
        World acme = in("acme");
        Post kept = acme.draft();
        Post read = acme.draft();
        Post moved = acme.edited(read, aPost().saying("Somebody else was first"));
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Session session = acme.opening(link);
        Erasable note = Deeds.text("Never said");
        Save good = acme.doing(
                ADA, kept, Deeds.submission(acme.id(), note, aStage("legal").of("user:lena")), note);
        Save fresh = acme.making(aPost());
        Save late = acme.editing(read, aPost().saying("Too late"));
        Answer answer = new Answer("user:ada", "key", Digest.of("body"), "{}", null, acme.now());
        Committed committed = store().commit(Changes.all(acme.id(), List.of(good, late, fresh))
                .with(acme.using(link))
                .with(new SessionChange.Open(session))
                .with(answer));
        assertThat(committed).isEqualTo(new Committed(List.of(), List.of(read.stream()), false, false));
        assertThat(committed.whole()).isFalse();
        assertThat(acme.read(kept)).isEqualTo(kept);
        assertThat(acme.read(read)).isEqualTo(moved);
        assertThat(store().versions(acme.id(), read.id())).containsExactly(read.version(), moved.version());
        assertThat(store().posts(acme.id(), List.of(((Post) fresh.after()).id()))
                        .items())
                .isEmpty();
        assertThat(store().texts(acme.id(), List.of(kept.id()))).isEmpty();
        assertThat(entriesOf(acme, kept)).hasSize(1);
        assertThat(acme.read(link)).isEqualTo(link);
        assertThat(store().session(session.id())).isEmpty();
        assertThat(store().answer(acme.id(), "user:ada", "key")).isEmpty();
    }

    @Test
    default void S_72_each_that_still_holds_is_saved_and_the_others_are_listed() {
        World acme = in("acme");
        List<Post> read = IntStream.range(0, 6).mapToObj(i -> acme.draft()).toList();
        Post second = acme.edited(read.get(1), aPost().saying("Somebody else was first"));
        Post fifth = acme.did(ADA, read.get(4), new PostCommand.Withdraw());
        List<Save> saves = new ArrayList<>(read.stream()
                .map(post -> acme.editing(post, aPost().saying("Mine")))
                .toList());
        saves.add(2, acme.making(aPost().named("z-new")));
        saves.add(acme.making(aPost().named("a-new")));
        Answer answer = new Answer("user:ada", "key", Digest.of("body"), "{}", null, acme.now());
        Committed committed = store().commit(Changes.each(acme.id(), saves).with(answer));
        List<Recorded> expected =
                new ArrayList<>(saves.stream().map(Save::after).toList());
        expected.remove(saves.get(5).after());
        expected.remove(saves.get(1).after());
        assertThat(committed.saved()).isEqualTo(expected);
        assertThat(committed.lost()).containsExactlyInAnyOrder(second.stream(), fifth.stream());
        for (Recorded saved : expected) assertThat(acme.read((Post) saved)).isEqualTo(saved);
        assertThat(acme.read(second)).isEqualTo(second);
        assertThat(acme.read(fifth)).isEqualTo(fifth);
        assertThat(entriesOf(acme, second)).hasSize(2);
        assertThat(store().answer(acme.id(), "user:ada", "key")).contains(answer);
    }

    @Test
    default void what_was_saved_is_told_in_the_order_of_the_saves() {
        World acme = in("acme");
        Post one = acme.has(aPost().named("b"));
        Post two = acme.has(aPost().named("a"));
        Post three = acme.has(aPost().named("c"));
        List<Save> saves = List.of(
                acme.editing(three, aPost().saying("3")),
                acme.editing(one, aPost().saying("1")),
                acme.editing(two, aPost().saying("2")));
        List<Recorded> after = saves.stream().map(Save::after).toList();
        assertThat(acme.commit(Changes.all(acme.id(), saves)).saved()).isEqualTo(after);
        assertThat(List.of(acme.read(three), acme.read(one), acme.read(two))).isEqualTo(after);
    }

    @Test
    default void nothing_to_save_holds() {
        World acme = in("acme");
        acme.commit(Changes.all(acme.id(), List.of()));
        acme.commit(Changes.each(acme.id(), List.of()));
        Post draft = acme.draft();
        acme.commit(Changes.all(acme.id(), List.of()));
        assertThat(acme.read(draft)).isEqualTo(draft);
    }

    @Test
    default void S_68_five_hundred_are_saved_at_once() {
        World acme = in("acme");
        List<Save> made =
                IntStream.range(0, 500).mapToObj(i -> acme.making(aPost())).toList();
        List<Recorded> posts = acme.commit(Changes.each(acme.id(), made)).saved();
        List<Save> edits = posts.stream()
                .map(post -> acme.editing((Post) post, aPost().saying("Edited")))
                .toList();
        acme.edited((Post) posts.get(250), aPost().saying("Somebody else was first"));
        Committed committed = store().commit(Changes.each(acme.id(), edits));
        assertThat(committed.saved()).hasSize(499);
        assertThat(committed.lost()).containsExactly(posts.get(250).stream());
    }

    @Test
    default void what_is_new_twice_is_lost_the_second_time() {
        World acme = in("acme");
        Save post = aPost().of("acme").named("one").made(acme.now());
        Save again = aPost().of("acme").named("one").saying("Another").made(acme.now());
        acme.saved(post);
        assertThat(store().commit(Changes.all(acme.id(), List.of(again))).lost())
                .containsExactly(post.after().stream());
        assertThat(acme.read((Post) post.after())).isEqualTo(post.after());
        Save approver = anApprover("Nora").of("acme").named("nora").registered(acme.now());
        acme.saved(approver);
        Save other = anApprover("Norbert").of("acme").named("nora").registered(acme.now());
        Committed committed =
                store().commit(Changes.each(acme.id(), List.of(other, acme.making(aPost().named("two")))));
        assertThat(committed.lost()).containsExactly(other.after().stream());
        assertThat(committed.saved()).hasSize(1);
    }

    @Test
    default void S_81_a_change_of_a_post_of_another_workspace_is_lost() {
        World acme = in("acme");
        World other = in("other");
        Post theirs = other.has(aPost().named("theirs"));
        Post mine = acme.has(aPost().named("mine"));
        Save forged = aPost().of("acme").named("theirs").made(acme.now());
        Save edit = acme.editing((Post) forged.after(), aPost().saying("Not mine to say"));
        Committed committed =
                store().commit(Changes.each(acme.id(), List.of(edit, acme.editing(mine, aPost().saying("Mine")))));
        assertThat(committed.lost()).containsExactly(theirs.stream());
        assertThat(committed.saved()).hasSize(1);
        assertThat(other.read(theirs)).isEqualTo(theirs);
    }

    @Test
    default void S_72_of_eight_who_save_the_same_revision_one_wins_and_seven_are_told() throws Exception {
        World acme = in("acme");
        Post draft = acme.draft();
        List<Committed> outcomes = Race.of(
                8,
                runner -> () -> store().commit(Changes.all(
                        acme.id(), List.of(acme.editing(draft, aPost().saying("Runner " + runner))))));
        assertThat(outcomes).filteredOn(Committed::whole).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.lost().equals(List.of(draft.stream())))
                .hasSize(7);
        assertThat(entriesOf(acme, draft)).hasSize(2);
        Post winner = (Post) outcomes.stream()
                .filter(Committed::whole)
                .findFirst()
                .orElseThrow()
                .saved()
                .get(0);
        assertThat(acme.read(draft)).isEqualTo(winner);
        assertThat(store().versions(acme.id(), draft.id())).containsExactly(draft.version(), winner.version());
    }

    @Test
    default void S_72_of_eight_who_make_the_same_new_thing_one_wins_and_seven_are_told() throws Exception {
        World acme = in("acme");
        PolicyVersion none = store().policy(acme.id());
        List<Committed> posts = Race.of(
                8,
                runner -> () -> store().commit(Changes.all(
                        acme.id(), List.of(aPost().of("acme").named("one").made(acme.now())))));
        List<Committed> approvers = Race.of(
                8,
                runner -> () -> store().commit(Changes.each(
                        acme.id(),
                        List.of(anApprover("Nora").of("acme").named("nora").registered(acme.now())))));
        List<Committed> policies = Race.of(
                8,
                runner -> () -> store().commit(Changes.all(
                        acme.id(),
                        List.of(Deeds.policy(
                                none, StageFixture.aPolicy(aStage("s" + runner).of("user:lena")), ADA, acme.now())))));
        for (List<Committed> outcomes : List.of(posts, approvers, policies)) {
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.saved().size() == 1)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.lost().size() == 1)
                    .hasSize(7);
        }
    }

    @Test
    default void S_72_a_lost_guard_of_a_link_an_approver_or_a_policy_is_told_as_well() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        PolicyVersion policy = acme.has(StageFixture.aPolicy(aStage("legal").of("user:lena")));
        Save revoke = Deeds.of(link, new LinkCommand.Revoke(), ADA, acme.now());
        Save change = Deeds.policy(policy, StageFixture.aPolicy(), ADA, acme.now());
        acme.saved(revoke);
        acme.saved(change);
        Save regenerate = Deeds.of(link, new LinkCommand.Regenerate(LinkFixture.credentials("again")), ADA, acme.now());
        assertThat(store().commit(Changes.all(acme.id(), List.of(regenerate))).lost())
                .containsExactly(link.stream());
        assertThat(store().commit(Changes.each(acme.id(), List.of(change))).lost())
                .containsExactly(policy.stream());
        assertThat(acme.read(link).revokedAt()).isNotNull();
        assertThat(acme.read(link).generation()).isEqualTo(1);
        assertThat(store().policy(acme.id()).number()).isEqualTo(2);
    }

    @Test
    default void R2_of_eight_who_approve_at_once_every_vote_counts_and_the_last_one_clears_the_stage()
            throws Exception {
        World acme = in("acme");
        List<Actor> reviewers = IntStream.range(0, 8)
                .mapToObj(i -> People.user("r" + i, Permission.REVIEW))
                .toList();
        String[] refs = reviewers.stream().map(one -> "user:" + one.name().id()).toArray(String[]::new);
        Post post = acme.submitted(acme.draft(), aStage("all").of(refs).clearedBy(Quorum.ALL));
        Race.of(8, runner -> () -> {
            Post seen = acme.read(post);
            Changes mine = Changes.all(acme.id(), List.of(acme.approving(reviewers.get(runner), seen)));
            if (store().commit(mine).whole()) return true;
            store().locked(
                            new Selection.These(acme.id(), List.of(post.id())),
                            (locked, now) -> List.of(Changes.all(
                                    acme.id(),
                                    List.of(Deeds.of(
                                            locked.get(0),
                                            Deeds.decision(locked.get(0), Verdict.APPROVE, null),
                                            new Situation(reviewers.get(runner), Roster.EMPTY, now))))));
            return true;
        });
        Post after = acme.read(post);
        assertThat(after.status()).isEqualTo(PostStatus.APPROVED);
        assertThat(after.round().orElseThrow().stage(0).votes())
                .extracting(Vote::by)
                .containsExactlyInAnyOrderElementsOf(
                        reviewers.stream().map(Actor::name).toList());
        assertThat(entriesOf(acme, post)).hasSize(11);
    }

    @Test
    default void R3_of_an_approval_and_a_rejection_at_once_one_wins() throws Exception {
        World acme = in("acme");
        for (int i = 0; i < 10; i++) {
            Post post = acme.submitted(acme.draft(), aStage("any").of("user:lena", "user:omar"));
            Erasable why = Deeds.text("No");
            List<Save> saves = List.of(
                    acme.approving(LENA, post), acme.doing(OMAR, post, Deeds.decision(post, Verdict.REJECT, why), why));
            List<Committed> outcomes =
                    Race.of(2, runner -> () -> store().commit(Changes.all(acme.id(), List.of(saves.get(runner)))));
            assertThat(outcomes).filteredOn(Committed::whole).hasSize(1);
            Save won = saves.get(outcomes.get(0).whole() ? 0 : 1);
            assertThat(acme.read(post)).isEqualTo(won.after());
        }
    }

    private List<?> entriesOf(World world, Post post) {
        TrailFilter ofPost = new TrailFilter(post.id(), null, null, null, null, null);
        return store().entries(world.id(), ofPost, new PageRequest(PageRequest.MAX, null))
                .items();
    }
}
