package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts that are forgotten with a step that says so. */
interface ErasureContract extends StoreUnderTest {
    @Test
    default void S_101_what_people_said_is_forgotten_in_every_stream_and_what_others_said_stays() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora));
        Actor asNora = People.holding(link, nora);
        Post first = refused(acme, nora, asNora, "Nora's words");
        Post second = refused(acme, nora, People.OMAR, "Omar's words");
        Post third = refused(acme, nora, People.LENA, "Lena's words");
        Post elsewhere = refused(in("other"), nora, People.OMAR, "In another workspace");
        List<Chained> chains = Chained.in(store(), acme.id());

        acme.saved(ApproverFixture.erased(nora, acme.now(), asNora, People.OMAR));

        assertThat(store().texts(acme.id(), List.of(first.id(), second.id()))).isEmpty();
        assertThat(store().texts(acme.id(), List.of(third.id()))).containsValue("Lena's words");
        assertThat(store().texts(in("other").id(), List.of(elsewhere.id()))).containsValue("In another workspace");
        assertThat(Chained.in(store(), acme.id()))
                .as("entries stay as they were, and one tells of it")
                .allSatisfy(chain -> assertThat(chain.entries()).containsAll(before(chains, chain)));
    }

    private static List<AuditEntry> before(List<Chained> chains, Chained now) {
        return chains.stream()
                .filter(chain -> chain.stream().equals(now.stream()))
                .flatMap(chain -> chain.entries().stream())
                .toList();
    }

    @Test
    default void S_101_an_erased_approver_is_read_as_one_without_a_name() {
        World acme = in("acme");
        Approver nora =
                acme.has(anApprover("Nora").reachedAt("nora@example.com").in("press"));
        clock().pass(Duration.ofDays(1));
        Approver erased = acme.saved(ApproverFixture.erased(nora, acme.now()));
        assertThat(erased.status()).isEqualTo(Approver.Status.ERASED);
        assertThat(erased.erasedAt()).isEqualTo(acme.now());
        assertThat(store().approvers(acme.id(), List.of(nora.id())).items()).containsExactly(erased);
        assertThat(store().meant(acme.id(), List.of(nora.member().person().asReviewer())))
                .isEmpty();
        Approver gone = acme.loses(acme.has(anApprover("Norbert")));
        clock().pass(Duration.ofDays(1));
        Approver later = acme.saved(ApproverFixture.erased(gone, acme.now()));
        assertThat(later.deletedAt()).as("since it was deleted").isEqualTo(gone.deletedAt());
        assertThat(store().approvers(acme.id(), List.of(gone.id())).items()).containsExactly(later);
    }

    @Test
    default void S_101_answers_of_the_workspace_are_forgotten_but_for_that_of_the_very_call() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Answer told = kept(acme, "told", "{\"name\":\"Nora\"}", null);
        Answer secret = kept(acme, "secret", null, "link-1");
        Answer others = kept(in("other"), "told", "{\"name\":\"Nora\"}", null);
        Answer own = new Answer("user:rita", "own", Digest.of("own"), "{\"name\":null}", null, acme.now());
        acme.commit(Changes.all(acme.id(), List.of(ApproverFixture.erased(nora, acme.now())))
                .with(own));
        assertThat(store().answer(acme.id(), "user:ada", "told")).contains(told.forgotten());
        assertThat(store().answer(acme.id(), "user:ada", "secret")).contains(secret);
        assertThat(store().answer(acme.id(), "user:rita", "own")).contains(own);
        assertThat(store().answer(in("other").id(), "user:ada", "told")).contains(others);
    }

    /** However many statements there are, which some stores then send in another order. */
    @Test
    default void S_101_that_of_the_very_call_stays_where_thirty_links_end_with_it() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora").in("press"));
        List<Save> saves = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Link link = acme.has(aLinkTo(nora));
            saves.add(Deeds.of(link, new LinkCommand.Revoke(), People.RITA, acme.now()));
        }
        saves.add(ApproverFixture.erased(nora, acme.now()));
        Answer own = new Answer("user:rita", "own", Digest.of("own"), "{\"name\":null}", null, acme.now());
        acme.commit(Changes.all(acme.id(), saves).with(own));
        assertThat(store().answer(acme.id(), "user:rita", "own")).contains(own);
    }

    @Test
    default void S_101_nothing_is_forgotten_where_somebody_else_was_first() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Post post = refused(acme, nora, People.LENA, "Lena's words");
        Answer told = kept(acme, "told", "{}", null);
        Save erased = ApproverFixture.erased(nora, acme.now(), People.LENA);
        acme.loses(nora);
        for (Changes late : List.of(
                Changes.all(acme.id(), List.of(erased)),
                Changes.each(acme.id(), List.of(erased, acme.making(aPost()))))) {
            Committed committed = store().commit(late);
            assertThat(committed.lost()).containsExactly(nora.stream());
        }
        assertThat(store().texts(acme.id(), List.of(post.id()))).containsValue("Lena's words");
        assertThat(store().answer(acme.id(), "user:ada", "told")).contains(told);
    }

    @Test
    default void S_67_answers_that_are_kept_no_longer_are_forgotten_by_and_by() {
        World acme = in("acme");
        for (int i = 0; i < 3; i++) kept(acme, "early " + i, "{}", null);
        clock().pass(Duration.ofHours(24));
        Answer late = kept(acme, "late", "{}", null);
        assertThat(store().prune(acme.now().minus(Duration.ofDays(90)), 2)).isEqualTo(2);
        assertThat(store().prune(acme.now().minus(Duration.ofDays(90)), 2)).isEqualTo(1);
        assertThat(store().prune(acme.now().minus(Duration.ofDays(90)), 2)).isZero();
        assertThat(store().answer(acme.id(), "user:ada", "late")).contains(late);
    }

    private Answer kept(World world, String key, @Nullable String body, @Nullable String thing) {
        Answer answer = new Answer("user:ada", key, Digest.of(key), body, thing, world.now());
        world.commit(Changes.all(world.id(), List.of()).with(answer));
        return answer;
    }

    /** A post that waited for an approver and for Lena, with what one of them said when they sent it back. */
    private static Post refused(World world, Approver approver, Actor by, String words) {
        Post post =
                world.submitted(world.draft(), aStage("all").of("approver:" + approver.id(), "user:lena", "user:omar"));
        return world.refused(by, post, Verdict.REJECT, words);
    }
}
