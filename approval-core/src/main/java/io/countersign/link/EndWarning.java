package io.countersign.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long before a link's end its creator is told of it (S-15). */
enum EndWarning {
    WEEK(7),
    DAY(1);

    private final int days;

    EndWarning(int days) {
        this.days = days;
    }

    int days() {
        return days;
    }

    /** The first that is still to come; null for none. What was past when the end was set is not made up for. */
    static @Nullable Instant next(Instant end, Instant now) {
        return Arrays.stream(values())
                .map(warning -> warning.at(end))
                .filter(at -> at.isAfter(now))
                .findFirst()
                .orElse(null);
    }

    /** The last that has come; null before the first. */
    static @Nullable EndWarning come(Instant end, Instant now) {
        return Arrays.stream(values())
                .filter(warning -> !warning.at(end).isAfter(now))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private Instant at(Instant end) {
        return end.minus(Duration.ofDays(days));
    }
}
