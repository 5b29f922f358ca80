package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.ReviewOwed;
import io.countersign.problem.NotPermittedException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "… a review owed stays open until somebody closes it, with a finding". */
class ReviewOwedTest extends GlassTest {
    @Test
    void a_review_owed_stays_open_through_edits_and_to_the_end_until_somebody_closes_it_with_a_finding() {
        Post post = broken(form());
        ReviewOwed owed = Objects.requireNonNull(office.now(post.id()).state().owed());
        assertThat(owed.breaker()).isEqualTo(Person.user("rita"));
        assertThat(owed.consenter()).isEqualTo(Person.user("admin"));
        assertThat(owed.digest()).isEqualTo(post.version().digest());
        Post edited = edit(office.now(post.id()), PostForm.of(LINKEDIN, "better"));
        assertThat(edited.state().owed()).isEqualTo(owed);
        submit(edited);
        approve(office.now(post.id()), "lena");
        release(office.now(post.id()));
        office.approvals.tick();
        Post out = office.now(post.id());
        assertThat(out.status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(out.state().owed()).isEqualTo(owed);
        Post closed = close(post, "vera");
        assertThat(closed.state().owed()).isNull();
        assertThat(closed.status()).isEqualTo(PostStatus.PUBLISHED);
        Digest finding = new Digest((String)
                Objects.requireNonNull(details(post, "post.owed-review-closed").get("finding")));
        assertThat(office.approvals.posts().texts(office.as("admin"), List.of(closed)))
                .containsEntry(finding, "it was right");
        assertThatThrownBy(() -> close(post, "vera"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("no review of it is owed");
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "IN_REVIEW", "CHANGES_REQUESTED", "REJECTED", "APPROVED", "SCHEDULED", "WITHDRAWN"})
    void closing_a_review_owed_is_possible_in_any_status(PostStatus status) {
        Post post = broken(form());
        Post later = switch (status) {
            case SCHEDULED -> post;
            case WITHDRAWN -> office.approvals.posts().withdraw(office.as("maya"), post.id());
            case DRAFT -> edit(post, PostForm.of(LINKEDIN, "better"));
            default -> reviewed(submit(edit(post, PostForm.of(LINKEDIN, "better"))), status);
        };
        assertThat(later.status()).isEqualTo(status);
        assertThat(close(later, "vera").status()).isEqualTo(status);
    }

    @Test
    void who_closes_it_needs_review_or_post_release_and_the_record_says_whether_they_had_a_part_in_it() {
        Post independent = broken(form());
        assertThatThrownBy(() -> office.approvals
                        .breakGlass()
                        .closeReview(
                                Call.of(
                                        independent.workspace(),
                                        Actor.user("wim", Set.of(Permission.POST_WRITE), Set.of())),
                                independent.id(),
                                "fine"))
                .isInstanceOf(NotPermittedException.class);
        close(independent, "vera");
        assertThat(details(independent, "post.owed-review-closed")).containsEntry("independent", true);
        for (String who : List.of("rita", "admin")) {
            Post own = broken(form());
            close(own, who);
            assertThat(details(own, "post.owed-review-closed")).containsEntry("independent", false);
        }
    }

    @Test
    void who_broke_the_glass_before_is_not_independent_after_it_was_broken_again() {
        Post first = broken(form());
        Post second = edit(first, PostForm.of(LINKEDIN, "better"));
        Call vera = Call.of(first.workspace(), Actor.user("vera", Set.of(Permission.POST_RELEASE), Set.of()));
        office.approvals.breakGlass().ask(vera, first.id(), "again");
        Post again = office.approvals
                .breakGlass()
                .consent(
                        Call.of(first.workspace(), Actor.user("wim", Set.of(Permission.POST_RELEASE), Set.of())),
                        first.id());
        ReviewOwed owed = Objects.requireNonNull(again.state().owed());
        assertThat(owed.digest()).isEqualTo(second.version().digest());
        assertThat(Objects.requireNonNull(owed.earlier()).digest())
                .isEqualTo(first.version().digest());
        close(again, "rita");
        assertThat(details(first, "post.owed-review-closed")).containsEntry("independent", false);
    }

    @Test
    void S_60_what_went_out_by_break_glass_did_not_reach_approved_so_who_wrote_it_has_contributed_still() {
        Post broken = broken(form());
        Post edited = edited(broken, "mark");
        assertThat(edited.state().contributors()).containsExactly(Person.user("maya"), Person.user("mark"));
    }

    @Test
    void S_60_what_was_approved_before_the_glass_was_broken_did_reach_approved() {
        Post approved = approved(form());
        ask(approved, "rita");
        Post edited = edited(consent(approved, "admin"), "mark");
        assertThat(edited.state().contributors()).containsExactly(Person.user("mark"));
    }
}
