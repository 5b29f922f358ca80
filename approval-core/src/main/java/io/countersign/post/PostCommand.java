package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Situation;
import io.countersign.problem.ApprovalException;
import io.countersign.publish.Capability;
import io.countersign.publish.Receipt;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Classification;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Router;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done to a post. {@link #applyTo} is the one door: a pure function of post, command and
 * situation, so the same three always give the same outcome.
 */
public sealed interface PostCommand
        permits PostCommand.Edit,
                PostCommand.Submit,
                PostCommand.Decide,
                PostCommand.ReleaseNow,
                PostCommand.Reschedule,
                PostCommand.Holding,
                PostCommand.Unhold,
                PostCommand.Withdraw,
                PostCommand.Retry,
                PostCommand.Confirm,
                PostCommand.Pass,
                PostCommand.Recheck,
                PostCommand.Receive,
                PostCommand.HandBack,
                PostCommand.Fail,
                BreakGlassCommand,
                RecallCommand,
                CommentCommand {
    /** Where the command stands in the table of moves. */
    Transitions.Trigger trigger();

    /** Decides by the rules; throws what a rule refuses. Called by {@link #applyTo} alone. */
    Outcome decide(Post post, Situation situation, Terms terms);

    /** What becomes of the post. */
    default Outcome applyTo(Post post, Situation situation, Terms terms) {
        try {
            return decide(post, situation, terms);
        } catch (ApprovalException problem) {
            return Outcome.Refused.of(post, problem, refusal(problem));
        }
    }

    /** How a refusal of this command is recorded. */
    default PostEvent refusal(ApprovalException problem) {
        return new PostEvent.Refused(trigger().name(), problem.code(), problem.reason(), null, null);
    }

    /**
     * Replaces everything that the author sets.
     *
     * @param version that was edited
     */
    record Edit(int version, PostForm form) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.EDIT;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Editing.edit(new Draft(post, situation, terms), this);
        }

        @Override
        public PostEvent refusal(ApprovalException problem) {
            return new PostEvent.Refused(trigger().name(), problem.code(), problem.reason(), version, null);
        }
    }

    /**
     * Opens a round.
     *
     * @param policy as it stands
     * @param router of that policy
     * @param classification of the version, by who classifies; null where nobody does
     */
    record Submit(
            @Nullable Erasable note,
            PolicyVersion policy,
            Router router,
            @Nullable Classification classification) implements PostCommand {
        /** Where nobody classifies. */
        public Submit(@Nullable Erasable note, PolicyVersion policy, Router router) {
            this(note, policy, router, null);
        }

        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.SUBMIT;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Submitting.submit(new Draft(post, situation, terms), this);
        }
    }

    /**
     * A reviewer decides.
     *
     * @param version that was seen
     * @param digest of what was seen; null where only the version is stated
     * @param note needed with a refusal
     * @param scheduledAt moves the post as well; with {@link Verdict#APPROVE} only
     * @param suggestion a caption, with {@link Verdict#REQUEST_CHANGES} only
     * @param id of the decision
     */
    record Decide(
            String id,
            int version,
            @Nullable Digest digest,
            Verdict verdict,
            @Nullable Erasable note,
            Visibility visibility,
            @Nullable Instant scheduledAt,
            @Nullable Erasable suggestion)
            implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.DECIDE;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Deciding.decide(new Draft(post, situation, terms), this);
        }

        @Override
        public PostEvent refusal(ApprovalException problem) {
            return new PostEvent.Refused(trigger().name(), problem.code(), problem.reason(), version, verdict);
        }
    }

    /** Lets an approved post go out: at its time, or now where it has none or it has passed. */
    record ReleaseNow() implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.RELEASE;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Scheduling.release(new Draft(post, situation, terms));
        }
    }

    /** Moves a post; a null time takes it off the schedule. */
    record Reschedule(@Nullable Instant at, ZoneId zone) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.RESCHEDULE;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Scheduling.reschedule(new Draft(post, situation, terms), this);
        }
    }

    /** Keeps an approved post from going out. */
    record Holding(Erasable reason) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.HOLD;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Scheduling.hold(new Draft(post, situation, terms), reason.commitment());
        }
    }

    /** Lets a held post go out again. */
    record Unhold() implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.UNHOLD;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Scheduling.unhold(new Draft(post, situation, terms));
        }
    }

    /** Ends a post for good. */
    record Withdraw() implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.WITHDRAW;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Editing.withdraw(new Draft(post, situation, terms));
        }
    }

    /** Tries a failed post again. */
    record Retry() implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.RETRY;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Publishing.retry(new Draft(post, situation, terms));
        }
    }

    /** A person says whether an unconfirmed publication is out. */
    record Confirm(boolean published, @Nullable String reference) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.CONFIRM;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Publishing.confirm(new Draft(post, situation, terms), this);
        }
    }

    /**
     * What time alone does: deadlines, missed times, claims of what is due, leases that ran out.
     *
     * @param publisher what the publisher promises; null where there is none, so that nothing is claimed
     */
    record Pass(@Nullable Capability publisher) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.TIME;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Passing.pass(new Draft(post, situation, terms), publisher);
        }
    }

    /** The system looks, with a roster of whom the open stages ask, whether they can still be cleared. */
    record Recheck() implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.RECHECK;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Blocking.recheck(new Draft(post, situation, terms));
        }
    }

    /** The dispatcher that holds this fence got a receipt. */
    record Receive(long fence, Receipt receipt) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.RECEIPT;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Publishing.receive(new Draft(post, situation, terms), this);
        }
    }

    /** The dispatcher that holds this fence did not come to call the publisher: the claim counts as none. */
    record HandBack(long fence) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.FAILURE;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Publishing.handBack(new Draft(post, situation, terms), this);
        }
    }

    /** The dispatcher that holds this fence got an error. */
    record Fail(long fence, String error) implements PostCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.FAILURE;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return Publishing.fail(new Draft(post, situation, terms), this);
        }
    }
}
