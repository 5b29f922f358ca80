package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.LinkFixture.credentials;
import static io.countersign.contract.People.RITA;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.LinkId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.Session;
import io.countersign.link.Usage;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkUse;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes through a link holds only while the link does, at the moment of the commit. */
interface LinkGuardContract extends StoreUnderTest {
    /** A link, and a post that waits for its holder. */
    record Asked(World world, Approver approver, Link link, Post post) {
        /** The holder's rejection, with everything that may come along. */
        Changes rejection(LinkUse use) {
            Erasable why = Deeds.text("No");
            Save save =
                    world.doing(People.holding(link, approver), post, Deeds.decision(post, Verdict.REJECT, why), why);
            Answer answer = new Answer("approver:nora", "key", Digest.of("body"), "{}", null, world.now());
            return Changes.all(world.id(), List.of(save)).with(use).with(answer);
        }
    }

    @Test
    default void S_43_a_decision_through_a_link_that_holds_is_saved_and_is_a_use() {
        Asked asked = asked();
        clock().pass(Duration.ofMinutes(1));
        Committed committed = store().commit(asked.rejection(asked.world.using(asked.link)));
        assertThat(committed.whole()).isTrue();
        assertThat(asked.world.read(asked.post)).isEqualTo(committed.saved().get(0));
        assertThat(asked.world.read(asked.link))
                .isEqualTo(asked.link.with(asked.link.usage().used(asked.world.now())));
    }

    @Test
    default void S_43_a_use_alone_is_kept() {
        Asked asked = asked();
        clock().pass(Duration.ofMinutes(1));
        asked.world.commit(Changes.all(asked.world.id(), List.of()).with(asked.world.using(asked.link)));
        assertThat(asked.world.read(asked.link).usage().lastUsedAt()).isEqualTo(asked.world.now());
    }

    @Test
    default void R5_nothing_is_saved_through_a_link_that_was_revoked() {
        Asked asked = asked();
        Link revoked = asked.world.did(RITA, asked.link, new LinkCommand.Revoke());
        refuses(asked, asked.world.using(asked.link), revoked);
    }

    @Test
    default void R5_nothing_is_saved_through_a_link_from_the_very_instant_of_its_end() {
        Asked asked = asked();
        clock().set(asked.link.expiresAt());
        refuses(asked, asked.world.using(asked.link), asked.link);
    }

    @Test
    default void R5_a_link_holds_until_a_microsecond_before_its_end() {
        Asked asked = asked();
        clock().set(asked.link.expiresAt().minus(1, ChronoUnit.MICROS));
        asked.world.commit(asked.rejection(asked.world.using(asked.link)));
        assertThat(asked.world.read(asked.post).revision()).isGreaterThan(asked.post.revision());
    }

    @Test
    default void R5_an_extended_link_holds_until_its_new_end() {
        Asked asked = asked();
        asked.world.did(RITA, asked.link, LinkCommand.Extend.by(Duration.ofDays(1)));
        clock().set(asked.link.expiresAt());
        asked.world.commit(asked.rejection(asked.world.using(asked.link)));
        assertThat(asked.world.read(asked.post).revision()).isGreaterThan(asked.post.revision());
    }

    @Test
    default void R5_nothing_is_saved_under_another_generation_of_a_link() {
        Asked asked = asked();
        Link fresh = asked.world.did(RITA, asked.link, new LinkCommand.Regenerate(credentials("another")));
        refuses(asked, asked.world.using(asked.link), fresh);
        assertThat(store().commit(asked.rejection(asked.world.using(fresh))).whole())
                .isTrue();
    }

    @Test
    default void S_81_nothing_is_saved_through_a_link_of_another_workspace_or_none() {
        Asked asked = asked();
        World other = in("other");
        Link theirs = other.has(aLinkTo(other.has(anApprover("Nora"))));
        refuses(asked, new LinkUse(asked.world.id(), theirs.id(), 1, false), asked.link);
        refuses(asked, new LinkUse(asked.world.id(), new LinkId("unknown"), 1, false), asked.link);
        assertThat(other.read(theirs)).isEqualTo(theirs);
    }

    @Test
    default void R5_each_of_several_is_not_saved_either() {
        Asked asked = asked();
        asked.world.did(RITA, asked.link, new LinkCommand.Revoke());
        Changes one = asked.rejection(asked.world.using(asked.link));
        Changes each = Changes.each(asked.world.id(), one.saves()).with(one.use());
        assertThat(store().commit(each)).isEqualTo(Committed.LINK_ENDED);
        assertThat(asked.world.read(asked.post)).isEqualTo(asked.post);
    }

    @Test
    default void R5_the_guard_holds_under_the_locks_of_posts_too() {
        Asked asked = asked();
        asked.world.did(RITA, asked.link, new LinkCommand.Revoke());
        List<Committed> committed = store().locked(
                        new Selection.These(asked.world.id(), List.of(asked.post.id())),
                        (posts, now) -> List.of(asked.rejection(asked.world.using(asked.link))));
        assertThat(committed).containsExactly(Committed.LINK_ENDED);
        assertThat(asked.world.read(asked.post)).isEqualTo(asked.post);
    }

