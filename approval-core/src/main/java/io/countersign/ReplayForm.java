package io.countersign;

import io.countersign.routing.RoutingPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * A policy to be tried on the past.
 *
 * @param policy that is proposed
 * @param from when the first round opened that it is tried on
 * @param to exclusive, at most {@link Stats#LONGEST} later
 */
public record ReplayForm(
        @NotNull @Valid RoutingPolicy policy,
        @NotNull Instant from,
        @NotNull Instant to) {}
