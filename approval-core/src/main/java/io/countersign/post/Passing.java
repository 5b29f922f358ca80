package io.countersign.post;

import io.countersign.publish.Capability;
import io.countersign.review.Ending;
import io.countersign.review.Overdue;
import io.countersign.review.Reminder;
import io.countersign.review.Round;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What time alone does to a post. Nothing is ever approved by it. */
final class Passing {
    private Passing() {}

    static Outcome pass(Draft draft, @Nullable Capability publisher) {
        return switch (draft.status) {
            case DRAFT, CHANGES_REQUESTED, REJECTED -> {
                missUnapproved(draft);
                yield draft.outcome(Transitions.Trigger.TIME);
            }
            case IN_REVIEW -> {
                missUnapproved(draft);
                passDeadlines(draft);
                yield draft.outcome(Transitions.Trigger.TIME);
            }
            case SCHEDULED -> passDue(draft, publisher);
            case PUBLISHING -> passLease(draft, publisher);
            case APPROVED, PUBLISHED, FAILED, UNCONFIRMED, WITHDRAWN -> new Outcome.Unchanged(draft.before);
        };
    }

    /** The time of a scheduled post passed: it waits for a release, or goes out at once where the host wants it so. */
    static void miss(Draft draft, Instant dueAt) {
        draft.happened(new PostEvent.ScheduleMissed(dueAt));
        if (draft.terms.publishMissed()) Scheduling.schedule(draft);
        else draft.status = PostStatus.APPROVED;
    }

    /** A time that passes while a post is not on its way is noted once. */
    static void missUnapproved(Draft draft) {
        Instant at = draft.schedule.at();
        if (at == null || at.isAfter(draft.now()) || draft.missedSchedule) return;
        draft.happened(new PostEvent.ScheduleMissed(at));
    }

    private static void passDeadlines(Draft draft) {
        Round round = draft.round;
        if (round == null) return;
        Round.Passed passed = round.pass(draft.now(), draft.missedSchedule ? null : draft.schedule.at());
        for (Overdue overdue : passed.overdue())
            draft.happened(new PostEvent.StageOverdue(
                    round.plan().round(), overdue.stage(), overdue.action(), overdue.nextAt()));
        for (Reminder reminder : passed.reminders())
            draft.happened(new PostEvent.StageReminded(round.plan().round(), reminder.stage(), reminder.before()));
        if (passed.round().progress().ending() == Ending.RETURNED) draft.status = PostStatus.CHANGES_REQUESTED;
    }

    private static Outcome passDue(Draft draft, @Nullable Capability publisher) {
        Instant dueAt = draft.dueAt;
        if (dueAt == null || dueAt.isAfter(draft.now())) return new Outcome.Unchanged(draft.before);
        boolean tooLate = !draft.forNow && draft.now().isAfter(dueAt.plus(draft.terms.missedGrace()));
        if (tooLate) {
            miss(draft, dueAt);
            return draft.outcome(Transitions.Trigger.TIME);
        }
        if (draft.hold != null || publisher == null) return new Outcome.Unchanged(draft.before);
        return Publishing.claim(draft, false);
    }

    private static Outcome passLease(Draft draft, @Nullable Capability publisher) {
        Instant leaseUntil = draft.leaseUntil;
        if (leaseUntil == null || leaseUntil.isAfter(draft.now()) || publisher == null)
            return new Outcome.Unchanged(draft.before);
        boolean settled = publisher != Capability.NONE && draft.publication.attempts() < draft.terms.attempts();
        if (settled) return Publishing.claim(draft, publisher == Capability.QUERYABLE);
        return Publishing.unconfirmed(draft);
    }
}
