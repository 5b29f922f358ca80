package io.countersign.store;

import io.countersign.identity.WorkspaceId;
import io.countersign.post.PostStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading what figures are made of. */
public interface StatsReads {
    /** How many posts there are of each status; statuses without one are missing. */
    Map<PostStatus, Long> postCounts(WorkspaceId workspace);

    /**
     * The rounds of posts that were submitted within a period: of each, all until the end of the period.
     *
     * @param from inclusive
     * @param to exclusive
     */
    RoundCount rounds(WorkspaceId workspace, Instant from, Instant to);

    /**
     * Decisions within a period, the latest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param after the last that was read; null for the first
     */
    List<Decision> decisions(WorkspaceId workspace, Instant from, Instant to, @Nullable Decision after, int limit);
}
