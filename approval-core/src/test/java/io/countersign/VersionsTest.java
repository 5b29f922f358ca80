package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.content.Diff.Op;
import io.countersign.content.Diff.Piece;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.ReviewerRef;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VersionsTest {
    private final HandClock clock = new HandClock();
    private final Office office = new Office(new InMemoryApprovalStore(clock), clock);

    @Test
    void two_versions_are_compared_either_way() {
        Post post = office.draft("Buy now");
        edited(post, 1, "Buy later");
        var forth = office.approvals.versions().diff(office.as("lena"), post.id(), 1, 2);
        assertThat(forth.diff().caption())
                .containsExactly(
                        new Piece(Op.EQUAL, "Buy "), new Piece(Op.DELETE, "now"), new Piece(Op.INSERT, "later"));
        var back = office.approvals.versions().diff(office.as("lena"), post.id(), 2, 1);
        assertThat(back.diff().caption())
                .containsExactly(
                        new Piece(Op.EQUAL, "Buy "), new Piece(Op.DELETE, "later"), new Piece(Op.INSERT, "now"));
        assertThatThrownBy(() -> office.approvals.versions().diff(office.as("lena"), post.id(), 0, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("from 1 to 2");
        assertThatThrownBy(() -> office.approvals.versions().diff(office.as("stranger"), post.id(), 1, 2))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void what_changed_since_the_callers_last_decision_is_told_whatever_happened_between() {
        Post post = waiting("One", "user:lena", "user:vera");
        decided("lena", post, 1, Verdict.APPROVE, null);
        edited(post, 1, "Two");
        edited(post, 2, "Three");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        decided("vera", post, 3, Verdict.REQUEST_CHANGES, "Longer");
        edited(post, 3, "Four");
        assertThat(since("lena", post)).isEqualTo("1 to 4: -One +Four");
        assertThat(since("vera", post)).isEqualTo("3 to 4: -Three +Four");
        assertThat(since("maya", post)).isEqualTo("null to 4: Four");
        var chosen = office.approvals.versions().diffSinceDecision(office.as("lena"), post.id(), 2);
        assertThat(text(chosen)).isEqualTo("1 to 2: -One +Two");
    }

    @Test
    void a_decision_after_the_stage_was_cleared_counts_as_one_too() {
        office.wanting(Office.stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = office.draft("One");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        decided("lena", post, 1, Verdict.APPROVE, null);
        decided("lou", post, 1, Verdict.APPROVE, null);
        edited(post, 1, "Two");
        assertThat(since("lou", post)).isEqualTo("1 to 2: -One +Two");
    }

    @Test
    void what_counts_again_without_asking_was_decided_on_too() {
        Post post = waiting("One", "user:lena", "user:vera");
        DecisionForm shorter = new DecisionForm(
                post.id(), 1, null, Verdict.REQUEST_CHANGES, "So", null, null, new DecisionForm.Suggested("Two"));
        office.approvals.reviews().decide(office.as("lena"), shorter);
        edited(post, 1, "Two");
        assertThat(since("lena", post)).isEqualTo("1 to 2: -One +Two");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        edited(post, 2, "Three");
        assertThat(since("lena", post)).isEqualTo("2 to 3: -Two +Three");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        assertThat(since("lena", post)).isEqualTo("2 to 3: -Two +Three");
    }

    @Test
    void a_decision_is_found_among_many_of_others() {
        Post post = waiting("One", "user:lena", "user:vera");
        decided("vera", post, 1, Verdict.REQUEST_CHANGES, "No");
        for (int version = 1; version <= 60; version++) {
            edited(post, version, "Edit " + version);
            office.approvals.posts().submit(office.as("maya"), post.id(), null);
            decided("lena", post, version + 1, Verdict.REQUEST_CHANGES, "No");
        }
        assertThat(since("vera", post)).startsWith("1 to 61:");
        assertThat(since("lena", post)).startsWith("61 to 61:");
    }

    @Test
    void through_a_link_the_version_last_submitted_is_compared_and_no_later_one() {
        Call client = office.client();
        Post post = waiting("One", office.clientRef().toString());
        assertThat(text(office.approvals.versions().diffSinceDecision(client, post.id())))
                .isEqualTo("null to 1: One");
        office.approvals
                .reviews()
                .decide(client, DecisionForm.of(post.id(), 1, Verdict.REQUEST_CHANGES, "Shorter, please"));
        edited(post, 1, "Two");
        assertThat(text(office.approvals.versions().diffSinceDecision(client, post.id())))
                .isEqualTo("1 to 1: One");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        edited(post, 2, "Secret plans");
        assertThat(text(office.approvals.versions().diffSinceDecision(client, post.id())))
                .isEqualTo("1 to 2: -One +Two");
        assertThatThrownBy(() -> office.approvals.versions().diff(client, post.id(), 1, 2))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals.versions().diffSinceDecision(client, post.id(), 3))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals
                        .versions()
                        .diffSinceDecision(client, office.draft("x").id()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void who_decided_through_a_link_of_theirs_did_so_as_user_too() {
        var vera = office.approvals
                .approvers()
                .register(office.as("admin"), new ApproverForm("Vera", null, Approver.Kind.USER, "vera", List.of()));
        var link = office.approvals.links().create(office.as("admin"), LinkForm.of(vera.id()));
        Call guest = office.approvals
                .sessions()
                .unlock(link.token().reveal(), link.password(), null, null)
                .call();
        Post post = waiting("One", "user:vera");
        office.approvals.reviews().decide(guest, DecisionForm.of(post.id(), 1, Verdict.REJECT, "No"));
        edited(post, 1, "Two");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        assertThat(since("vera", post)).isEqualTo("1 to 2: -One +Two");
        decided("vera", post, 2, Verdict.REJECT, "Still no");
        edited(post, 2, "Three");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        assertThat(text(office.approvals.versions().diffSinceDecision(guest, post.id())))
                .isEqualTo("2 to 3: -Two +Three");
    }

    private Post waiting(String caption, String... reviewers) {
        PostForm form = PostForm.of(Office.LINKEDIN, caption)
                .withReviewers(
                        List.of(reviewers).stream().map(ReviewerRef::parse).toList());
        Post post = office.approvals.posts().create(office.as("maya"), form);
        return office.approvals.posts().submit(office.as("maya"), post.id(), null);
    }

    private void edited(Post post, int from, String caption) {
        PostForm form = PostForm.of(Office.LINKEDIN, caption)
                .withReviewers(office.now(post.id()).state().reviewers());
        office.approvals.posts().edit(office.as("maya"), post.id(), from, form);
    }

    private void decided(String user, Post post, int version, Verdict verdict, @Nullable String note) {
        office.approvals.reviews().decide(office.as(user), DecisionForm.of(post.id(), version, verdict, note));
    }

    private String since(String user, Post post) {
        return text(office.approvals.versions().diffSinceDecision(office.as(user), post.id()));
    }

    private static String text(Versions.Comparison compared) {
        StringBuilder text = new StringBuilder(compared.from() + " to " + compared.to() + ":");
        for (Piece piece : compared.diff().caption())
            text.append(piece.op() == Op.EQUAL ? " " : piece.op() == Op.DELETE ? " -" : " +")
                    .append(piece.text());
        return text.toString();
    }
}
