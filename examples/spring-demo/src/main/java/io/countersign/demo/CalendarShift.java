package io.countersign.demo;

import io.countersign.post.PostForm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Moves a calendar by whole weeks: same weekday, same time of day on the clocks of each post's own zone. */
record CalendarShift(long weeks) {
    private static final Duration WEEK = Duration.ofDays(7);

    /** So long the import may take before a post's time is in the past. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    /** The one after which all times are to come, the first of them within a week. */
    static CalendarShift intoComingWeek(List<PostForm> forms, Instant now) {
        List<PostForm> timed =
                forms.stream().filter(form -> form.scheduledAt() != null).toList();
        if (timed.isEmpty()) return new CalendarShift(0);
        Instant soonest = now.plus(LEAST);
        Instant first = new CalendarShift(0).first(timed);
        // A change of clocks moves instants by hours, so the estimate is one week too few, never too many.
        long weeks = Math.floorDiv(Duration.between(first, soonest).toSeconds(), WEEK.toSeconds()) - 1;
        while (!new CalendarShift(weeks).first(timed).isAfter(soonest)) weeks++;
        return new CalendarShift(weeks);
    }

    PostForm of(PostForm form) {
        Instant at = form.scheduledAt();
        return at == null ? form : form.withSchedule(of(at, form.timeZone()), form.timeZone());
    }

    private Instant of(Instant at, ZoneId zone) {
        return at.atZone(zone).plusWeeks(weeks).toInstant();
    }

    private Instant first(List<PostForm> timed) {
        return timed.stream()
                .map(form -> of(Objects.requireNonNull(form.scheduledAt()), form.timeZone()))
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
