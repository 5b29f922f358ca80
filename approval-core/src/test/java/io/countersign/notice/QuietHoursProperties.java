package io.countersign.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Quiet hours over nights and changes of clocks. */
class QuietHoursProperties {
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
    private static final String[] ZONES = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/Sao_Paulo"
    };

    @Property
    void quiet_ends_within_a_day_at_a_time_that_is_not_quiet(
            @ForAll @IntRange(max = 6) int zone,
            @ForAll @IntRange(max = 23) int from,
            @ForAll @IntRange(min = 3, max = 21) int hours,
            @ForAll @LongRange(min = 1_262_304_000L, max = 1_893_456_000L) long second) {
        ZoneId there = ZoneId.of(ZONES[zone]);
        QuietHours quiet = new QuietHours(LocalTime.of(from, 0), LocalTime.of((from + hours) % 24, 0));
        Instant now = Instant.ofEpochSecond(second);
        Optional<Instant> end = quiet.end(now, there);
        LocalTime time = now.atZone(there).toLocalTime();
        long passed = Math.floorMod(time.toSecondOfDay() - from * 3600L, 86_400L);
        assertThat(end.isPresent()).isEqualTo(passed < hours * 3600L);
        end.ifPresent(at -> {
            assertThat(at).isAfter(now).isBeforeOrEqualTo(now.plus(Duration.ofHours(hours + 25L)));
            assertThat(quiet.end(at, there)).isEmpty();
        });
    }

    @Example
    void an_end_that_clocks_skip_is_when_they_skip_it() {
        QuietHours early = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(early.end(Instant.parse("2026-03-29T00:30:00Z"), berlin))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Example
    void an_end_that_clocks_show_twice_ends_quiet_twice() {
        QuietHours early = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(early.end(Instant.parse("2026-10-24T23:00:00Z"), berlin))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(early.end(Instant.parse("2026-10-25T00:45:00Z"), berlin)).isEmpty();
        assertThat(early.end(Instant.parse("2026-10-25T01:15:00Z"), berlin))
                .contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Example
    void the_first_moment_is_quiet_and_the_last_is_not() {
        ZoneId utc = ZoneId.of("UTC");
        assertThat(NIGHT.end(Instant.parse("2026-03-02T22:00:00Z"), utc))
                .contains(Instant.parse("2026-03-03T07:00:00Z"));
        assertThat(NIGHT.end(Instant.parse("2026-03-02T21:59:59.999999Z"), utc)).isEmpty();
        assertThat(NIGHT.end(Instant.parse("2026-03-03T07:00:00Z"), utc)).isEmpty();
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none or all");
    }
}
