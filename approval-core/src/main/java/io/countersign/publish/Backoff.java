package io.countersign.publish;

import java.time.Duration;

/**
 * How long to wait before something is tried again.
 *
 * @param first the pause after the first attempt that failed, positive; doubled after each further one
 * @param longest the longest pause, at least the first
 */
public record Backoff(Duration first, Duration longest) {
    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0)
            throw new IllegalArgumentException(
                    "backoff must be positive and at most maxBackoff, %s: %s".formatted(longest, first));
    }

    /** The pause after so many attempts that failed, at least 1. */
    public Duration after(int failed) {
        Duration pause = first;
        for (int i = 1; i < failed && pause.compareTo(longest) < 0; i++) pause = pause.multipliedBy(2);
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
