package io.countersign.post;

import java.time.Duration;

/**
 * What a host sets about publishing.
 *
 * @param missedGrace how long after its time a post may still be claimed
 * @param publishMissed whether a post that missed its time goes out at once, instead of waiting for a release
 * @param lease how long a dispatcher has a claimed post
 * @param attempts after which a post is FAILED, at least 1
 * @param backoff before the second attempt; doubled for each further one
 * @param maxBackoff the longest pause between attempts
 */
public record Terms(
        Duration missedGrace,
        boolean publishMissed,
        Duration lease,
        int attempts,
        Duration backoff,
        Duration maxBackoff) {
    public static final Terms DEFAULT = new Terms(
            Duration.ofMinutes(15), false, Duration.ofMinutes(5), 5, Duration.ofSeconds(30), Duration.ofHours(1));

    public Terms {
        if (missedGrace.isNegative())
            throw new IllegalArgumentException("missedGrace must not be negative: " + missedGrace);
        if (lease.isNegative() || lease.isZero())
            throw new IllegalArgumentException("lease must be positive: " + lease);
        if (attempts < 1) throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        if (backoff.isNegative() || backoff.isZero() || maxBackoff.compareTo(backoff) < 0)
            throw new IllegalArgumentException("backoff must be positive and at most maxBackoff: " + backoff);
    }

    /** The pause after so many failed attempts. */
    public Duration pauseAfter(int failed) {
        Duration pause = backoff;
        for (int i = 1; i < failed && pause.compareTo(maxBackoff) < 0; i++) pause = pause.multipliedBy(2);
        return pause.compareTo(maxBackoff) > 0 ? maxBackoff : pause;
    }
}
