package io.countersign.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recall.
 *
 * @param wasOut whether it was published already, so that it should be removed; else it became a draft again
 * @param supersededRound whose approvals stopped counting by it; null for none
 */
public record TakingBack(
        long seq,
        Instant at,
        Party by,
        Said reason,
        boolean wasOut,
        @Nullable Integer supersededRound) {}
