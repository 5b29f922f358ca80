package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Capability;
import io.countersign.publish.Receipt;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the status table from approval to publication, through the services. */
class SchedulingTableTest extends OfficeTest {
    @Test
    void making_an_approved_post_automatic_needs_post_release_and_then_acts_as_release() {
        Post post = approved(manual(form()));
        assertThatThrownBy(() -> edit(post, form())).isInstanceOf(NotPermittedException.class);
        Post released = office.approvals.posts().edit(office.as("admin"), post.id(), 1, form());
        assertThat(released.status()).isEqualTo(PostStatus.SCHEDULED);
    }

    @Test
    void a_post_that_is_to_wait_for_a_release_from_now_on_is_not_scheduled_by_its_new_time() {
        Post post = approved(form());
        Post saved = edit(post, manual(ahead(form())));
        assertThat(saved.status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void a_held_post_cannot_be_held_by_somebody_else() {
        Post post = approved(form());
        office.approvals.posts().hold(office.as("lena"), post.id(), "wait");
        assertThatThrownBy(() -> office.approvals.posts().hold(office.as("lou"), post.id(), "me too"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("held already");
    }

    @Test
    void an_approval_with_a_time_moves_and_approves_or_does_neither() {
        Post post = submitted(form());
        Instant past = clock.instant().minus(Duration.ofHours(1));
        assertThatThrownBy(() -> approveAt(post, "admin", past)).isInstanceOf(NotPermittedException.class);
        office.wanting(stage("admin", 0, Quorum.ANY, "user:admin"));
        Post other = submitted(form());
        assertThatThrownBy(() -> approveAt(other, "admin", past)).isInstanceOf(InvalidInputException.class);
        assertThat(office.now(other.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        Instant later = clock.instant().plus(Duration.ofHours(1));
        approveAt(other, "admin", later);
        assertThat(office.now(other.id()).status()).isEqualTo(PostStatus.SCHEDULED);
        assertThat(office.now(other.id()).schedule().at()).isEqualTo(cut(later));
    }

    @Test
    void approved_is_scheduled_by_itself_if_automatic_and_ahead_else_it_waits() {
        assertThat(approved(ahead(form())).status()).isEqualTo(PostStatus.SCHEDULED);
        assertThat(approved(manual(ahead(form()))).status()).isEqualTo(PostStatus.APPROVED);
        assertThat(approved(form()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void release_is_for_its_time_or_for_now() {
        Post ahead = approved(manual(ahead(form())));
        assertThat(release(ahead).state().dueAt()).isEqualTo(ahead.schedule().at());
        Post none = approved(form());
        assertThat(release(none).state().forNow()).isTrue();
        assertThatThrownBy(() -> office.approvals.posts().release(office.as("maya"), none.id()))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void a_time_that_passes_before_approval_publishes_nothing_and_loses_nothing() {
        Post post = submitted(ahead(form()));
        clock.pass(Duration.ofHours(2));
        office.approvals.tick();
        assertThat(office.now(post.id()).state().missedSchedule()).isTrue();
        assertThat(entries(post.id(), "post.schedule-missed")).hasSize(1);
        approve(post, "lena");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
        office.approvals.tick();
        assertThat(office.channels.out()).isEmpty();
    }

    @Test
    void S_91_scheduled_and_not_claimed_within_the_grace_it_goes_back_to_approved() {
        Post post = approved(ahead(form()));
        clock.pass(Duration.ofHours(1).plus(Duration.ofMinutes(16)));
        office.approvals.tick();
        Post missed = office.now(post.id());
        assertThat(missed.status()).isEqualTo(PostStatus.APPROVED);
        assertThat(missed.state().missedSchedule()).isTrue();
        release(missed);
        clock.pass(Duration.ofHours(5));
        assertThat(office.approvals.tick().published())
                .as("for now is never missed")
                .isEqualTo(1);
    }

    @Test
    void a_new_time_in_the_past_is_refused_and_repeating_the_stored_one_is_not() {
        Post post = office.approvals.posts().create(office.as("maya"), ahead(form()));
        Instant at = post.schedule().at();
        clock.pass(Duration.ofHours(3));
        assertThat(office.approvals
                        .posts()
                        .edit(office.as("maya"), post.id(), 1, form().withSchedule(at, ZoneId.of("Asia/Tokyo")))
                        .schedule()
                        .zone())
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThatThrownBy(() -> reschedule(post, clock.instant().minusSeconds(1)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(reschedule(post, clock.instant().plusSeconds(60)).state().missedSchedule())
                .isFalse();
    }

    @Test
    void rescheduling_an_approved_automatic_post_schedules_it() {
        Post post = approved(form());
        assertThat(reschedule(post, clock.instant().plusSeconds(60)).status()).isEqualTo(PostStatus.SCHEDULED);
    }

    @Test
    void with_reschedule_needs_approval_a_move_by_anyone_but_an_open_stages_reviewer_supersedes_the_round() {
        var stage =
                stage("legal", 0, Quorum.ANY, "group:legal", office.clientRef().toString());
        office.wanting(new RoutingPolicy(
                List.of(stage), List.of(), List.of("legal"), List.of(), true, true, false, true, false));
        Post post = submitted(ahead(form()));
        Instant later = clock.instant().plus(Duration.ofHours(9));
        assertThat(office.approvals
                        .posts()
                        .reschedule(office.client(), post.id(), later, ZoneOffset.UTC)
                        .status())
                .isEqualTo(PostStatus.IN_REVIEW);
        Post moved = reschedule(post, later.plusSeconds(60));
        assertThat(moved.status()).isEqualTo(PostStatus.DRAFT);
        assertThat(moved.version().number()).isEqualTo(1);
    }

    @Test
    void a_held_post_is_passed_over_until_it_is_unheld() {
        Post post = release(approved(form()));
        office.approvals.posts().hold(office.as("lena"), post.id(), "wait for the lawyer");
        assertThat(office.approvals.tick().published()).isZero();
        assertThatThrownBy(() -> office.approvals.posts().unhold(office.as("lou"), post.id()))
                .isInstanceOf(NotPermittedException.class);
        office.approvals.posts().unhold(office.as("lena"), post.id());
        assertThat(office.approvals.tick().published()).isEqualTo(1);
    }

    @Test
    void an_edit_and_a_withdrawal_clear_a_hold_and_a_release_keeps_it() {
        Post post = approved(form());
        office.approvals.posts().hold(office.as("lena"), post.id(), "wait");
        assertThat(release(post).state().hold()).isNotNull();
        assertThat(edit(post, PostForm.of(LINKEDIN, "other")).state().hold()).isNull();
        assertThat(office.approvals
                        .posts()
                        .withdraw(office.as("maya"), post.id())
                        .status())
                .isEqualTo(PostStatus.WITHDRAWN);
    }

    @Test
    void a_failed_attempt_is_tried_again_after_a_pause_and_the_last_one_fails_the_post() {
        Post post = release(approved(form()));
        office.channels.fail(2);
        office.approvals.tick();
        assertThat(office.now(post.id()).state().publication().lastError()).isEqualTo("the channel is down");
        assertThat(office.approvals.tick().moved()).isZero();
        clock.pass(Duration.ofSeconds(30));
        office.approvals.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.FAILED);
        office.approvals.posts().retry(office.as("rita"), post.id());
        assertThat(office.approvals.tick().published()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Capability.class)
    void R9_an_unknown_outcome_is_settled_by_what_the_publisher_promises(Capability capability) {
        Post post = release(approved(form()));
        office.channels.promise(capability);
        office.claimAndCrash();
        assertThat(office.approvals.tick().moved()).as("the lease still runs").isZero();
        clock.pass(Duration.ofMinutes(5));
        office.approvals.tick();
        Post after = office.now(post.id());
        if (capability == Capability.NONE) {
            assertThat(after.status()).isEqualTo(PostStatus.UNCONFIRMED);
            assertThat(office.channels.out()).isEmpty();
            assertThat(office.approvals
                            .posts()
                            .confirm(office.as("rita"), post.id(), false, null)
                            .status())
                    .isEqualTo(PostStatus.FAILED);
        } else {
            assertThat(after.status()).isEqualTo(PostStatus.PUBLISHED);
            assertThat(office.channels.out()).hasSize(1);
        }
    }

    @Test
    void R10_a_stale_fence_cannot_record() {
        Post post = release(approved(form()));
        office.claimAndCrash();
        Post first = office.now(post.id());
        clock.pass(Duration.ofMinutes(5));
        office.claimAndCrash();
        assertThat(office.now(post.id()).fence()).isEqualTo(first.fence() + 1);
        var outcome = new PostCommand.Receive(first.fence(), new Receipt(null))
                .applyTo(office.now(post.id()), office.nobody(), Office.TERMS);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        io.countersign.post.Outcome.Refused.class,
                        refused -> assertThat(refused.problem()).hasMessageContaining("fence"));
    }

    @Test
    void a_move_by_a_reviewer_who_may_not_review_supersedes_the_round_as_anybody_else_s_does() {
        office.wanting(new RoutingPolicy(
                List.of(stage("legal", 0, Quorum.ANY, "group:legal")),
                List.of(),
                List.of("legal"),
                List.of(),
                true,
                true,
                false,
                true,
                false));
        Post post = submitted(ahead(form()));
        Call lenaWrites = Call.of(Office.ACME, Actor.user("lena", Set.of(Permission.POST_WRITE), Set.of("legal")));
        Post moved = office.approvals
                .posts()
                .reschedule(lenaWrites, post.id(), clock.instant().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        assertThat(moved.status()).isEqualTo(PostStatus.DRAFT);
    }
}
