package io.countersign.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a password may be tried: at once at first, then after a delay that doubles, then never until the link is
 * regenerated (S-31, S-33; NIST SP 800-63B-4, section 3.2.2). Existing sessions are not touched.
 *
 * @param firstDelayed the consecutive failure after which the first delay, of one second, stands
 * @param longest the delay that no failure exceeds
 * @param stop the consecutive failure after which the password is disabled; at most 100
 */
public record Throttle(int firstDelayed, Duration longest, int stop) {
    /** Delays from the 5th failure, up to 15 minutes; the end at the 100th. */
    public static final Throttle STANDARD = new Throttle(5, Duration.ofMinutes(15), 100);

    /** What a disabled password tells to wait: waiting longer does not help either. */
    public static final Duration DISABLED = Duration.ofDays(1);

    public Throttle {
        if (firstDelayed < 1 || stop < firstDelayed || stop > 100 || longest.compareTo(Duration.ofSeconds(1)) < 0)
            throw new IllegalArgumentException(
                    "A throttle delays from the 1st failure or later, by up to a second or more, and stops by the 100th");
    }

    /** How long even a browser that is {@linkplain Devices known} must wait: not at all, until the password is disabled. */
    public Optional<Duration> stopOf(Usage usage) {
        return usage.failures() >= stop ? Optional.of(DISABLED) : Optional.empty();
    }

    /** How long an attempt must wait; empty when it may be made now. Whole seconds, rounded up. */
    public Optional<Duration> waitOf(Usage usage, Instant now) {
        if (usage.failures() >= stop) return stopOf(usage);
        Instant notBefore = usage.notBefore();
        if (notBefore == null || !now.isBefore(notBefore)) return Optional.empty();
        Duration left = Duration.between(now, notBefore);
        return Optional.of(Duration.ofSeconds(left.getNano() == 0 ? left.getSeconds() : left.getSeconds() + 1));
    }

    /**
     * The counters with one more attempt, counted as failed until it succeeds (S-30). To be stored, guarded by the failures
     * that were read, before the password is looked at.
     *
     * @throws TooManyAttemptsException when none may be made now
     */
    public Usage reserve(Usage usage, Instant now) {
        Optional<Duration> wait = waitOf(usage, now);
        if (wait.isPresent()) throw new TooManyAttemptsException(wait.get());
        Duration delay = delayAfter(usage.failures() + 1);
        return usage.failed(delay.isZero() ? null : now.plus(delay));
    }

    /** The delay that stands after so many consecutive failures. */
    public Duration delayAfter(int failures) {
        int doublings = failures - firstDelayed;
        if (doublings < 0) return Duration.ZERO;
        // Beyond 2^31 seconds any cap that makes sense has long been reached.
        Duration delay = Duration.ofSeconds(1L << Math.min(doublings, 31));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
