package io.countersign.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person looked whether it is out.
 *
 * @param reference the provider's name for it; null where they gave none
 */
public record Confirmation(
        long seq,
        Instant at,
        Party by,
        boolean published,
        @Nullable String reference) {}
