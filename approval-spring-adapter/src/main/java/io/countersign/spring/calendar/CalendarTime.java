package io.countersign.spring.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A time as calendars have it: an instant, or a local time in the row's zone. */
final class CalendarTime {
    private CalendarTime() {}

    /** @throws IllegalArgumentException with a sentence for people, also for a local time that is none or two instants */
    static Instant parse(String text, ZoneId zone) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime there ? there.toInstant() : instant((LocalDateTime) time, zone);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "must be an instant such as 2026-12-01T09:00:00Z, or a local time such as 2026-12-01T09:00",
                    malformed);
        }
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty())
            throw new IllegalArgumentException(
                    "%s does not exist in %s, where clocks are set forward over it; name another time"
                            .formatted(local, zone));
        if (offsets.size() > 1)
            throw new IllegalArgumentException("%s is there twice in %s, where clocks are set back; write %s or %s"
                    .formatted(local, zone, local.atOffset(offsets.get(0)), local.atOffset(offsets.get(1))));
        return local.toInstant(offsets.get(0));
    }
}
