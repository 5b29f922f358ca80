package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import io.countersign.content.Anchor;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.publish.Clearance;
import io.countersign.review.Suggestion;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Classification;
import io.countersign.routing.OnOverdue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a post. Notes and reasons are commitments of the texts. */
public sealed interface PostEvent extends ApprovalEvent {
    /** Made, as version 1. */
    record Created(
            @Nullable Instant scheduledAt,
            ZoneId timeZone,
            Release release,
            @Nullable String bundle,
            boolean advocacy,
            List<ReviewerRef> reviewers,
            boolean pinned)
            implements PostEvent {
        @Override
        public String action() {
            return "post.created";
        }
    }

    /** New content: a new version, and what it ended. */
    record Edited(boolean pinned, @Nullable Integer supersededRound) implements PostEvent {
        @Override
        public String action() {
            return "post.edited";
        }
    }

    /** Settings changed that are not content; the values that hold now. */
    record Saved(Release release, @Nullable String bundle, boolean advocacy, List<ReviewerRef> reviewers)
            implements PostEvent {
        @Override
        public String action() {
            return "post.saved";
        }
    }

    /**
     * A round opened.
     *
     * @param plan {@link io.countersign.review.Plan#pin} of its plan
     * @param shares of the stages that opened and that a share clears: persons that it comes to
     * @param cleared stages that had all their approvals as they opened, by people who had suggested this very version
     */
    record Submitted(
            int round,
            Digest plan,
            int policy,
            boolean fourEyes,
            List<String> stages,
            List<String> opened,
            Map<String, Integer> shares,
            List<String> cleared,
            @Nullable Digest note,
            @Nullable Classification classification)
            implements PostEvent {
        @Override
        public String action() {
            return "post.submitted";
        }
    }

    /**
     * A reviewer decided, in one stage. What a decision in several stages comes to, the last of its entries tells.
     *
     * @param by whose decision it is: who carries it over from an earlier round is not who gave it
     * @param person the human
     * @param link through which it was given; null for a user of the host
     * @param entries the stage's reviewers that it answers
     * @param scheduledAt the time that was shown
     * @param opened stages that opened because of it
     * @param shares of those that a share clears: persons that it comes to
     * @param cleared stages that have all their approvals because of it
     * @param late whether the stage was cleared already
     * @param openedAt when the stage opened
     * @param inPlaceOf for whom it was decided by delegation; null where in the reviewer's own right
     * @param suggestion a caption's, made with a request for changes; null for none
     * @param carriedFrom the round in which exactly this version was suggested, so that it counts without asking again; null
     *     for a decision of this round
     */
    record Decided(
            String decision,
            Actor.Name by,
            Person person,
            @Nullable LinkId link,
            int round,
            String stage,
            List<ReviewerRef> entries,
            Verdict verdict,
            Assurance assurance,
            @Nullable Digest note,
            Visibility visibility,
            @Nullable Instant scheduledAt,
            ZoneId timeZone,
            List<String> opened,
            Map<String, Integer> shares,
            List<String> cleared,
            boolean late,
            @Nullable Instant openedAt,
            @Nullable Person inPlaceOf,
            @Nullable Suggestion suggestion,
            @Nullable Integer carriedFrom)
            implements PostEvent {
        @Override
        public String action() {
            return "post.decided";
        }
    }

    /** The version may be published, and why. */
    record Approved(Clearance clearance) implements PostEvent {
        @Override
        public String action() {
            return "post.approved";
        }
    }

    /** It will go out at that time. */
    record Scheduled(Instant dueAt, boolean forNow) implements PostEvent {
        @Override
        public String action() {
            return "post.scheduled";
        }
    }

    /** A person released it. */
    record Released() implements PostEvent {
        @Override
        public String action() {
            return "post.released";
        }
    }

    /** Its time changed. */
    record Rescheduled(
            @Nullable Instant from,
            @Nullable Instant to,
            ZoneId fromZone,
            ZoneId toZone,
            @Nullable Integer supersededRound)
            implements PostEvent {
        @Override
        public String action() {
            return "post.rescheduled";
        }
    }

    /**
     * The dispatcher passes it over from now on.
     *
     * @param person the human who holds it
     */
    record Held(Digest reason, Person person) implements PostEvent {
        @Override
        public String action() {
            return "post.held";
        }
    }

    /** The dispatcher may take it again. */
    record Unheld() implements PostEvent {
        @Override
        public String action() {
            return "post.unheld";
        }
    }

    /**
     * A stage's deadline passed.
     *
     * @param nextAt when it is told of again; null for never
     */
    record StageOverdue(
            int round,
            String stage,
            OnOverdue consequence,
            @Nullable Instant nextAt) implements PostEvent {
        @Override
        public String action() {
            return "post.stage-overdue";
        }
    }

    /** A stage is still open so long before the time that the post goes out. */
    record StageReminded(int round, String stage, Duration before) implements PostEvent {
        @Override
        public String action() {
            return "post.stage-reminded";
        }
    }

    /** A stage is open that nobody can clear any more. */
    record StageBlocked(int round, String stage, String reason) implements PostEvent {
        @Override
        public String action() {
            return "post.stage-blocked";
        }
    }

    /** A stage can be cleared again. */
    record StageUnblocked(int round, String stage) implements PostEvent {
        @Override
        public String action() {
            return "post.stage-unblocked";
        }
    }

    /** Its time passed before it could go out. */
    record ScheduleMissed(Instant scheduledAt) implements PostEvent {
        @Override
        public String action() {
            return "post.schedule-missed";
        }
    }

    /**
     * Somebody took it back: from its way, so that it is a draft again, or after it was out.
     *
     * @param supersededRound that had approved it until then; null for none
     */
    record Recalled(Digest reason, @Nullable Integer supersededRound) implements PostEvent {
        @Override
        public String action() {
            return "post.recalled";
        }
    }

    /**
     * Somebody said something about a version, outside of a decision.
     *
     * @param comment its id
     * @param version that it is about
     * @param text commitment of the text
     * @param anchor the part of the version that is meant; null for the whole
     */
    record Commented(
            String comment,
            int version,
            Visibility visibility,
            Digest text,
            @Nullable Anchor anchor) implements PostEvent {
        @Override
        public String action() {
            return "post.commented";
        }
    }

    /** It will never go out. */
    record Withdrawn(@Nullable Integer endedRound) implements PostEvent {
        @Override
        public String action() {
            return "post.withdrawn";
        }
    }

    /**
     * A rule refused a command.
     *
     * @param reason what the caller was told
     * @param version that the command named; null where it named none
     */
    record Refused(
            String command,
            String code,
            String reason,
            @Nullable Integer version,
            @Nullable Verdict verdict) implements PostEvent {
        @Override
        public String action() {
            return "post.refused";
        }
    }
}
