package io.countersign.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an approved post was kept from going out.
 *
 * @param endedBy null while it is held
 * @param ending action that ended it, such as {@code post.unheld}; null while it is held
 */
public record Holding(
        long seq,
        Instant at,
        Party by,
        Said reason,
        @Nullable Instant endedAt,
        @Nullable Party endedBy,
        @Nullable String ending) {}
