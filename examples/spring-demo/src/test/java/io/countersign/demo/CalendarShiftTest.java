package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.post.PostForm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalendarShiftTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final List<PostForm> forms = List.of(
            post("2026-01-05T09:00", BERLIN), post("2026-01-05T09:00", NEW_YORK), post("2026-02-13T23:30", NEW_YORK));

    @Test
    void on_any_hour_of_two_years_the_first_comes_within_a_week_and_none_is_past() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int hour = 0; hour < 2 * 366 * 24; hour++) {
            Instant now = start.plus(Duration.ofHours(hour));
            CalendarShift shift = CalendarShift.intoComingWeek(forms, now);
            Instant first = forms.stream()
                    .map(form -> at(shift.of(form)))
                    .min(Instant::compareTo)
                    .orElseThrow();

            assertThat(first).isAfter(now);
            // An hour more where the clocks change within the week.
            assertThat(Duration.between(now, first))
                    .isLessThanOrEqualTo(Duration.ofDays(7).plusHours(1));
        }
    }

    @Test
    void each_keeps_weekday_and_time_of_day_of_its_own_zone() {
        CalendarShift shift = CalendarShift.intoComingWeek(forms, Instant.parse("2027-06-17T13:30:00Z"));

        for (PostForm form : forms) {
            LocalDateTime before = at(form).atZone(form.timeZone()).toLocalDateTime();
            LocalDateTime after = at(shift.of(form)).atZone(form.timeZone()).toLocalDateTime();
            assertThat(after.getDayOfWeek()).isEqualTo(before.getDayOfWeek());
            assertThat(after.toLocalTime()).isEqualTo(before.toLocalTime());
            assertThat(Duration.between(before, after)).isEqualTo(Duration.ofDays(7 * shift.weeks()));
        }
    }

    @Test
    void what_has_no_time_gets_none() {
        PostForm open = PostForm.of(new Target(new Channel("X"), "acme"), "Some day.");

        assertThat(CalendarShift.intoComingWeek(List.of(open), Instant.EPOCH).of(open))
                .isEqualTo(open);
    }

    private static Instant at(PostForm form) {
        return Objects.requireNonNull(form.scheduledAt());
    }

    private static PostForm post(String local, ZoneId zone) {
        Instant at = LocalDateTime.parse(local).atZone(zone).toInstant();
        return PostForm.of(new Target(new Channel("X"), "acme"), "A post.").withSchedule(at, zone);
    }
}
