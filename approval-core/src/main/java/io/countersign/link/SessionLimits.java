package io.countersign.link;

import java.time.Duration;

/**
 * How long a review session lives (S-42).
 *
 * @param idle without a call
 * @param absolute since unlock, whatever happens
 */
public record SessionLimits(Duration idle, Duration absolute) {
    /** 60 minutes idle, 12 hours in all. */
    public static final SessionLimits STANDARD = new SessionLimits(Duration.ofMinutes(60), Duration.ofHours(12));

    public SessionLimits {
        if (idle.isZero() || idle.isNegative() || idle.compareTo(absolute) > 0)
            throw new IllegalArgumentException(
                    "A review session's idle time is positive and not above its whole time, and %s of %s is not so"
                            .formatted(idle, absolute));
    }
}
