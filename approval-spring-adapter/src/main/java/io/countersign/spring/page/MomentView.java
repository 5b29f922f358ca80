package io.countersign.spring.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A moment.
 *
 * @param iso the instant, for {@code <time datetime>}
 * @param text in the zone, as people read it
 * @param zone the zone's id
 * @param utc in UTC, as people read it
 * @param local in the zone, as an input field takes it: {@code yyyy-MM-ddTHH:mm}
 */
public record MomentView(String iso, String text, String zone, String utc, String local) {

    /** The moment as seen in a zone. */
    public static MomentView of(Instant at, ZoneId zone, PageTexts texts) {
        var format = DateTimeFormatter.ofPattern(texts.get("time.pattern"), texts.locale());
        var there = at.atZone(zone);
        return new MomentView(
                DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS)),
                format.format(there),
                zone.getId(),
                format.format(at.atZone(ZoneOffset.UTC)),
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").format(there));
    }

    /** Whether the zone is UTC itself, which then needs no second line. */
    public boolean inUtc() {
        return text.equals(utc);
    }
}
