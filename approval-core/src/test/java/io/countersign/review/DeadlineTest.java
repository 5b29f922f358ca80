package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.review.StageStatus.APPROVED;
import static io.countersign.review.StageStatus.CHANGES_REQUESTED;
import static io.countersign.review.StageStatus.OPEN;
import static io.countersign.review.StageStatus.SKIPPED;
import static io.countersign.review.StageStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.StageFixture;
import io.countersign.routing.OnOverdue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static StageFixture legal() {
        return aStage("legal").of("group:legal");
    }

    private static StageFixture boss() {
        return aStage("boss").of("user:vera").after(10);
    }

    private static Optional<Instant> in(int hours) {
        return Optional.of(Sitting.NOON.plus(HOUR.multipliedBy(hours)));
    }

    @Test
    void a_stage_without_a_deadline_is_never_overdue() {
        Sitting sitting = Sitting.of(legal());
        assertThat(sitting.round.nextAt(null)).isEmpty();
        assertThat(sitting.passes(Duration.ofDays(1000))).isEmpty();
        assertThat(sitting.round.stage(0).dueAt()).isNull();
    }

    @Test
    void a_deadline_counts_from_the_opening_of_its_stage() {
        Sitting sitting = Sitting.of(legal(), boss().within(HOUR));
        assertThat(sitting.round.nextAt(null)).isEmpty();
        sitting.now = sitting.now.plus(HOUR);
        sitting.approves("lena");
        assertThat(sitting.round.stage(1).dueAt()).isEqualTo(in(2).orElseThrow());
        assertThat(sitting.round.nextAt(null)).isEqualTo(in(2));
    }

    @Test
    void remind_comes_again_at_every_deadline_and_not_between() {
        Sitting sitting = Sitting.of(legal().within(HOUR));
        assertThat(sitting.passes(Duration.ofMinutes(59))).isEmpty();
        assertThat(sitting.passes(Duration.ofMinutes(1)))
                .containsExactly(new Overdue("legal", OnOverdue.REMIND, in(2).orElseThrow()));
        assertThat(sitting.round.nextAt(null)).isEqualTo(in(2));
        assertThat(sitting.passes(Duration.ofMinutes(30))).isEmpty();
        assertThat(sitting.passes(Duration.ofHours(5))).hasSize(1);
        assertThat(sitting.round.nextAt(null))
                .as("those that passed meanwhile are not made up for")
                .isEqualTo(in(7));
        sitting.stands(OPEN);
        assertThat(sitting.round.stage(0).escalated()).isFalse();
        assertThat(sitting.round.stage(0).dueAt()).isEqualTo(in(1).orElseThrow());
    }

    @Test
    void escalate_happens_once_and_lets_others_answer() {
        Sitting sitting = Sitting.of(legal().within(HOUR).orAlso("user:vera", "user:lena"));
        assertThat(sitting.round.entries(0)).extracting(Object::toString).containsExactly("group:legal");
        assertThat(sitting.passes(HOUR)).containsExactly(new Overdue("legal", OnOverdue.ESCALATE, null));
        assertThat(sitting.round.stage(0).escalated()).isTrue();
        assertThat(sitting.round.entries(0))
                .extracting(Object::toString)
                .containsExactly("group:legal", "user:vera", "user:lena");
        assertThat(sitting.awaits("vera")).isTrue();
        assertThat(sitting.round.nextAt(null)).isEmpty();
        assertThat(sitting.passes(HOUR)).isEmpty();
    }

    @Test
    void return_ends_the_round_and_skips_the_other_open_stages() {
        Sitting sitting = Sitting.of(
                aStage("marketing").of("group:marketing"), legal().within(HOUR).orBack(), boss());
        assertThat(sitting.passes(HOUR)).containsExactly(new Overdue("legal", OnOverdue.RETURN, null));
        sitting.stands(SKIPPED, CHANGES_REQUESTED, SKIPPED);
        sitting.ended(Ending.RETURNED);
        assertThat(sitting.round.nextAt(null)).isEmpty();
        assertThat(sitting.passes(HOUR)).isEmpty();
    }

    @Test
    void after_a_return_no_other_stage_is_overdue_any_more() {
        Sitting sitting = Sitting.of(
                legal().within(HOUR).orBack(),
                aStage("marketing").of("group:marketing").within(HOUR));
        assertThat(sitting.passes(HOUR)).extracting(Overdue::stage).containsExactly("legal");
        sitting.stands(CHANGES_REQUESTED, SKIPPED);
    }

    @Test
    void every_stage_that_is_overdue_is_told_and_the_next_time_is_the_earliest() {
        Sitting sitting = Sitting.of(
                legal().within(HOUR.multipliedBy(3)),
                aStage("marketing").of("group:marketing").within(HOUR),
                boss().within(HOUR));
        assertThat(sitting.round.nextAt(null)).isEqualTo(in(1));
        assertThat(sitting.passes(HOUR.multipliedBy(3)))
                .extracting(Overdue::stage)
                .containsExactly("legal", "marketing");
        sitting.stands(OPEN, OPEN, WAITING);
        assertThat(sitting.round.nextAt(null)).isEqualTo(in(4));
    }

    @Test
    void an_approved_stage_has_no_deadline_any_more() {
        Sitting sitting = Sitting.of(legal().within(HOUR), boss());
        sitting.approves("lena");
        sitting.stands(APPROVED, OPEN);
        assertThat(sitting.round.nextAt(null)).isEmpty();
        assertThat(sitting.passes(HOUR)).isEmpty();
        assertThat(sitting.round.stage(0).dueAt()).as("stays in the record").isEqualTo(in(1).orElseThrow());
    }

    @Test
    void nothing_is_ever_approved_by_time_passing() {
        Sitting sitting = Sitting.of(legal().within(HOUR), boss());
        for (int hours = 0; hours < 100; hours++) sitting.passes(HOUR);
        sitting.stands(OPEN, WAITING);
        assertThat(sitting.round.isOpen()).isTrue();
    }
}
