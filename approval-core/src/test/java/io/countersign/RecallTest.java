package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.post.Recall;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Ending;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "APPROVED, SCHEDULED | recall, with a reason | a reviewer of the round who is a user, post:release | DRAFT, the round
 * superseded" and "PUBLISHED | recall, with a reason | the same | PUBLISHED with recalled set".
 */
class RecallTest extends AnyStatusTest {
    @ParameterizedTest
    @ValueSource(strings = {"lena", "lou", "rita", "admin"})
    void approved_recall_by_a_reviewer_of_the_round_or_post_release_is_draft_with_the_round_superseded(String who) {
        Post recalled = recall(approved(form()), who);
        assertThat(recalled.status()).isEqualTo(PostStatus.DRAFT);
        assertThat(recalled.version().number()).isEqualTo(1);
        assertThat(recalled.cleared()).isNull();
        assertThat(recalled.round().orElseThrow().progress().ending()).isEqualTo(Ending.SUPERSEDED);
        assertThat(recalled.state().recalled()).isNull();
    }

    @Test
    void scheduled_recall_is_draft_and_its_time_publishes_nothing() {
        Post recalled = recall(approved(ahead(form())), "lena");
        assertThat(recalled.status()).isEqualTo(PostStatus.DRAFT);
        assertThat(recalled.state().dueAt()).isNull();
        clock.pass(Duration.ofHours(1));
        office.approvals.tick();
        assertThat(office.channels.out()).isEmpty();
    }

    @Test
    void a_recall_clears_a_hold_and_what_it_takes_back_is_reviewed_again() {
        Post post = approved(form());
        office.approvals.posts().hold(office.as("lena"), post.id(), "wait");
        Post recalled = recall(post, "rita");
        assertThat(recalled.state().hold()).isNull();
        Post again = submit(recalled);
        assertThat(again.status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(again.round().orElseThrow().plan().round()).isEqualTo(2);
    }

    @Test
    void published_recall_is_published_with_recalled_set_once() {
        Post out = in(PostStatus.PUBLISHED);
        Post recalled = recall(out, "lena");
        assertThat(recalled.status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(recalled.cleared()).isEqualTo(out.version().digest());
        Recall recall = Objects.requireNonNull(recalled.state().recalled());
        assertThat(recall.by()).isEqualTo(new Actor.Name(Actor.Kind.USER, "lena"));
        assertThat(recall.at()).isEqualTo(cut(clock.instant()));
        assertThat(office.approvals.posts().texts(office.as("admin"), List.of(recalled)))
                .containsEntry(recall.reason(), "not now");
        assertThatThrownBy(() -> recall(out, "rita"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("lena recalled it already");
        assertThat(office.now(out.id()).state().recalled()).isEqualTo(recall);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DRAFT",
                "IN_REVIEW",
                "CHANGES_REQUESTED",
                "REJECTED",
                "FAILED",
                "WITHDRAWN",
                "PUBLISHING",
                "UNCONFIRMED"
            })
    void what_is_neither_approved_nor_scheduled_nor_published_cannot_be_recalled(PostStatus status) {
        Post post = in(status);
        assertThatThrownBy(() -> recall(post, "rita"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("only what is approved");
        assertThat(office.now(post.id()).status()).isEqualTo(status);
    }

    @Test
    void who_reviews_nothing_of_it_and_releases_nothing_cannot_recall_it() {
        for (Post post : List.of(approved(form()), in(PostStatus.PUBLISHED)))
            for (String who : List.of("maya", "vera"))
                assertThatThrownBy(() -> recall(post, who))
                        .isInstanceOf(NotPermittedException.class)
                        .hasMessageContaining("post:release");
        Post post = approved(form());
        Actor noReviewer = Actor.user("lena", Set.of(Permission.POST_WRITE), Set.of("legal"));
        assertThatThrownBy(() ->
                        office.approvals.posts().recall(Call.of(post.workspace(), noReviewer), post.id(), "not now"))
                .as("without the permission review")
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> recall(post, "nobody")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void through_a_link_nothing_is_recalled_not_even_by_its_reviewer() {
        office.wanting(stage("client", 0, Quorum.ANY, office.clientRef().toString()));
        Post post = submitted(form());
        office.approvals.reviews().decide(office.client(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        assertThatThrownBy(() -> office.approvals.posts().recall(office.client(), post.id(), "not now"))
                .isInstanceOf(NotPermittedException.class);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void a_reason_is_needed() {
        Post post = approved(form());
        for (String bad : List.of("", " ", "x".repeat(4001)))
            assertThatThrownBy(() -> office.approvals.posts().recall(office.as("lena"), post.id(), bad))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("reason");
    }

    private Post recall(Post post, String who) {
        return office.approvals.posts().recall(office.as(who), post.id(), "not now");
    }
}
