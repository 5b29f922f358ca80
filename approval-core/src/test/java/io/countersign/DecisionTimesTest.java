package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DecisionTimesTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");

    @Property(tries = 200)
    void a_percentile_is_the_shortest_time_that_so_many_of_a_hundred_did_not_exceed(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 1000) Integer> seconds,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        DecisionTimes.Stage stage = times(
                        seconds.stream().map(DecisionTimesTest::after).toList(), 100)
                .stages()
                .get("legal");
        long shortest = seconds.stream()
                .sorted()
                .filter(time ->
                        100L * seconds.stream().filter(other -> other <= time).count()
                                >= (long) percent * seconds.size())
                .findFirst()
                .orElseThrow();
        assertThat(stage.percentile(percent)).isEqualTo(Duration.ofSeconds(shortest));
        assertThat(stage.decisions()).isEqualTo(seconds.size());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "1, 0, false",
        "1, 1, true",
        "2001, 2000, false",
        "2001, 2001, true",
        "4500, 4500, true",
        "4500, 10000, true",
        "4500, 4499, false",
        "4000, 4000, true",
        "4001, 4000, false"
    })
    void the_latest_so_many_are_read_in_parts_each_once(int all, int most, boolean whole) {
        DecisionTimes times =
                times(IntStream.range(0, all).mapToObj(i -> after(i)).toList(), most);
        assertThat(times.isWhole()).isEqualTo(whole);
        int read = Math.min(all, most);
        assertThat(times.stages().values())
                .extracting(DecisionTimes.Stage::decisions)
                .isEqualTo(read == 0 ? List.of() : List.of((long) read));
        if (read > 0) assertThat(times.stages().get("legal").percentile(100)).isEqualTo(Duration.ofSeconds(read - 1));
    }

    @ParameterizedTest
    @CsvSource({
        // opened to decided, seen to decided, in milliseconds; whether that was too fast
        "4999, , true",
        "5000, , false",
        "60000, , false",
        "60000, 4999, true",
        "60000, 5000, false",
        "60000, 70000, false",
        "4000, 70000, true",
    })
    void fast_is_within_five_seconds_of_the_opening_or_of_first_seeing_it(
            long opened, @Nullable Long seen, boolean fast) {
        Instant at = OPENED.plusMillis(opened);
        @Nullable Instant seenAt = seen == null ? null : at.minusMillis(seen);
        Decision decision = new Decision(new PostId("p"), 1, at, seenAt, body("legal", OPENED, false, null));
        assertThat(times(List.of(decision), 10).stages().get("legal").fast()).isEqualTo(fast ? 1 : 0);
    }

    @Test
    void decisions_that_came_late_or_were_carried_over_are_none() {
        Instant at = OPENED.plusSeconds(60);
        DecisionTimes times = times(
                List.of(
                        new Decision(new PostId("p"), 4, at, null, body("legal", OPENED, true, null)),
                        new Decision(new PostId("p"), 3, at, null, body("legal", OPENED, false, 1)),
                        new Decision(new PostId("p"), 2, at, null, body("brand", OPENED, false, null))),
                10);
        assertThat(times.stages()).containsOnlyKeys("brand");
    }

    @Test
    void a_decision_whose_stages_opening_is_not_known_counts_without_a_time() {
        Decision old = new Decision(new PostId("p"), 4, OPENED, null, body("legal", null, false, null));
        DecisionTimes.Stage stage = times(List.of(old), 10).stages().get("legal");
        assertThat(stage.decisions()).isEqualTo(1);
        assertThat(stage.timed()).isZero();
        assertThat(stage.percentile(50)).isNull();
        assertThat(stage.fast()).isZero();
    }

    @Test
    void a_clock_that_went_back_makes_no_time_negative() {
        Decision early =
                new Decision(new PostId("p"), 4, OPENED.minusSeconds(9), null, body("legal", OPENED, false, null));
        assertThat(times(List.of(early), 10).stages().get("legal").percentile(50))
                .isZero();
    }

    private static Decision after(int seconds) {
        return new Decision(
                new PostId("p" + seconds),
                seconds,
                OPENED.plusSeconds(seconds),
                null,
                body("legal", OPENED, false, null));
    }

    private static String body(String stage, @Nullable Instant openedAt, boolean late, @Nullable Integer carriedFrom) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("decision", "d");
        details.put("stage", stage);
        details.put("late", late);
        details.put("openedAt", openedAt);
        details.put("carriedFrom", carriedFrom);
        return Json.write(Map.of("action", "post.decided", "details", details));
    }

    private static DecisionTimes times(List<Decision> decisions, int most) {
        DecisionTimes.Reading inOrder = (workspace, from, to, after, limit) -> {
            int start = after == null ? 0 : decisions.indexOf(after) + 1;
            return List.copyOf(decisions.subList(start, Math.min(decisions.size(), start + limit)));
        };
        return DecisionTimes.of(inOrder, ACME, Instant.EPOCH, OPENED.plusSeconds(100_000), most);
    }
}
