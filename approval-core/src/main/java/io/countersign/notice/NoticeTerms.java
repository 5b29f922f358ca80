package io.countersign.notice;

import io.countersign.publish.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host sets about telling people.
 *
 * @param window for how long what a person is to be told is gathered into one letter
 * @param quiet when nobody is told anything; null for never
 * @param zone of people whose own nobody knows
 * @param language of people whose own nobody knows
 * @param lease how long a node has the notices of a workspace to send them
 * @param attempts after which a letter is given up, at least 1
 * @param backoff the pauses between attempts
 */
public record NoticeTerms(
        Duration window,
        @Nullable QuietHours quiet,
        ZoneId zone,
        Locale language,
        Duration lease,
        int attempts,
        Backoff backoff) {
    /** Five minutes, no quiet hours, in English, by the system's time zone. */
    public static NoticeTerms standard() {
        return new NoticeTerms(
                Duration.ofMinutes(5),
                null,
                ZoneId.systemDefault(),
                Locale.ENGLISH,
                Duration.ofMinutes(5),
                8,
                new Backoff(Duration.ofMinutes(1), Duration.ofHours(4)));
    }

    public NoticeTerms {
        if (window.isNegative()) throw new IllegalArgumentException("window must not be negative: " + window);
        if (lease.isNegative() || lease.isZero())
            throw new IllegalArgumentException("lease must be positive: " + lease);
        if (attempts < 1) throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
    }

    /** The same, with another window. */
    public NoticeTerms within(Duration other) {
        return new NoticeTerms(other, quiet, zone, language, lease, attempts, backoff);
    }

    /** The same, with these quiet hours. */
    public NoticeTerms quiet(QuietHours hours) {
        return new NoticeTerms(window, hours, zone, language, lease, attempts, backoff);
    }

    /** The same, for people whose zone and language nobody knows. */
    public NoticeTerms by(ZoneId unknownZone, Locale unknownLanguage) {
        return new NoticeTerms(window, quiet, unknownZone, unknownLanguage, lease, attempts, backoff);
    }

    /** Until when nobody there is told anything; empty where it is not quiet. */
    public Optional<Instant> quietUntil(Instant now, ZoneId there) {
        return quiet == null ? Optional.empty() : quiet.end(now, there);
    }
}
