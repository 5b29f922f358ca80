package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time alone does, on a host that publishes nothing. */
class TickTest extends OfficeTest {
    private final Approvals silent = Approvals.on(office.store).build();

    @Test
    void a_deadline_passes_without_a_publisher() {
        office.wanting(overdueAfterAnHour(OnOverdue.RETURN));
        Post post = submitted(form());
        clock.pass(Duration.ofHours(1));
        assertThat(silent.tick().moved()).isEqualTo(1);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
    }

    @Test
    void a_reminder_is_given_without_a_publisher() {
        office.wanting(overdueAfterAnHour(OnOverdue.REMIND));
        Post post = submitted(PostForm.of(LINKEDIN, "Hello")
                .withSchedule(clock.instant().plus(Duration.ofMinutes(40)), ZoneOffset.UTC));
        clock.pass(Duration.ofMinutes(10));
        silent.tick();
        assertThat(actions(post.id())).startsWith("post.stage-reminded");
    }

    @Test
    void a_missed_time_is_noted_without_a_publisher() {
        Post waiting = submitted(ahead(form()));
        Post due = approved(ahead(form()));
        clock.pass(Duration.ofHours(2));
        assertThat(silent.tick().moved()).isEqualTo(2);
        assertThat(office.now(waiting.id()).state().missedSchedule()).isTrue();
        assertThat(office.now(due.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void without_a_publisher_nothing_is_claimed() {
        Post post = release(approved(form()));
        assertThat(silent.tick()).isEqualTo(new Tick(0, 0, 0, 0, 0, 0, 0));
        assertThat(office.now(post.id())).isEqualTo(post);
        assertThat(office.approvals.tick().published()).isEqualTo(1);
    }

    @Test
    void without_a_publisher_nobody_who_is_being_published_elsewhere_is_given_up() {
        Post post = release(approved(form()));
        office.claimAndCrash();
        clock.pass(Duration.ofHours(1));
        assertThat(silent.tick().moved()).isZero();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHING);
    }

    @Test
    void R_24_what_nobody_publishes_delays_no_other() {
        for (int i = 0; i < 150; i++) release(approved(form()));
        clock.pass(Duration.ofSeconds(1));
        office.wanting(overdueAfterAnHour(OnOverdue.RETURN));
        Post post = submitted(form());
        clock.pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) silent.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
    }

    @Test
    void the_walk_over_what_is_in_review_needs_some_time_between() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.on(office.store).recheckEvery(Duration.ZERO))
                .withMessageContaining("PT0S");
    }

    private static StageRule overdueAfterAnHour(OnOverdue then) {
        return new StageRule(
                "legal",
                0,
                List.of(new ReviewerRef.User("lena")),
                Quorum.ANY,
                Duration.ofHours(1),
                then,
                List.of(),
                List.of(Duration.ofMinutes(30)),
                Assurance.LINK);
    }
}
