package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.Directory;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.ConflictException;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Round;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens to a post between the reading of it and its submission, while the host's directory is asked. */
class SubmitRaceTest extends OfficeTest {
    private Runnable meanwhile = () -> {};
    private final Approvals slow = Approvals.on(office.store)
            .directory(new Directory() {
                @Override
                public Set<String> groupsOf(WorkspaceId workspace, String userId) {
                    Runnable once = meanwhile;
                    meanwhile = () -> {};
                    once.run();
                    return Set.of();
                }

                @Override
                public Set<String> membersOf(WorkspaceId workspace, String group) {
                    return Set.of("lena", "lou");
                }
            })
            .build();

    @Test
    void S_63_a_submission_of_another_version_than_the_one_that_was_looked_at_is_a_conflict() {
        Post post = office.draft("Hello");
        meanwhile = () -> edit(post, PostForm.of(LINKEDIN, "Hello again"));
        assertThatThrownBy(() -> slow.posts().submit(office.as("maya"), post.id(), null))
                .isInstanceOf(ConflictException.class);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.DRAFT);
        assertThat(actions(post.id())).as("nobody refused anything").containsExactly("post.edited", "post.created");
        assertThat(slow.posts()
                        .submit(office.as("maya"), post.id(), null)
                        .version()
                        .number())
                .isEqualTo(2);
    }

    @Test
    void a_submission_that_would_ask_people_nobody_looked_for_is_a_conflict() {
        Post post = office.draft("Hello");
        meanwhile = () -> edit(post, form().withReviewers(List.of(new ReviewerRef.Group("marketing"))));
        assertThatThrownBy(() -> slow.posts().submit(office.as("maya"), post.id(), null))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void one_of_many_that_was_edited_meanwhile_stops_no_other() {
        Post edited = office.draft("one");
        Post left = office.draft("two");
        meanwhile = () -> edit(edited, PostForm.of(LINKEDIN, "one and a half"));
        List<SubmitResult> results = slow.posts().submitEach(office.as("maya"), List.of(edited.id(), left.id()));
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        SubmitResult.Failed.class,
                        failed -> assertThat(failed.problem()).isInstanceOf(ConflictException.class));
        assertThat(results.get(1)).isInstanceOf(SubmitResult.Submitted.class);
    }

    @Test
    void what_changes_neither_content_nor_reviewers_is_decided_again_and_harms_no_submission() {
        Post post = office.draft("Hello");
        meanwhile = () -> edit(
                post,
                PostForm.of(LINKEDIN, "Hello")
                        .withSchedule(
                                clock.instant().plusSeconds(3600),
                                post.schedule().zone()));
        assertThat(slow.posts().submit(office.as("maya"), post.id(), null).status())
                .isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void of_two_who_submit_at_once_one_does_and_the_other_is_told_that_it_is_in_review() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = office.draft("Hello");
        meanwhile = () -> submit(post);
        assertThatThrownBy(() -> slow.posts().submit(office.as("maya"), post.id(), null))
                .isInstanceOf(IllegalTransitionException.class);
        assertThat(office.now(post.id()).round().orElseThrow().plan().round()).isEqualTo(1);
    }

    /** Else the next stage would open with the share of nobody, which is one. */
    @Test
    void a_decision_on_a_round_that_opened_while_people_were_looked_for_is_a_conflict() {
        office.wanting(
                stage("first", 0, Quorum.ANY, "user:lena"), stage("second", 10, new Quorum.Share(100), "group:legal"));
        Post post = office.draft("Hello");
        DecisionForm yes = DecisionForm.of(post.id(), 1, Verdict.APPROVE, null);
        meanwhile = () -> submit(post);
        assertThatThrownBy(() -> slow.reviews().decide(office.as("lena"), yes)).isInstanceOf(ConflictException.class);
        Round opened = office.now(post.id()).round().orElseThrow();
        assertThat(opened.stage(0).votes()).isEmpty();
        slow.reviews().decide(office.as("lena"), yes);
        assertThat(office.now(post.id()).round().orElseThrow().stage(1).needed())
                .isEqualTo(2);
    }

    @Test
    void users_of_the_directory_that_no_reviewer_can_be_mean_nobody() {
        office.wanting(stage("legal", 0, new Quorum.AtLeast(2), "group:legal"));
        Post post = office.draft("Hello");
        Approvals odd = Approvals.on(office.store)
                .directory(new Directory() {
                    @Override
                    public Set<String> groupsOf(WorkspaceId workspace, String userId) {
                        return Set.of();
                    }

                    @Override
                    public Set<String> membersOf(WorkspaceId workspace, String group) {
                        return Set.of("lena", " ", "line\nbreak");
                    }
                })
                .build();
        assertThatThrownBy(() -> odd.posts().submit(office.as("maya"), post.id(), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("legal");
    }
}
