package io.countersign.record;

import io.countersign.canonical.Digest;
import io.countersign.identity.Assurance;
import io.countersign.review.Ending;
import io.countersign.routing.Classification;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round of review: what was asked of whom, why, and how it ended.
 *
 * @param submittedBy null where no entry tells
 * @param note of who submitted; null for none
 * @param policy number of the policy's version that routed it, 0 for none
 * @param requested whom the author asked for explicitly
 * @param classification what classifiers said of the version; null where none was asked
 * @param ending null while it is open
 * @param supersededAt when its approvals stopped counting; null where it was not approved, or they still count
 */
public record RoundRecord(
        int number,
        int version,
        Digest digest,
        Instant openedAt,
        @Nullable Party submittedBy,
        @Nullable Said note,
        int policy,
        boolean fourEyes,
        boolean distinctReviewers,
        boolean rescheduleNeedsApproval,
        List<Listed> requested,
        @Nullable Classification classification,
        List<Stage> stages,
        @Nullable Ending ending,
        @Nullable Instant endedAt,
        @Nullable Instant supersededAt) {
    public RoundRecord {
        requested = List.copyOf(requested);
        stages = List.copyOf(stages);
    }

    /** Where a stage came to. */
    public enum State {
        /** Stages before it had to be cleared first. */
        NOT_OPENED,
        OPEN,
        CLEARED,
        CHANGES_REQUESTED,
        REJECTED,
        /** The round ended while it was open. */
        ENDED
    }

    /**
     * A stage of the plan.
     *
     * @param order stages of one order are open together, then the next order opens
     * @param reviewers as the policy lists them
     * @param deadline from its opening; null for none
     * @param escalateTo who may answer as well once it is overdue
     * @param because why it was routed
     * @param openedAt null where it did not open
     * @param dueAt its deadline; null where it has none or did not open
     * @param clearedAt when it had its last approval that counted; null where it was not cleared
     * @param turns what time, and people who came and went, did to it
     */
    public record Stage(
            String name,
            int order,
            Quorum quorum,
            List<Listed> reviewers,
            @Nullable Duration deadline,
            OnOverdue onOverdue,
            List<Listed> escalateTo,
            Assurance minAssurance,
            List<String> because,
            State state,
            @Nullable Instant openedAt,
            @Nullable Instant dueAt,
            @Nullable Instant clearedAt,
            List<Turn> turns) {
        public Stage {
            reviewers = List.copyOf(reviewers);
            escalateTo = List.copyOf(escalateTo);
            because = List.copyOf(because);
            turns = List.copyOf(turns);
        }
    }

    /** Something that a stage went through. */
    public enum Kind {
        OVERDUE,
        REMINDED,
        /** Nobody could clear it any more. */
        BLOCKED,
        UNBLOCKED
    }

    /** What happened to a stage, in a sentence. */
    public record Turn(Kind kind, Instant at, String words) {}
}
