package io.countersign.retention;

import io.countersign.canonical.Plain;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long something is kept after its last change: 1 day to 100 years, written as in ISO 8601, such as {@code P6Y}. Rules of
 * the field: three years for communications (SEC 17a-4(b)), six by default (FINRA 4511, HIPAA 164.316), five (MiFID II).
 */
public record RetentionPeriod(Period period) implements Plain {
    private static final int MOST_YEARS = 100;

    /** @throws IllegalArgumentException when it is shorter than a day, or longer than 100 years */
    public RetentionPeriod {
        if (period.isNegative()
                || period.isZero()
                || LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plusYears(MOST_YEARS)))
            throw new IllegalArgumentException(
                    "'%s' is no time to keep something; write one from P1D to P100Y, such as P6Y".formatted(period));
    }

    /** @throws IllegalArgumentException when it is none */
    public static RetentionPeriod parse(String text) {
        try {
            return new RetentionPeriod(Period.parse(text));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "'%s' is no time to keep something; write one from P1D to P100Y, such as P6Y".formatted(text),
                    malformed);
        }
    }

    /** What changed last before then is kept no longer; by the calendar of UTC. */
    public Instant before(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    @Override
    public Object plain() {
        return toString();
    }

    @Override
    public String toString() {
        return period.toString();
    }
}
