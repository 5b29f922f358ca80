package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.review.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.StageFixture;
import io.countersign.identity.Roster;
import io.countersign.review.Outlook.Holdup;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a round may be expected to be cleared: legal usually takes ten hours, brand two, and the boss five. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutlookTest {
    private static final Map<String, Duration> USUAL =
            Map.of("legal", Duration.ofHours(10), "brand", Duration.ofHours(2), "boss", Duration.ofHours(5));
    private static final Function<StageRule, Duration> TIMES = rule -> USUAL.getOrDefault(rule.name(), Duration.ZERO);

    private static final StageFixture LEGAL = aStage("legal").of("user:lena");
    private static final StageFixture BRAND = aStage("brand").of("user:mark");
    private static final StageFixture BOSS = aStage("boss").of("user:vera").after(0);

    @ParameterizedTest
    @CsvSource({
        "0, 600",
        "1, 599",
        "539, 61",
        "540, 60",
        "541, 60",
        "600, 60",
        "6000, 60",
    })
    void an_open_stage_needs_what_is_left_of_its_usual_time_and_at_least_a_tenth_of_it_again(int passed, int left) {
        Outlook outlook = Outlook.of(open(LEGAL), TIMES, NOW.plus(Duration.ofMinutes(passed)));
        assertThat(outlook.clearedAt()).isEqualTo(NOW.plus(Duration.ofMinutes(passed + left)));
        assertThat(outlook.holdups())
                .containsExactly(new Holdup("legal", Duration.ofHours(10), Duration.ofMinutes(left)));
    }

    @Test
    void stages_of_one_order_are_decided_side_by_side_and_the_slowest_holds_up() {
        Outlook outlook = Outlook.of(open(BRAND, LEGAL), TIMES, NOW);
        assertThat(outlook.clearedAt()).isEqualTo(NOW.plus(Duration.ofHours(10)));
        assertThat(outlook.holdups()).extracting(Holdup::stage).containsExactly("legal");
    }

    @Test
    void stages_that_are_equally_slow_hold_up_together() {
        Outlook outlook = Outlook.of(open(BRAND, LEGAL), rule -> Duration.ofHours(3), NOW);
        assertThat(outlook.holdups()).extracting(Holdup::stage).containsExactly("brand", "legal");
        assertThat(outlook.clearedAt()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void orders_follow_each_other_and_one_that_waits_needs_all_of_its_time() {
        Outlook outlook = Outlook.of(open(LEGAL, BRAND, BOSS), TIMES, NOW.plus(Duration.ofHours(4)));
        assertThat(outlook.clearedAt()).isEqualTo(NOW.plus(Duration.ofHours(4 + 6 + 5)));
        assertThat(outlook.holdups())
                .containsExactly(
                        new Holdup("legal", Duration.ofHours(10), Duration.ofHours(6)),
                        new Holdup("boss", Duration.ofHours(5), Duration.ofHours(5)));
    }

    @Test
    void what_is_approved_needs_nothing() {
        Round round = Rounds.approved(open(LEGAL, BRAND, BOSS), "lena", Roster.EMPTY);
        assertThat(Outlook.of(round, TIMES, NOW).clearedAt()).isEqualTo(NOW.plus(Duration.ofHours(7)));
        round = Rounds.approved(round, "mark", Roster.EMPTY);
        assertThat(Outlook.of(round, TIMES, NOW).clearedAt()).isEqualTo(NOW.plus(Duration.ofHours(5)));
        round = Rounds.approved(round, "vera", Roster.EMPTY);
        assertThat(Outlook.of(round, TIMES, NOW).clearedAt()).isEqualTo(NOW);
        assertThat(Outlook.of(round, TIMES, NOW).holdups()).isEmpty();
    }

    @Test
    void a_round_that_ended_holds_up_nothing() {
        Round round = open(LEGAL, BOSS).end(Ending.SUPERSEDED, NOW);
        assertThat(Outlook.of(round, TIMES, NOW).clearedAt()).isEqualTo(NOW);
        assertThat(Outlook.of(round, TIMES, NOW).holdups()).isEmpty();
    }

    @Test
    void to_be_cleared_at_the_very_moment_is_too_late() {
        Outlook outlook = Outlook.of(open(BRAND), TIMES, NOW);
        assertThat(outlook.isBefore(NOW.plus(Duration.ofHours(2)))).isFalse();
        assertThat(outlook.isBefore(NOW.plus(Duration.ofHours(2)).plusNanos(1000)))
                .isTrue();
    }

    private static Round open(StageFixture... stages) {
        return Round.open(Rounds.plan(stages), Roster.EMPTY, NOW);
    }
}
