package io.countersign.post;

import io.countersign.audit.Change;
import io.countersign.problem.ApprovalException;
import java.util.List;

/** What a command comes to, decided and not yet recorded. */
public sealed interface Outcome {
    /** The post after it, and what happened, in order; the chain of {@code after} is still that of before. */
    record Changed(Post after, List<Change> changes) implements Outcome {}

    /** It was so already; nothing is recorded. */
    record Unchanged(Post post) implements Outcome {}

    /** A rule refused it; the refusal itself is recorded, then told. */
    record Refused(ApprovalException problem, Change change) implements Outcome {}
}
