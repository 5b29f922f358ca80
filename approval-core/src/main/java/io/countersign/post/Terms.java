package io.countersign.post;

import io.countersign.publish.Backoff;
import java.time.Duration;

/**
 * What a host sets about publishing.
 *
 * @param missedGrace how long after its time a post may still be claimed
 * @param publishMissed whether a post that missed its time goes out at once, instead of waiting for a release
 * @param lease how long a dispatcher has a claimed post
 * @param attempts after which a post is FAILED, at least 1
 * @param backoff the pauses between attempts
 */
public record Terms(Duration missedGrace, boolean publishMissed, Duration lease, int attempts, Backoff backoff) {
    public static final Terms DEFAULT = new Terms(
            Duration.ofMinutes(15),
            false,
            Duration.ofMinutes(5),
            5,
            new Backoff(Duration.ofSeconds(30), Duration.ofHours(1)));

    public Terms {
        if (missedGrace.isNegative())
            throw new IllegalArgumentException("missedGrace must not be negative: " + missedGrace);
        if (lease.isNegative() || lease.isZero())
            throw new IllegalArgumentException("lease must be positive: " + lease);
        if (attempts < 1) throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
    }
}
