package io.countersign;

import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;

/** What became of one post of a bulk submission. */
public sealed interface SubmitResult {
    /** A round is open, or none was needed. */
    record Submitted(Post post) implements SubmitResult {}

    /** Nothing changed but the record, which has the refusal where a rule refused. */
    record Failed(PostId post, ApprovalException problem) implements SubmitResult {}
}
