package io.countersign.content;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a post goes out.
 *
 * @param at null for no time yet
 * @param zone in which the author thinks of it
 */
public record Schedule(@Nullable Instant at, ZoneId zone) {
    /** Whether it names a time after this one. */
    public boolean isAfter(Instant now) {
        return at != null && at.isAfter(now);
    }
}
