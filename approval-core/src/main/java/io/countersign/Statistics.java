package io.countersign;

import io.countersign.post.PostStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a workspace.
 *
 * @param from begin of the period, inclusive
 * @param to end of the period, exclusive
 * @param posts how many there are now of each status; statuses without one are missing
 * @param stages by name: those that were decided in within the period, and those in which posts are overdue now
 * @param rounds of the posts that were submitted within the period
 * @param overdue stages that are open now, past their deadline
 */
public record Statistics(
        Instant from, Instant to, Map<PostStatus, Long> posts, List<Stage> stages, Rounds rounds, long overdue) {
    public Statistics {
        posts = Map.copyOf(posts);
        stages = List.copyOf(stages);
    }

    /**
     * The decisions in one stage within the period. One that came when the stage was approved already, or that was carried
     * over from an earlier round, is none of them; one that replaced another of the same person is.
     *
     * <p>The time to a decision is that from the stage's opening. Percentiles are by nearest rank: the shortest time that so
     * many of a hundred did not exceed, so that each is a time that a decision really took.
     *
     * @param median null where no time is known
     * @param p90 null where no time is known
     * @param faster decisions that took less than five seconds, counted from the stage's opening or, for one through a link,
     *     from when its approver first opened that version there, if that was later: too fast to have read it
     * @param overdue posts that wait in it now, past its deadline
     */
    public record Stage(
            String name,
            long decisions,
            @Nullable Duration median,
            @Nullable Duration p90,
            long faster,
            long overdue) {}

    /**
     * How many rounds posts took until the end of the period.
     *
     * @param posts that were submitted within the period
     * @param mean of their rounds; 0 where there is none
     * @param most that one of them took; 0 where there is none
     */
    public record Rounds(long posts, double mean, int most) {}
}
