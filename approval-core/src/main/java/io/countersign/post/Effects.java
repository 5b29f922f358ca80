package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.content.Schedule;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import io.countersign.publish.Clearance;
import io.countersign.publish.Publication;
import io.countersign.review.Ending;
import io.countersign.review.Opening;
import io.countersign.review.Overdue;
import io.countersign.review.Round;
import io.countersign.review.Turn;
import io.countersign.review.Vote;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each event does to a post. Whatever its effect needs, the event tells: else no post could be told again from its record.
 */
final class Effects {
    /** Who made it happen, and when. */
    record Mark(Actor.Name by, Instant at) {}

    private interface Effect<E> {
        void on(Course post, E event, Mark mark);
    }

    private record Row<E extends ApprovalEvent>(Class<E> type, Effect<E> effect) {
        void on(Course post, ApprovalEvent event, Mark mark) {
            effect.on(post, type.cast(event), mark);
        }
    }

    /** By action. */
    private static final Map<String, Row<?>> TABLE = new HashMap<>();

    static {
        nothing("post.created", PostEvent.Created.class);
        nothing("post.released", PostEvent.Released.class);
        nothing("post.commented", PostEvent.Commented.class);
        nothing("post.refused", PostEvent.Refused.class);
        on("post.edited", PostEvent.Edited.class, Effects::edited);
        on("post.saved", PostEvent.Saved.class, Effects::saved);
        on("post.rescheduled", PostEvent.Rescheduled.class, Effects::rescheduled);
        on("post.withdrawn", PostEvent.Withdrawn.class, (post, event, mark) -> takeBack(post, mark));
        on("post.recalled", PostEvent.Recalled.class, Effects::recalled);
        on("post.submitted", PostEvent.Submitted.class, Effects::submitted);
        on("post.decided", PostEvent.Decided.class, Effects::decided);
        on("post.stage-overdue", PostEvent.StageOverdue.class, Effects::overdue);
        on(
                "post.stage-reminded",
                PostEvent.StageReminded.class,
                (post, event, mark) -> post.round = turn(post, mark).reminded(event.stage()));
        on("post.stage-blocked", PostEvent.StageBlocked.class, Effects::blocked);
        on("post.stage-unblocked", PostEvent.StageUnblocked.class, Effects::unblocked);
        on("post.approved", PostEvent.Approved.class, Effects::approved);
        on("post.scheduled", PostEvent.Scheduled.class, Effects::scheduled);
        on("post.schedule-missed", PostEvent.ScheduleMissed.class, Effects::missed);
        on("post.held", PostEvent.Held.class, Effects::held);
        on("post.unheld", PostEvent.Unheld.class, (post, event, mark) -> post.hold = null);
        on("post.claimed", PublishingEvent.Claimed.class, Effects::claimed);
        on("post.handed-back", PublishingEvent.HandedBack.class, Effects::handedBack);
        on(
                "post.published",
                PublishingEvent.Published.class,
                (post, event, mark) -> published(post, event.reference(), mark));
        on("post.attempt-failed", PublishingEvent.AttemptFailed.class, Effects::failed);
        on("post.unconfirmed", PublishingEvent.Unconfirmed.class, (post, event, mark) -> post.leaseUntil = null);
        on("post.confirmed", PublishingEvent.Confirmed.class, Effects::confirmed);
        on(
                "post.retried",
                PublishingEvent.Retried.class,
                (post, event, mark) -> attempts(post, 0, post.publication.lastError()));
        on("post.break-glass-asked", BreakGlassEvent.Asked.class, Effects::asked);
        on("post.break-glass-consented", BreakGlassEvent.Consented.class, Effects::consented);
        on("post.owed-review-closed", BreakGlassEvent.ReviewClosed.class, (post, event, mark) -> post.owed = null);
    }

    private Effects() {}

    private static <E extends ApprovalEvent> void on(String action, Class<E> type, Effect<E> effect) {
        TABLE.put(action, new Row<>(type, effect));
    }

    private static void nothing(String action, Class<? extends ApprovalEvent> type) {
        on(action, type, (post, event, mark) -> {});
    }

    /** The types of the events that can happen to a post. */
    static Set<Class<?>> types() {
        return TABLE.values().stream().map(Row::type).collect(Collectors.toUnmodifiableSet());
    }

    /** The event that an entry tells; empty where no such thing happens to posts. */
    static Optional<ApprovalEvent> told(AuditEntry entry) {
        return Optional.ofNullable(TABLE.get(entry.action())).map(row -> Trail.event(entry.bytes(), row.type()));
    }

    /** Leads a post on. */
    static void of(ApprovalEvent event, Course post, Mark mark) {
        Row<?> row = TABLE.get(event.action());
        if (row == null) throw new IllegalArgumentException(event.action() + " does not happen to posts");
        row.on(post, event, mark);
    }

    private static void edited(Course post, PostEvent.Edited event, Mark mark) {
        takeBack(post, mark);
        post.contributors = Stream.concat(
                        post.contributors.stream(),
                        Stream.of(Person.user(mark.by().id())))
                .distinct()
                .toList();
    }

    private static void saved(Course post, PostEvent.Saved event, Mark mark) {
        post.release = event.release();
        post.bundle = event.bundle();
        post.advocacy = event.advocacy();
        post.reviewers = event.reviewers();
    }

    /** A move that led to a draft superseded what was approved; of a draft, nothing was. */
    private static void rescheduled(Course post, PostEvent.Rescheduled event, Mark mark) {
        if (!Objects.equals(event.from(), event.to())) post.missedSchedule = false;
        post.schedule = new Schedule(event.to(), event.toZone());
        if (post.status != PostStatus.DRAFT) return;
        supersede(post, mark);
        post.hold = null;
    }

