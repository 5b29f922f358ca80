package io.countersign.notice;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * When nobody is told anything, by each one's own clock; over midnight where {@code until} is the earlier.
 *
 * @param from the first moment of quiet
 * @param until the first moment after it
 */
public record QuietHours(LocalTime from, LocalTime until) {
    public QuietHours {
        if (from.equals(until))
            throw new IllegalArgumentException(
                    "Quiet hours from %s until %s would be none or all; leave them out for none"
                            .formatted(from, until));
    }

    /** When the quiet that holds at this time ends there; empty where it is not quiet. */
    public Optional<Instant> end(Instant now, ZoneId zone) {
        ZonedDateTime there = now.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean overMidnight = until.isBefore(from);
        boolean quiet = overMidnight
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) return Optional.empty();
        LocalDateTime end =
                there.toLocalDate().plusDays(time.isBefore(until) ? 0 : 1).atTime(until);
        return Optional.of(first(end, zone, now));
    }

    /** A local time that clocks skip is when they skip it; one that they show twice is the next of the two. */
    private static Instant first(LocalDateTime local, ZoneId zone, Instant now) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) return change.getInstant();
        ZonedDateTime first = local.atZone(zone);
        return (first.toInstant().isAfter(now) ? first : first.withLaterOffsetAtOverlap()).toInstant();
    }
}
