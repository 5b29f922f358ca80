package io.countersign.record;

import io.countersign.canonical.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to publish, or to learn whether an earlier one succeeded.
 *
 * @param number from 1, and anew after each retry by a person
 * @param fence grows with each attempt: what an earlier holder reports counts no more
 * @param key that the provider may tell repetitions by
 * @param asking whether the provider was only asked
 * @param endedAt null while it runs
 * @param error what went wrong; null for nothing
 * @param reference the provider's name for what was published; null where there is none
 * @param nextAt when it was to be tried again; null for never
 */
public record Attempt(
        int number,
        Instant claimedAt,
        long fence,
        Digest key,
        Instant leaseUntil,
        boolean asking,
        @Nullable Integer version,
        @Nullable Digest digest,
        Result result,
        @Nullable Instant endedAt,
        @Nullable String error,
        @Nullable String reference,
        @Nullable Instant nextAt) {
    /** How it ended. */
    public enum Result {
        RUNNING,
        PUBLISHED,
        FAILED,
        /** Nobody knows whether the provider took it. */
        UNCONFIRMED,
        /** It ended before the provider was called. */
        HANDED_BACK,
        /** Nobody reported in time, and another attempt took over. */
        LOST
    }
}
