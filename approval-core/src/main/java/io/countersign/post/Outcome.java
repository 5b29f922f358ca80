package io.countersign.post;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.problem.ApprovalException;
import java.util.List;

/** What a command comes to, decided and not yet recorded. */
public sealed interface Outcome {
    /** The post after it, and what happened, in order; the chain of {@code after} is still that of before. */
    record Changed(Post after, List<Change> changes) implements Outcome {}

    /** It was so already; nothing is recorded. */
    record Unchanged(Post post) implements Outcome {}

    /** A rule refused it; the refusal itself is recorded, then told. */
    record Refused(ApprovalException problem, Change change) implements Outcome {
        static Refused of(Post post, ApprovalException problem, PostEvent event) {
            Subject subject = new Subject(
                    null,
                    post.version().number(),
                    post.version().digest(),
                    null,
                    null,
                    post.status().name(),
                    post.status().name(),
                    problem.code());
            return new Refused(problem, new Change(event, subject));
        }
    }
}
