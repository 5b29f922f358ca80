package io.countersign.record;

import io.countersign.identity.ReviewerRef;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer as a stage lists them.
 *
 * @param name how people know them today; of a group, its own; null where it was erased, or nobody knows one
 */
public record Listed(ReviewerRef ref, @Nullable String name) {}
