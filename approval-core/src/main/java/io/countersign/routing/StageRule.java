package io.countersign.routing;

import io.countersign.canonical.Sparse;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.problem.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage that a policy defines. Its constructor takes null for what has a default.
 *
 * @param order stages of one order are open together; the next higher one opens when all of it are approved
 * @param reviewers who is asked, at least one
 * @param quorum how many answers clear it, default {@link Quorum#ANY}
 * @param deadline from the stage's opening; null for none
 * @param onOverdue default {@link OnOverdue#REMIND}
 * @param escalateTo who may answer as well once it is overdue
 * @param remindBefore how long before the publish time reviewers are reminded
 * @param minAssurance default {@link Assurance#LINK}
 */
@Sparse
public record StageRule(
        @NotNull @Text(min = 1, max = 100) String name,
        @Min(-1000) @Max(1_000_000) int order,
        @NotNull @Size(min = 1, max = 50) List<@NotNull ReviewerRef> reviewers,
        Quorum quorum,
        @Nullable Duration deadline,
        OnOverdue onOverdue,
        @Size(max = 50) List<@NotNull ReviewerRef> escalateTo,
        @Size(max = 10) List<@NotNull Duration> remindBefore,
        Assurance minAssurance) {
    public StageRule {
        reviewers = Given.orNone(reviewers);
        quorum = quorum == null ? Quorum.ANY : quorum;
        onOverdue = onOverdue == null ? OnOverdue.REMIND : onOverdue;
        escalateTo = Given.orNone(escalateTo);
        remindBefore = Given.orNone(remindBefore);
        minAssurance = minAssurance == null ? Assurance.LINK : minAssurance;
    }

    /** Without a deadline, and with the defaults of everything else. */
    public static StageRule of(String name, int order, List<ReviewerRef> reviewers, Quorum quorum) {
        return new StageRule(
                name, order, reviewers, quorum, null, OnOverdue.REMIND, List.of(), List.of(), Assurance.LINK);
    }

    /** The same, overdue so long after its opening. */
    public StageRule withDeadline(Duration time, OnOverdue consequence) {
        return new StageRule(name, order, reviewers, quorum, time, consequence, escalateTo, remindBefore, minAssurance);
    }

    /** The same, taking decisions of no less assurance. */
    public StageRule withMinAssurance(Assurance least) {
        return new StageRule(name, order, reviewers, quorum, deadline, onOverdue, escalateTo, remindBefore, least);
    }
}
