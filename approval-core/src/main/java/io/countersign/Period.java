package io.countersign;

import io.countersign.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time that a host asks about.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Period(Instant from, Instant to) {
    static final Duration LONGEST = Duration.ofDays(366);

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** A period that stores can be asked about, in microseconds. */
    static Period of(Instant from, Instant to) {
        Period period = new Period(checked("from", from), checked("to", to));
        period.check();
        return period;
    }

    private static Instant checked(String field, Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST))
            throw new InvalidInputException(field, "must be from 1970 to 9999, and is %s".formatted(time));
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private void check() {
        if (!from.isBefore(to))
            throw new InvalidInputException("to", "must be after 'from', %s, and is %s".formatted(from, to));
        if (Duration.between(from, to).compareTo(LONGEST) > 0)
            throw new InvalidInputException(
                    "to",
                    "must be at most %d days after 'from', and is %d; ask for a shorter period"
                            .formatted(
                                    LONGEST.toDays(), Duration.between(from, to).toDays()));
    }
}
