package io.countersign.post;

import io.countersign.audit.Head;
import io.countersign.content.Schedule;
import io.countersign.content.Version;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.publish.Clearance;
import io.countersign.publish.Publication;
import io.countersign.review.Ending;
import io.countersign.review.Plan;
import io.countersign.review.Round;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post in the course of what happens to it. Commands that are decided, and the record that is told again, lead it on in the
 * same way: by events, whose {@link Effects} alone change it. Only what every entry of the record names beside its event is set
 * by itself: the status that it led to and the version that it is about, and with a submission the plan that it pins.
 */
class Course {
    final Post before;

    @Nullable
    String bundle;

    Version version;
    Schedule schedule;
    PostStatus status;

    @Nullable
    Round round;

    long fence;

    @Nullable
    Instant leaseUntil;

    Release release;
    boolean advocacy;
    List<ReviewerRef> reviewers;

    @Nullable
    Hold hold;

    boolean missedSchedule;

    @Nullable
    Instant dueAt;

    boolean forNow;
    List<Person> contributors;

    @Nullable
    Clearance clearance;

    Publication publication;

    @Nullable
    BrokenGlass glass;

    @Nullable
    ReviewOwed owed;

    @Nullable
    Recall recalled;

    Course(Post before) {
        this.before = before;
        bundle = before.bundle();
        version = before.version();
        schedule = before.schedule();
        status = before.status();
        round = before.round().orElse(null);
        fence = before.fence();
        leaseUntil = before.leaseUntil();
        PostState state = before.state();
        release = state.release();
        advocacy = state.advocacy();
        reviewers = state.reviewers();
        hold = state.hold();
        missedSchedule = state.missedSchedule();
        dueAt = state.dueAt();
        forNow = state.forNow();
        contributors = state.contributors();
        clearance = state.clearance();
        publication = state.publication();
        glass = state.glass();
        owed = state.owed();
        recalled = state.recalled();
    }

    /** A post as it was made, before it has a chain. */
    static Post begun(WorkspaceId workspace, PostId id, PostEvent.Created made, Version first) {
        PostState state = new PostState(
                made.release(),
                made.advocacy(),
                made.reviewers(),
                null,
                null,
                false,
                null,
                false,
                List.of(Person.user(first.editedBy())),
                null,
                Publication.NONE,
                null,
                null,
                null);
        return new Post(
                workspace,
                id,
                Head.START,
                first.editedBy(),
                made.bundle(),
                first.editedAt(),
                first,
                new Schedule(made.scheduledAt(), made.timeZone()),
                PostStatus.DRAFT,
                null,
                0,
                null,
                state);
    }

    /** What is submitted is about to be asked for by this plan. */
    void plan(Plan plan) {
        round = Round.before(plan);
    }

    /** Number of the round whose approvals stop counting where they are superseded now; null for none. */
    @Nullable
    Integer countingRound() {
        return round != null && (round.isOpen() || round.progress().ending() == Ending.APPROVED)
                ? round.plan().round()
                : null;
    }

    /** The post as far as it came; its chain ends where it did before. */
    Post post() {
        return new Post(
                before.workspace(),
                before.id(),
                before.head(),
                before.author(),
                bundle,
                before.createdAt(),
                version,
                schedule,
                status,
                round == null ? null : round.plan(),
                fence,
                leaseUntil,
                new PostState(
                        release,
                        advocacy,
                        reviewers,
                        round == null ? null : round.progress(),
                        hold,
                        missedSchedule,
                        dueAt,
                        forNow,
                        contributors,
                        clearance,
                        publication,
                        glass,
                        owed,
                        recalled));
    }
}
