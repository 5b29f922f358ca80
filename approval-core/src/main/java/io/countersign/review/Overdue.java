package io.countersign.review;

import io.countersign.routing.OnOverdue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stage whose deadline passed, and what that did.
 *
 * @param nextAt when that does something again; null for never
 */
public record Overdue(
        String stage, OnOverdue action, @Nullable Instant nextAt) {}
