package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Release;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Ending;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the status table that authors and reviewers move a post by, through the services. */
class StatusTableTest extends OfficeTest {
    @Test
    void a_material_edit_in_review_supersedes_the_round_and_its_approvals_count_no_more() {
        office.wanting(stage("legal", 0, Quorum.ALL, "user:lena", "user:lou"));
        Post post = submitted(form());
        approve(post, "lena");
        Post edited = edit(post, PostForm.of(LINKEDIN, "better"));
        assertThat(edited.status()).isEqualTo(PostStatus.DRAFT);
        assertThat(edited.version().number()).isEqualTo(2);
        assertThat(edited.round().orElseThrow().progress().ending()).isEqualTo(Ending.SUPERSEDED);
        submit(edited);
        approve(office.now(post.id()), "lou");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        approve(office.now(post.id()), "lena");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void S_62_a_save_equal_in_everything_is_no_version_and_no_event() {
        Post post = submitted(form());
        long entries = post.revision();
        Post saved = edit(post, form());
        assertThat(saved.revision()).isEqualTo(entries);
        assertThat(saved.status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void an_edit_of_settings_keeps_status_version_and_approvals() {
        Post post = approved(form());
        PostForm other = form();
        other = new PostForm(
                other.target(),
                other.caption(),
                null,
                List.of(),
                null,
                ZoneId.of("Europe/Berlin"),
                null,
                List.of(),
                "bundle-7",
                null,
                Release.MANUAL,
                true,
                List.of(new ReviewerRef.User("vera")));
        Post saved = edit(post, other);
        assertThat(saved.status()).isEqualTo(PostStatus.APPROVED);
        assertThat(saved.version().number()).isEqualTo(1);
        assertThat(saved.bundle()).isEqualTo("bundle-7");
        assertThat(saved.state().advocacy()).isTrue();
        assertThat(actions(post.id())).startsWith("post.saved", "post.rescheduled");
    }

    @Test
    void S_60_the_author_cannot_approve_late_either() {
        office.wanting(stage("marketing", 0, Quorum.ANY, "group:marketing"));
        Post post = submitted(form());
        approve(post, "mark");
        assertThatThrownBy(() -> approve(post, "maya")).isInstanceOf(NotPermittedException.class);
    }

    @Test
    void after_rejection_an_unchanged_version_is_an_illegal_transition_and_after_changes_requested_it_is_not() {
        Post rejected = submitted(form());
        decide(rejected, "lena", Verdict.REJECT);
        assertThat(office.now(rejected.id()).status()).isEqualTo(PostStatus.REJECTED);
        assertThatThrownBy(() -> submit(rejected)).isInstanceOf(IllegalTransitionException.class);
        submit(edit(rejected, PostForm.of(LINKEDIN, "changed")));

        Post disputed = submitted(form());
        decide(disputed, "lena", Verdict.REQUEST_CHANGES);
        assertThat(submit(disputed).round().orElseThrow().plan().round()).isEqualTo(2);
    }

    @Test
    void an_empty_plan_is_approved_only_where_the_policy_requires_no_review() {
        office.wanting(RoutingPolicy.of(List.of(), List.of(), List.of()));
        Post post = office.draft("nobody asked");
        assertThatThrownBy(() -> submit(post)).isInstanceOf(InvalidInputException.class);
        office.wanting(new RoutingPolicy(List.of(), List.of(), List.of(), List.of(), false, true, false, false, false));
        assertThat(submit(post).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void explicit_reviewers_are_asked_first_all_of_them() {
        PostForm form = form().withReviewers(List.of(new ReviewerRef.User("vera"), office.clientRef()));
        Post post = submitted(form);
        assertThat(post.round().orElseThrow().rule(0).name()).isEqualTo("requested");
        assertThatThrownBy(() -> approve(post, "lena"))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("not opened yet");
        approve(post, "vera");
        office.approvals.reviews().decide(office.client(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        approve(office.now(post.id()), "lena");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void the_colleague_who_clicks_a_second_later_is_recorded_and_changes_nothing() {
        Post post = approved(form());
        DecisionResult late = office.approvals
                .reviews()
                .decide(office.as("lou"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        assertThat(late).isInstanceOf(DecisionResult.Recorded.class);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
        assertThat(office.approvals
                        .reviews()
                        .decide(office.as("lou"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)))
                .isInstanceOf(DecisionResult.AlreadyRecorded.class);
        assertThatThrownBy(() -> decide(post, "lou", Verdict.REJECT)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void S_66_while_the_stage_is_open_another_verdict_replaces_theirs_and_both_stay_in_the_record() {
        office.wanting(stage("legal", 0, new Quorum.AtLeast(2), "group:legal", "user:vera"));
        Post post = submitted(form());
        approve(post, "lena");
        decide(post, "lena", Verdict.REQUEST_CHANGES);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
        assertThat(entries(post.id(), "post.decided")).hasSize(2);
        assertThat(office.now(post.id()).round().orElseThrow().stage(0).votes()).hasSize(1);
    }

    @Test
    void a_refusal_needs_a_note() {
        Post post = submitted(form());
        assertThatThrownBy(() -> office.approvals
                        .reviews()
                        .decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.REJECT, " ")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("note");
    }

    @Test
    void a_bulk_submission_tells_each_outcome_in_the_order_of_the_ids() {
        Post good = office.draft("good");
        Post withdrawn = office.draft("gone");
        office.approvals.posts().withdraw(office.as("maya"), withdrawn.id());
        List<SubmitResult> results = office.approvals
                .posts()
                .submitEach(office.as("maya"), List.of(withdrawn.id(), new PostId("unknown"), good.id()));
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        SubmitResult.Failed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("illegal-transition"));
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        SubmitResult.Failed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("not-found"));
        assertThat(results.get(2)).isInstanceOf(SubmitResult.Submitted.class);
    }

    @Test
    void a_post_named_twice_in_one_call_is_judged_twice() {
        Post post = submitted(form());
        DecisionForm yes = DecisionForm.of(post.id(), 1, Verdict.APPROVE, null);
        List<DecisionResult> results = office.approvals.reviews().decide(office.as("lena"), List.of(yes, yes));
        assertThat(results.get(0)).isInstanceOf(DecisionResult.Recorded.class);
        assertThat(results.get(1)).isInstanceOf(DecisionResult.AlreadyRecorded.class);
    }
}
