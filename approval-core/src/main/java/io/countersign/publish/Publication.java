package io.countersign.publish;

import io.countersign.canonical.Sparse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far publishing came.
 *
 * @param attempts at the current version
 * @param lastError what the publisher said of the last failed attempt, at most 500 characters
 */
@Sparse
public record Publication(
        int attempts,
        @Nullable String lastError,
        @Nullable Instant publishedAt,
        @Nullable String reference) {
    public static final Publication NONE = new Publication(0, null, null, null);
}
