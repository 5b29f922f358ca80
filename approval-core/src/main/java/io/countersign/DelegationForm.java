package io.countersign;

import io.countersign.identity.ReviewerRef;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who decides in whose place, and for how long. Times are cut to microseconds.
 *
 * @param to a user or an approver
 * @param from the first instant at which it holds; null for now
 * @param until the first instant at which it holds no more
 */
public record DelegationForm(
        @NotNull ReviewerRef to,
        @Nullable Instant from,
        @NotNull Instant until) {}
