package io.countersign.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counters of a link. They change at every attempt and are therefore guarded apart from the link's revision: by
 * generation and by the failures that were read.
 *
 * @param failures password attempts since the last success or regeneration, those reserved but not answered among them
 * @param notBefore until when no attempt is made; null for none
 * @param throttled attempts that were refused since the last success or regeneration
 * @param wrongSecrets calls with this link's id and another secret since the last success or regeneration
 * @param uses successful unlocks, ever
 * @param lastUsedAt the last unlock or decision; null before the first
 */
public record Usage(
        int failures,
        @Nullable Instant notBefore,
        int throttled,
        int wrongSecrets,
        int uses,
        @Nullable Instant lastUsedAt) {
    /** Of a new link. */
    public static final Usage NONE = new Usage(0, null, 0, 0, 0, null);

    /** One more failure, nothing before that time. */
    Usage failed(@Nullable Instant next) {
        return new Usage(failures + 1, next, throttled, wrongSecrets, uses, lastUsedAt);
    }

    /** One more refused attempt; it is no failure (S-49). */
    public Usage throttledOnce() {
        return new Usage(failures, notBefore, throttled + 1, wrongSecrets, uses, lastUsedAt);
    }

    /** One more wrong secret. */
    public Usage wrongSecretOnce() {
        return new Usage(failures, notBefore, throttled, wrongSecrets + 1, uses, lastUsedAt);
    }

    /** The password was right. */
    public Usage unlocked(Instant now) {
        return new Usage(0, null, 0, 0, uses + 1, now);
    }

    /** The password was right, in a browser whose failures are counted apart (S-34). */
    public Usage unlockedApart(Instant now) {
        return new Usage(failures, notBefore, throttled, wrongSecrets, uses + 1, now);
    }

    /** The link did something, such as carry a decision. */
    public Usage used(Instant now) {
        return new Usage(failures, notBefore, throttled, wrongSecrets, uses, now);
    }

    /** There is a new password, at which nobody has guessed. */
    Usage cleared() {
        return new Usage(0, null, 0, 0, uses, lastUsedAt);
    }
}
