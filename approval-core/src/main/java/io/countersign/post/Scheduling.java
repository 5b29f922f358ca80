package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.content.Schedule;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Clearance;
import io.countersign.review.Round;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When an approved post goes out: scheduling, releasing, moving, holding. */
final class Scheduling {
    /** What every database and the record's form of time can hold. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Scheduling() {}

    /** Every stage said yes: the version may go out, by itself where its release is automatic and its time ahead. */
    static void approve(Draft draft, Clearance clearance) {
        draft.status = PostStatus.APPROVED;
        draft.happened(new PostEvent.Approved(clearance));
        boolean passed = draft.schedule.at() != null && !draft.schedule.isAfter(draft.now());
        if (passed) Passing.missUnapproved(draft);
        if (draft.release == Release.AUTOMATIC
                && (draft.schedule.isAfter(draft.now()) || passed && draft.terms.publishMissed())) schedule(draft);
    }

    /** For its time, or for now where it has none or it has passed. */
    static void schedule(Draft draft) {
        boolean forNow = !draft.schedule.isAfter(draft.now());
        schedule(draft, forNow ? draft.now() : Objects.requireNonNull(draft.schedule.at()), forNow);
    }

    /** For now, whatever its time. */
    static void scheduleForNow(Draft draft) {
        schedule(draft, draft.now(), true);
    }

    private static void schedule(Draft draft, Instant dueAt, boolean forNow) {
        draft.status = PostStatus.SCHEDULED;
        draft.happened(new PostEvent.Scheduled(dueAt, forNow));
    }

    static Outcome release(Draft draft) {
        draft.need(Permission.POST_RELEASE);
        draft.need(Transitions.Trigger.RELEASE, "only an approved post can be released");
        draft.happened(new PostEvent.Released());
        schedule(draft);
        return draft.outcome(Transitions.Trigger.RELEASE);
    }

    static Outcome reschedule(Draft draft, PostCommand.Reschedule command) {
        boolean stageIsOpen = isReviewerOfOpenStage(draft);
        needMover(draft, stageIsOpen);
        draft.need(Transitions.Trigger.RESCHEDULE, "it cannot be moved any more");
        move(draft, new Schedule(command.at(), command.zone()), false);
        return draft.outcome(Transitions.Trigger.RESCHEDULE);
    }

    /** Whoever writes or releases posts may move one, and an approver whose link says so, while their stage is open. */
    static void needMover(Draft draft, boolean stageIsOpen) {
        if (draft.actor() instanceof Actor.Guest guest) {
            if (!guest.mayReschedule()) throw new NotPermittedException("This link does not allow moving posts.");
            if (!stageIsOpen) throw new NotPermittedException("You can move a post only while it waits for you.");
        } else {
            draft.need(Permission.POST_WRITE, Permission.POST_RELEASE);
        }
    }

    /**
     * The reschedule row: the new time, and what a move does in the post's status.
     *
     * @param waits whether it is to wait for a release from now on
     */
    static void move(Draft draft, Schedule to, boolean waits) {
        if (to.equals(draft.schedule)) return;
        boolean supersedes = draft.round != null
                && draft.round.plan().rescheduleNeedsApproval()
                && draft.status != PostStatus.DRAFT
                && draft.status != PostStatus.CHANGES_REQUESTED
                && draft.status != PostStatus.REJECTED
                && !isReviewerOfOpenStage(draft);
        needTime(draft, to);
        boolean moved = !Objects.equals(draft.schedule.at(), to.at());
        Integer superseded = supersedes ? draft.countingRound() : null;
        if (supersedes) draft.status = PostStatus.DRAFT;
        rescheduled(draft, to, superseded);
        if (moved && draft.status == PostStatus.SCHEDULED) keepScheduled(draft);
        boolean byItself = draft.release == Release.AUTOMATIC && !waits;
        if (draft.status == PostStatus.APPROVED && byItself && to.isAfter(draft.now())) schedule(draft);
    }

    /** The new time alone, as part of a larger change. */
    static void changeTime(Draft draft, Schedule to) {
        if (to.equals(draft.schedule)) return;
        needTime(draft, to);
        rescheduled(draft, to, null);
    }

    private static void rescheduled(Draft draft, Schedule to, @Nullable Integer superseded) {
        Schedule from = draft.schedule;
        draft.happened(new PostEvent.Rescheduled(from.at(), to.at(), from.zone(), to.zone(), superseded));
    }

    static void needAhead(@Nullable Instant at, Instant now) {
        if (at != null && at.isAfter(LAST))
            throw new InvalidInputException("scheduledAt", "%s is beyond the year 9999".formatted(at));
        if (at != null && !at.isAfter(now))
            throw new InvalidInputException(
                    "scheduledAt", "%s is in the past; it is %s now. Name a later time.".formatted(at, now));
    }

    static Outcome hold(Draft draft, Digest reason) {
        needReviewerOrReleaser(draft);
        draft.need(Transitions.Trigger.HOLD, "only an approved or scheduled post can be held");
        if (draft.hold != null)
            throw new IllegalTransitionException(
                    draft.before, "it is held already; ask who holds it, or release the hold first");
        draft.happened(new PostEvent.Held(reason, draft.situation.standing().person()));
        return draft.outcome(Transitions.Trigger.HOLD);
    }

    static Outcome unhold(Draft draft) {
        Hold hold = draft.hold;
        boolean own =
                hold != null && hold.person().equals(draft.situation.standing().person());
        if (!own) draft.need(Permission.POST_RELEASE);
        draft.need(Transitions.Trigger.UNHOLD, "only an approved or scheduled post can be held");
        if (hold == null) return new Outcome.Unchanged(draft.before);
        draft.happened(new PostEvent.Unheld());
        Instant dueAt = draft.dueAt;
        if (draft.status == PostStatus.SCHEDULED && !draft.forNow && dueAt != null && !dueAt.isAfter(draft.now()))
            Passing.miss(draft, dueAt);
        return draft.outcome(Transitions.Trigger.UNHOLD);
    }

    private static void needTime(Draft draft, Schedule to) {
        boolean moved = !Objects.equals(to.at(), draft.schedule.at());
        if (moved) needAhead(to.at(), draft.now());
        if (moved && to.at() == null && draft.status == PostStatus.SCHEDULED)
            throw new InvalidInputException(
                    "scheduledAt", "A scheduled post keeps a time; hold it to keep it from going out.");
    }

    private static void keepScheduled(Draft draft) {
        Instant at = draft.schedule.at();
        if (at == null || at.equals(draft.dueAt) || !at.isAfter(draft.now())) return;
        draft.happened(new PostEvent.Scheduled(at, false));
    }

    private static boolean isReviewerOfOpenStage(Draft draft) {
        Round round = draft.round;
        return round != null
                && draft.status == PostStatus.IN_REVIEW
                && mayReview(draft)
                && round.isOpenTo(draft.situation.standing());
    }

    /** Whether the actor is a reviewer of the last round: as a user who may review, or through a link. */
    static boolean reviewsRound(Draft draft) {
        return draft.round != null && mayReview(draft) && draft.round.reviewedBy(draft.situation.standing());
    }

    /** Who stands in a group of reviewers but may not review decides nothing. */
    private static boolean mayReview(Draft draft) {
        return draft.actor() instanceof Actor.Guest || draft.actor().may(Permission.REVIEW);
    }

    private static void needReviewerOrReleaser(Draft draft) {
        if (!reviewsRound(draft) && !draft.actor().may(Permission.POST_RELEASE))
            throw new NotPermittedException(
                    "Only a reviewer of this round, or who has the permission post:release, can hold it.");
    }
}
