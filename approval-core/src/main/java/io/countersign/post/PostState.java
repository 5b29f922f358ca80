package io.countersign.post;

import io.countersign.canonical.Sparse;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.publish.Clearance;
import io.countersign.publish.Publication;
import io.countersign.review.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of a post, what no search asks for: stores keep it as one JSON value. A member added here is read and kept one release
 * before it is written.
 *
 * @param reviewers whom the author asked for explicitly
 * @param progress of the last round; null before the first
 * @param missedSchedule whether its time passed before it could go out
 * @param dueAt when a scheduled post goes out; null in every other status
 * @param forNow whether {@code dueAt} is not the schedule's time but as soon as possible, which is never missed
 * @param glass a break glass that waits for consent; null for none
 * @param owed a review that a break glass left to be done; null for none
 * @param recalled that it was taken back after it was out; null where it was not
 * @param contributors who wrote or edited a version later than the last one that was approved
 * @param clearance why the current version may be published; null where it may not
 */
@Sparse
public record PostState(
        Release release,
        boolean advocacy,
        List<ReviewerRef> reviewers,
        @Nullable Progress progress,
        @Nullable Hold hold,
        boolean missedSchedule,
        @Nullable Instant dueAt,
        boolean forNow,
        List<Person> contributors,
        @Nullable Clearance clearance,
        Publication publication,
        @Nullable BrokenGlass glass,
        @Nullable ReviewOwed owed,
        @Nullable Recall recalled) {
    public PostState {
        reviewers = List.copyOf(reviewers);
        contributors = List.copyOf(contributors);
    }
}
