package io.countersign.notice;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Recorded;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.link.Link;
import io.countersign.link.LinkEvent;
import io.countersign.notice.Notice.Kind;
import io.countersign.post.Post;
import io.countersign.post.PostEvent;
import io.countersign.post.PublishingEvent;
import io.countersign.publish.Clearance;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import io.countersign.routing.OnOverdue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told of a step: a pure function of what it left and what happened. Nobody is told of what they did
 * themselves.
 *
 * @param window for how long what happens is gathered, so that one person gets one letter
 */
public record Telling(Duration window) {
    /**
     * The notices of one step.
     *
     * @param after the thing with its chain's new end
     */
    public List<Notice> of(Recorded after, List<Change> changes, Actor actor, Instant now) {
        Step step = new Step(after, actor, now, now.plus(window));
        for (Change change : changes) {
            if (after instanceof Post post) tell(step, post, change.event());
            if (after instanceof Link link && change.event() instanceof LinkEvent event) tell(step, link, event);
        }
        return step.notices();
    }

    private static void tell(Step step, Post post, ApprovalEvent event) {
        post.round().ifPresent(round -> tellReviewers(step, round, event));
        post.round().ifPresent(round -> tellOfDeadline(step, post, round, event));
        tellAuthor(step, post, event);
        if (event instanceof PostEvent.StageBlocked blocked) {
            step.tell(Kind.BLOCKED, author(post), blocked.round(), blocked.stage());
            step.tellHolders(Kind.BLOCKED, Permission.ROUTING_MANAGE, blocked.round(), blocked.stage());
        }
    }

    private static void tellReviewers(Step step, Round round, ApprovalEvent event) {
        if (event instanceof PostEvent.Submitted submitted)
            tellAsked(step, Kind.REVIEW, round, opened(round, submitted.opened()));
        // Whoever decided is asked anew by a stage that their decision opened.
        if (event instanceof PostEvent.Decided decided)
            tellAsked(step.byNobody(), Kind.REVIEW, round, opened(round, decided.opened()));
        if (event instanceof PostEvent.StageReminded reminded)
            tellAsked(step, Kind.REMINDER, round, named(round, List.of(reminded.stage())));
        if (endsRound(event) != null)
            tellAsked(step, Kind.SUPERSEDED, round, stage -> round.stage(stage).openedAt() != null);
    }

    private static @Nullable Integer endsRound(ApprovalEvent event) {
        if (event instanceof PostEvent.Edited edited) return edited.supersededRound();
        return event instanceof PostEvent.Rescheduled moved ? moved.supersededRound() : null;
    }

    private static void tellOfDeadline(Step step, Post post, Round round, ApprovalEvent event) {
        if (!(event instanceof PostEvent.StageOverdue overdue)) return;
        boolean returned = overdue.consequence() == OnOverdue.RETURN;
        tellAsked(step, returned ? Kind.RETURNED : Kind.OVERDUE, round, named(round, List.of(overdue.stage())));
        if (overdue.consequence() == OnOverdue.ESCALATE)
            stages(round, named(round, List.of(overdue.stage())))
                    .forEach(stage -> step.tell(
                            Kind.ESCALATED,
                            round.rule(stage).escalateTo(),
                            overdue.round(),
                            round.rule(stage).name()));
        else step.tell(returned ? Kind.RETURNED : Kind.DELAYED, author(post), overdue.round(), overdue.stage());
    }

    private static void tellAuthor(Step step, Post post, ApprovalEvent event) {
        if (event instanceof PostEvent.Decided decided && decided.verdict().refuses() && !decided.late())
            step.tell(Kind.REFUSED, author(post), decided.round(), decided.stage());
        if (event instanceof PostEvent.Approved approved && approved.clearance() instanceof Clearance.Approved cleared)
            step.tell(Kind.APPROVED, author(post), cleared.round(), null);
        if (event instanceof PostEvent.StageBlocked blocked) {
            step.tell(Kind.BLOCKED, author(post), blocked.round(), blocked.stage());
            step.tellHolders(Kind.BLOCKED, Permission.ROUTING_MANAGE, blocked.round(), blocked.stage());
        }
        if (event instanceof PostEvent.ScheduleMissed) step.tell(Kind.MISSED, author(post), null, null);
        if (event instanceof PublishingEvent.AttemptFailed failed && failed.nextAt() == null
                || event instanceof PublishingEvent.Unconfirmed
                || event instanceof PublishingEvent.Confirmed confirmed && !confirmed.published())
            step.tell(Kind.FAILED, author(post), null, null);
    }

    private static void tell(Step step, Link link, LinkEvent event) {
        List<ReviewerRef> creator = List.of(new ReviewerRef.User(link.createdBy()));
        if (event instanceof LinkEvent.RenewalRequested) step.tell(Kind.RENEWAL, creator, null, null);
        if (event instanceof LinkEvent.Expiring) step.tell(Kind.EXPIRING, creator, null, null);
        if (event instanceof LinkEvent.WrongPassword wrong && wrong.tellsCreator())
            step.tell(Kind.GUESSED, creator, null, null);
    }

    private static void tellAsked(Step step, Kind kind, Round round, IntPredicate which) {
        stages(round, which)
                .forEach(stage -> step.tell(
                        kind,
                        kind == Kind.OVERDUE ? round.rule(stage).reviewers() : round.entries(stage),
                        round.plan().round(),
                        round.rule(stage).name()));
    }

    private static List<ReviewerRef> author(Post post) {
        return List.of(new ReviewerRef.User(post.author()));
    }

    private static IntStream stages(Round round, IntPredicate which) {
        return IntStream.range(0, round.progress().stages().size()).filter(which);
    }

    private static IntPredicate named(Round round, List<String> names) {
        return stage -> names.contains(round.rule(stage).name());
    }

    private static IntPredicate opened(Round round, List<String> names) {
        return named(round, names).and(stage -> round.stage(stage).status() == StageStatus.OPEN);
    }
}