    @Test
    default void R5_a_decision_and_a_revocation_at_once_come_one_after_the_other() throws Exception {
        for (int i = 0; i < 10; i++) {
            Asked asked = asked();
            Changes decision = asked.rejection(asked.world.using(asked.link)).with((Answer) null);
            Changes revocation = Changes.all(
                    asked.world.id(), List.of(Deeds.of(asked.link, new LinkCommand.Revoke(), RITA, asked.world.now())));
            List<Committed> outcomes = Race.of(2, runner -> () -> store().commit(runner == 0 ? decision : revocation));
            assertThat(outcomes.get(1).whole()).as("revoked").isTrue();
            Committed decided = outcomes.get(0);
            assertThat(decided.linkEnded()).isEqualTo(!decided.whole());
            assertThat(asked.world.read(asked.post))
                    .isEqualTo(decided.whole() ? decided.saved().get(0) : asked.post);
            assertThat(asked.world.read(asked.link).revokedAt()).isNotNull();
        }
    }

    @Test
    default void S_31_unlocking_counts_a_use_and_forgets_failed_attempts() {
        Asked asked = asked();
        Usage failed = new Usage(3, asked.world.now().plusSeconds(1), 2, 1, 0, null);
        assertThat(store().count(asked.link, failed)).isTrue();
        clock().pass(Duration.ofMinutes(1));
        Session session = asked.world.unlocked(asked.link);
        assertThat(asked.world.read(asked.link).usage()).isEqualTo(new Usage(0, null, 0, 0, 1, asked.world.now()));
        assertThat(store().session(session.id())).isPresent();
    }

    @Test
    default void no_use_meanwhile_is_forgotten_by_counting() {
        Asked asked = asked();
        clock().pass(Duration.ofMinutes(1));
        asked.world.commit(Changes.all(asked.world.id(), List.of()).with(asked.world.using(asked.link)));
        store().count(asked.link, asked.link.usage().wrongSecretOnce());
        assertThat(asked.world.read(asked.link).usage().lastUsedAt()).isEqualTo(asked.world.now());
    }

    @Test
    default void a_link_can_be_saved_with_its_own_use() {
        Asked asked = asked();
        Session session = asked.world.unlocked(asked.link);
        Save view = Deeds.of(
                asked.world.read(asked.link),
                new LinkCommand.Viewed(
                        1,
                        session.bucket(),
                        asked.post.id(),
                        1,
                        asked.post.version().digest()),
                People.holding(asked.link, asked.approver),
                asked.world.now());
        Session seen = session.seen(asked.world.now()).viewing(asked.post.id(), 1);
        asked.world.commit(Changes.all(asked.world.id(), List.of(view))
                .with(asked.world.using(asked.link))
                .with(new SessionChange.Seen(seen)));
        assertThat(asked.world.read(asked.link).head()).isEqualTo(view.after().head());
        assertThat(store().session(session.id()).orElseThrow().session()).isEqualTo(seen);
    }

    @Test
    default void S_43_nothing_is_done_through_a_link_whose_approver_was_deleted_meanwhile() {
        Asked asked = asked();
        LinkUse use = asked.world.using(asked.link);
        asked.world.loses(asked.approver);
        assertThat(store().commit(asked.rejection(use))).isEqualTo(Committed.LINK_ENDED);
        assertThat(asked.world.read(asked.post)).isEqualTo(asked.post);
    }

    @Test
    default void S_78_what_is_decided_under_lock_through_a_link_that_ended_is_not_even_decided() {
        Asked asked = asked();
        LinkUse gone = new LinkUse(asked.world.id(), asked.link.id(), asked.link.generation() + 1, false);
        Selection post = new Selection.These(asked.world.id(), List.of(asked.post.id()), gone);
        assertThat(store().locked(post, (posts, now) -> {
                    throw new AssertionError("it was decided");
                }))
                .containsExactly(Committed.LINK_ENDED);
        assertThat(asked.world.read(asked.link)).isEqualTo(asked.link);
    }

    private void refuses(Asked asked, LinkUse use, Link expected) {
        Session session = asked.world.opening(asked.link);
        assertThat(store().commit(asked.rejection(use).with(new SessionChange.Open(session))))
                .isEqualTo(Committed.LINK_ENDED);
        assertThat(asked.world.read(asked.post)).isEqualTo(asked.post);
        assertThat(asked.world.read(asked.link)).isEqualTo(expected);
        assertThat(store().texts(asked.world.id(), List.of(asked.post.id()))).isEmpty();
        assertThat(store().session(session.id())).isEmpty();
        assertThat(store().answer(asked.world.id(), "approver:nora", "key")).isEmpty();
    }

    private Asked asked() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora));
        return new Asked(
                acme, nora, link, acme.submitted(acme.draft(), aStage("press").of("approver:" + nora.id())));
    }
}
