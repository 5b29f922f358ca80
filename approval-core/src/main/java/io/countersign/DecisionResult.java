package io.countersign;

import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;
import org.jspecify.annotations.Nullable;

/** What became of one decision of several; one that failed stops no other. */
public sealed interface DecisionResult {
    /** It counts. */
    record Recorded(Post post) implements DecisionResult {}

    /** The same reviewer, round, stage and verdict as before. */
    record AlreadyRecorded(Post post) implements DecisionResult {}

    /** Nothing changed but the record. */
    record Failed(@Nullable PostId postId, ApprovalException problem) implements DecisionResult {}
}
