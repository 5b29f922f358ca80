package io.countersign.store;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.review.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading rounds of the past. */
public interface RoundReads {
    /**
     * Rounds that opened within a period, as they were routed, the latest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param after the last that was read; null for the first
     */
    List<RoutedRound> routed(WorkspaceId workspace, Instant from, Instant to, @Nullable RoutedRound after, int limit);

    /** The plans of all rounds of a post, by the rounds' numbers; empty for an unknown post. */
    Map<Integer, Plan> plans(WorkspaceId workspace, PostId id);
}
