package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.StageFixture;
import io.countersign.identity.Roster;
import io.countersign.review.Outlook.Holdup;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OutlookProperties {
    /** How long stages usually take, in minutes; the place in the list is part of the name. */
    @Property
    void it_is_between_the_slowest_stage_and_all_of_them_one_after_the_other(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5000) Integer> usual,
            @ForAll @Size(value = 6) List<@IntRange(max = 3) Integer> orders,
            @ForAll @IntRange(max = 10_000) int passed) {
        Instant now = Rounds.NOW.plus(Duration.ofMinutes(passed));
        Round round = round(usual.size(), orders);
        Outlook outlook = Outlook.of(round, times(usual), now);
        Duration whole = Duration.between(now, outlook.clearedAt());
        Duration slowest = outlook.holdups().stream()
                .map(Holdup::left)
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(whole).isGreaterThanOrEqualTo(slowest);
        assertThat(whole)
                .isLessThanOrEqualTo(
                        Duration.ofMinutes(usual.stream().mapToLong(i -> i).sum()));
        assertThat(outlook.holdups())
                .allSatisfy(holdup -> assertThat(holdup.left()).isBetween(tenth(holdup), holdup.usual()))
                .extracting(holdup -> orders.get(number(holdup.stage())))
                .isSorted()
                .containsAll(orders.subList(0, usual.size()));
    }

    @Property
    void a_stage_that_takes_longer_or_is_asked_as_well_never_makes_it_earlier(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(max = 5000) Integer> usual,
            @ForAll @Size(value = 6) List<@IntRange(max = 3) Integer> orders,
            @ForAll @IntRange(max = 5) int which,
            @ForAll @IntRange(max = 5000) int longer,
            @ForAll @IntRange(max = 10_000) int passed) {
        Instant now = Rounds.NOW.plus(Duration.ofMinutes(passed));
        Instant before =
                Outlook.of(round(usual.size(), orders), times(usual), now).clearedAt();
        List<Integer> slower = new ArrayList<>(usual);
        slower.set(which % usual.size(), usual.get(which % usual.size()) + longer);
        assertThat(Outlook.of(round(usual.size(), orders), times(slower), now).clearedAt())
                .isAfterOrEqualTo(before);
        assertThat(Outlook.of(round(usual.size() - 1, orders), times(usual), now)
                        .clearedAt())
                .isBeforeOrEqualTo(before);
    }

    @Property
    void time_that_passes_never_brings_it_forward(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5000) Integer> usual,
            @ForAll @Size(value = 6) List<@IntRange(max = 3) Integer> orders,
            @ForAll @IntRange(max = 10_000) int passed,
            @ForAll @IntRange(max = 10_000) int more) {
        Round round = round(usual.size(), orders);
        Instant now = Rounds.NOW.plus(Duration.ofMinutes(passed));
        assertThat(Outlook.of(round, times(usual), now.plus(Duration.ofMinutes(more)))
                        .clearedAt())
                .isAfterOrEqualTo(Outlook.of(round, times(usual), now).clearedAt());
    }

    private static Duration tenth(Holdup holdup) {
        return holdup.usual().dividedBy(10);
    }

    private static Function<StageRule, Duration> times(List<Integer> usual) {
        return rule -> Duration.ofMinutes(usual.get(number(rule.name())));
    }

    private static int number(String stage) {
        return Integer.parseInt(stage.substring(1));
    }

    private static Round round(int stages, List<Integer> orders) {
        List<StageFixture> all = new ArrayList<>();
        for (int i = 0; i < stages; i++)
            all.add(aStage("s" + i).of("user:u" + i).after(orders.get(i)));
        return Round.open(Rounds.plan(all.toArray(StageFixture[]::new)), Roster.EMPTY, Rounds.NOW);
    }
}
