package io.countersign.review;

import io.countersign.routing.OnOverdue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A round as something happens in it that is decided already. Nothing is counted here: which stages opened and which were
 * cleared is told, so that a round can be told again from the record, whatever the rules say by then. Stages go by name.
 *
 * @param at when it happens
 */
public record Turn(Round round, Instant at) {
    /** Stages open or are cleared. */
    public Round opening(Opening opening) {
        Round after = round;
        for (String name : opening.stages()) {
            int stage = index(name);
            after = after.replace(stage, after.opened(stage, opening.shares().getOrDefault(name, 0), at));
        }
        for (String name : opening.cleared()) {
            int stage = index(name);
            after = after.replace(stage, after.stage(stage).as(StageStatus.APPROVED));
        }
        return after;
    }

    /** A vote is taken in place of the person's earlier one; one that refuses ends the round. */
    public Round voted(String name, Vote vote) {
        int stage = index(name);
        StageProgress voted = round.stage(stage).with(vote);
        if (!vote.verdict().refuses()) return round.replace(stage, voted);
        StageStatus status = vote.verdict() == Verdict.REJECT ? StageStatus.REJECTED : StageStatus.CHANGES_REQUESTED;
        return round.replace(stage, voted.as(status)).end(Ending.REFUSED, at);
    }

    /** A deadline passed. */
    public Round overdue(Overdue overdue) {
        int stage = index(overdue.stage());
        StageProgress before = round.stage(stage);
        if (overdue.action() == OnOverdue.RETURN)
            return round.replace(stage, before.as(StageStatus.CHANGES_REQUESTED))
                    .end(Ending.RETURNED, at);
        return round.replace(stage, before.nudged(overdue.nextAt(), overdue.action() == OnOverdue.ESCALATE));
    }

    /** Reviewers were reminded of the publish time. */
    public Round reminded(String name) {
        int stage = index(name);
        return round.replace(stage, round.stage(stage).reminded(at));
    }

    /** Nobody can clear a stage, for this reason; null where somebody can again. */
    public Round blocked(String name, @Nullable String reason) {
        int stage = index(name);
        return round.replace(stage, round.stage(stage).blocked(reason));
    }

    private int index(String name) {
        return round.indexes(stage -> true)
                .filter(stage -> round.rule(stage).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "round %d has no stage '%s'".formatted(round.plan().round(), name)));
    }
}
