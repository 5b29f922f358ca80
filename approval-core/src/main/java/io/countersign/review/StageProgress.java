package io.countersign.review;

import io.countersign.canonical.Sparse;
import io.countersign.identity.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage stands.
 *
 * @param openedAt null before it opened
 * @param dueAt its deadline; null where it has none or did not open
 * @param nudgeAt when time alone next does something about its deadline; null for never
 * @param remindedAt the latest reminder before the publish time that was given; null for none
 * @param blocked why nobody can clear it today; null where somebody can, or nobody looked yet
 * @param needed persons that a share came to when it opened; 0 for other quorums
 * @param escalated whether those whom an overdue stage escalates to may answer
 */
@Sparse
public record StageProgress(
        StageStatus status,
        @Nullable Instant openedAt,
        @Nullable Instant dueAt,
        @Nullable Instant nudgeAt,
        @Nullable Instant remindedAt,
        @Nullable String blocked,
        int needed,
        boolean escalated,
        List<Vote> votes) {
    static final StageProgress WAITING =
            new StageProgress(StageStatus.WAITING, null, null, null, null, null, 0, false, List.of());

    public StageProgress {
        votes = List.copyOf(votes);
    }

    /** The decision of a person that stands now. */
    public Optional<Vote> voteOf(Person person) {
        return votes.stream().filter(vote -> vote.person().equals(person)).findFirst();
    }

    StageProgress as(StageStatus other) {
        return new StageProgress(
                other,
                openedAt,
                dueAt,
                other == StageStatus.OPEN ? nudgeAt : null,
                remindedAt,
                other == StageStatus.OPEN ? blocked : null,
                needed,
                escalated,
                votes);
    }

    StageProgress nudged(@Nullable Instant next, boolean escalate) {
        return new StageProgress(
                status, openedAt, dueAt, next, remindedAt, blocked, needed, escalated || escalate, votes);
    }

    StageProgress reminded(Instant now) {
        return new StageProgress(status, openedAt, dueAt, nudgeAt, now, blocked, needed, escalated, votes);
    }

    StageProgress blocked(@Nullable String reason) {
        return new StageProgress(status, openedAt, dueAt, nudgeAt, remindedAt, reason, needed, escalated, votes);
    }

    /** With this vote in place of the person's earlier one. */
    StageProgress with(Vote vote) {
        List<Vote> others = new ArrayList<>(votes);
        others.removeIf(other -> other.person().equals(vote.person()));
        others.add(vote);
        return new StageProgress(status, openedAt, dueAt, nudgeAt, remindedAt, blocked, needed, escalated, others);
    }
}