    private static void recalled(Course post, PostEvent.Recalled event, Mark mark) {
        if (post.status == PostStatus.PUBLISHED) post.recalled = new Recall(mark.by(), event.reason(), mark.at());
        else takeBack(post, mark);
    }

    private static void takeBack(Course post, Mark mark) {
        supersede(post, mark);
        post.hold = null;
        post.glass = null;
    }

    /** Approvals count no more. */
    private static void supersede(Course post, Mark mark) {
        Round round = post.round;
        // This version reached APPROVED: only who writes a later one contributes to what is reviewed next. What went
        // out by break glass did not.
        if (round != null && round.progress().ending() == Ending.APPROVED) post.contributors = List.of();
        if (round != null && post.countingRound() != null) post.round = round.end(Ending.SUPERSEDED, mark.at());
        post.clearance = null;
        post.dueAt = null;
        post.forNow = false;
        post.publication = Publication.NONE;
    }

    private static void submitted(Course post, PostEvent.Submitted event, Mark mark) {
        post.round = turn(post, mark).opening(new Opening(event.opened(), event.shares(), event.cleared()));
    }

    private static void decided(Course post, PostEvent.Decided event, Mark mark) {
        Vote vote = new Vote(
                event.decision(),
                event.person(),
                event.by(),
                event.link(),
                event.assurance(),
                event.verdict(),
                event.note(),
                event.visibility(),
                mark.at(),
                event.entries(),
                event.inPlaceOf(),
                event.suggestion(),
                event.carriedFrom(),
                event.late());
        Round voted = turn(post, mark).voted(event.stage(), vote);
        post.round = new Turn(voted, mark.at()).opening(new Opening(event.opened(), event.shares(), event.cleared()));
    }

    private static void overdue(Course post, PostEvent.StageOverdue event, Mark mark) {
        post.round = turn(post, mark).overdue(new Overdue(event.stage(), event.consequence(), event.nextAt()));
    }

    private static void blocked(Course post, PostEvent.StageBlocked event, Mark mark) {
        post.round = turn(post, mark).blocked(event.stage(), event.reason());
    }

    private static void unblocked(Course post, PostEvent.StageUnblocked event, Mark mark) {
        post.round = turn(post, mark).blocked(event.stage(), null);
    }

    private static void approved(Course post, PostEvent.Approved event, Mark mark) {
        post.round = turn(post, mark).round().end(Ending.APPROVED, mark.at());
        post.clearance = event.clearance();
    }

    private static void scheduled(Course post, PostEvent.Scheduled event, Mark mark) {
        post.dueAt = event.dueAt();
        post.forNow = event.forNow();
        // What is on its way needs nobody's consent any more.
        post.glass = null;
    }

    private static void missed(Course post, PostEvent.ScheduleMissed event, Mark mark) {
        post.missedSchedule = true;
        post.dueAt = null;
        post.forNow = false;
    }

    private static void held(Course post, PostEvent.Held event, Mark mark) {
        post.hold = new Hold(mark.by(), event.person(), event.reason(), mark.at());
    }

    private static void claimed(Course post, PublishingEvent.Claimed event, Mark mark) {
        attempts(post, event.attempt(), post.publication.lastError());
        post.fence = event.fence();
        post.leaseUntil = event.leaseUntil();
        post.dueAt = null;
        post.forNow = false;
    }

    private static void handedBack(Course post, PublishingEvent.HandedBack event, Mark mark) {
        attempts(post, post.publication.attempts() - 1, post.publication.lastError());
        again(post, mark.at());
    }

    private static void failed(Course post, PublishingEvent.AttemptFailed event, Mark mark) {
        attempts(post, event.attempt(), event.error());
        again(post, event.nextAt());
    }

    /** Tried again at that time, whatever the post's own is; null for never. */
    private static void again(Course post, @Nullable Instant at) {
        post.leaseUntil = null;
        post.dueAt = at;
        post.forNow = at != null;
    }

    private static void attempts(Course post, int attempts, @Nullable String lastError) {
        post.publication = new Publication(attempts, lastError, null, null);
    }

    private static void confirmed(Course post, PublishingEvent.Confirmed event, Mark mark) {
        if (event.published()) published(post, event.reference(), mark);
    }

    private static void published(Course post, @Nullable String reference, Mark mark) {
        post.publication = new Publication(post.publication.attempts(), null, mark.at(), reference);
        post.leaseUntil = null;
        post.hold = null;
    }

    private static void asked(Course post, BreakGlassEvent.Asked event, Mark mark) {
        post.glass = new BrokenGlass(mark.by(), event.person(), event.reason(), mark.at(), post.version.digest());
    }

    /** Those who were asked are asked no more; who wrote the version has contributed still, since nobody approved it. */
    private static void consented(Course post, BreakGlassEvent.Consented event, Mark mark) {
        BrokenGlass glass = Objects.requireNonNull(post.glass, "nobody asked to break the glass");
        Clearance clearance = event.clearance();
        if (event.supersededRound() != null)
            post.round = turn(post, mark).round().end(Ending.SUPERSEDED, mark.at());
        post.clearance = clearance;
        post.owed = new ReviewOwed(
                mark.at(), glass.by(), glass.person(), mark.by(), event.person(), clearance.digest(), post.owed);
    }

    private static Turn turn(Course post, Mark mark) {
        return new Turn(Objects.requireNonNull(post.round, "no round was opened"), mark.at());
    }
}
