package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.StaleVersionException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MainJobTest {
    private final HandClock clock = new HandClock();
    private final Office office = new Office(new InMemoryApprovalStore(clock), clock);

    @Test
    void a_post_goes_from_draft_through_a_client_and_legal_to_published_at_its_time_once() {
        office.wanting(
                stage("client", 0, Quorum.ANY, office.clientRef().toString()),
                stage("legal", 10, Quorum.ANY, "group:legal"));
        PostForm form = PostForm.of(Office.LINKEDIN, "Hello 👩🏽‍⚕️ world")
                .withSchedule(clock.instant().plus(Duration.ofHours(2)), ZoneOffset.UTC);
        Post post = office.approvals.posts().create(office.as("maya"), form);
        post = office.approvals.posts().submit(office.as("maya"), post.id(), "please look");
        assertThat(post.status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(office.approvals
                        .reviews()
                        .waiting(office.client(), PageRequest.FIRST)
                        .items())
                .hasSize(1);
        office.approvals.reviews().decide(office.client(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        DecisionResult last = office.approvals
                .reviews()
                .decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "fine"));
        assertThat(((DecisionResult.Recorded) last).post().status()).isEqualTo(PostStatus.SCHEDULED);
        assertThat(office.approvals.tick().published()).isZero();
        clock.pass(Duration.ofHours(2));
        assertThat(office.approvals.tick().published()).isEqualTo(1);
        assertThat(office.approvals.tick().moved()).isZero();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(office.channels.out()).hasSize(1);
        Records.Verification verification = office.approvals.records().verify(office.as("admin"));
        assertThat(verification.valid()).isTrue();
        assertThat(verification.streams()).isEqualTo(4);
    }

    @Test
    void S_56_a_decision_on_a_version_that_was_edited_is_stale_and_changes_nothing_but_the_record() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = office.draft("one");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        Post edited =
                office.approvals.posts().edit(office.as("maya"), post.id(), 1, PostForm.of(Office.LINKEDIN, "two"));
        assertThatThrownBy(() -> office.approvals
                        .reviews()
                        .decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)))
                .isInstanceOfSatisfying(
                        StaleVersionException.class,
                        stale -> assertThat(stale.currentVersion()).isEqualTo(2));
        Post after = office.now(post.id());
        assertThat(after.state()).isEqualTo(edited.state());
        assertThat(after.status()).isEqualTo(PostStatus.DRAFT);
        assertThat(after.revision()).isEqualTo(edited.revision() + 1);
        assertThat(office.approvals
                        .records()
                        .entries(
                                office.as("admin"),
                                new TrailFilter(post.id(), null, null, "post.refused", null, null),
                                PageRequest.FIRST)
                        .items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().refusal()).isEqualTo("stale-version"));
    }

    @Test
    void S_60_the_author_cannot_approve_but_may_refuse() {
        office.wanting(stage("marketing", 0, Quorum.ANY, "group:marketing"));
        Post post = office.draft("one");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        assertThatThrownBy(() -> office.approvals
                        .reviews()
                        .decide(office.as("maya"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("contributed");
        office.approvals
                .reviews()
                .decide(office.as("maya"), DecisionForm.of(post.id(), 1, Verdict.REQUEST_CHANGES, "oops"));
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
    }

    @Test
    void who_has_no_authority_in_a_workspace_finds_nothing_in_it() {
        Post post = office.draft("one");
        Call stranger = Call.of(Office.ACME, Actor.user("gina", Set.of(), Set.of()));
        assertThatThrownBy(() -> office.approvals.posts().get(stranger, post.id()))
                .isInstanceOf(NotFoundException.class);
        Call elsewhere = Call.of(new WorkspaceId("globex"), office.as("admin").actor());
        assertThatThrownBy(() -> office.approvals.posts().withdraw(elsewhere, post.id()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_stage_that_nobody_could_clear_is_refused_at_submit_with_the_reason() {
        office.wanting(stage("legal", 0, new Quorum.AtLeast(3), "group:legal"));
        Post post = office.draft("one");
        assertThatThrownBy(() -> office.approvals.posts().submit(office.as("maya"), post.id(), null))
                .hasMessageContaining(
                        "The stage 'legal' cannot be satisfied: it needs 3 people, and only 2 could approve it.");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.DRAFT);
    }

    @Test
    void S_64_no_decision_is_possible_once_it_is_published() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = office.draft("one");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        office.approvals.reviews().decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        office.approvals.posts().release(office.as("rita"), post.id());
        office.approvals.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
        assertThatThrownBy(() -> office.approvals
                        .reviews()
                        .decide(office.as("lou"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void a_link_that_is_revoked_ends_its_session_on_the_very_next_call() {
        office.wanting(stage("client", 0, Quorum.ANY, office.clientRef().toString()));
        Post post = office.draft("one");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        Call client = office.client();
        var link = ((Actor.Guest) client.actor()).link();
        office.approvals.links().revoke(office.as("admin"), link);
        assertThatThrownBy(() ->
                        office.approvals.reviews().decide(client, DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)))
                .isInstanceOf(io.countersign.link.SessionExpiredException.class);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
    }
}
