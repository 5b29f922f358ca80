package io.countersign.post;

import io.countersign.canonical.Erasable;
import io.countersign.identity.Situation;
import io.countersign.routing.PolicyVersion;
import org.jspecify.annotations.Nullable;

/** Letting a post out without its reviewers: one person asks, another consents, and somebody looks at it afterwards. */
public sealed interface BreakGlassCommand extends PostCommand {
    /**
     * One person asks.
     *
     * @param policy as it stands
     */
    record Ask(Erasable reason, PolicyVersion policy) implements BreakGlassCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.BREAK_GLASS;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return BreakingGlass.ask(new Draft(post, situation, terms), this);
        }
    }

    /**
     * Another person consents, and the post goes out.
     *
     * @param version that was seen; null where it was not stated
     * @param policy as it stands
     */
    record Consent(@Nullable Integer version, PolicyVersion policy) implements BreakGlassCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.CONSENT;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return BreakingGlass.consent(new Draft(post, situation, terms), this);
        }
    }

    /** Somebody says what looking at it afterwards found. */
    record CloseReview(Erasable finding) implements BreakGlassCommand {
        @Override
        public Transitions.Trigger trigger() {
            return Transitions.Trigger.CLOSE_REVIEW;
        }

        @Override
        public Outcome decide(Post post, Situation situation, Terms terms) {
            return BreakingGlass.closeReview(new Draft(post, situation, terms), finding.commitment());
        }
    }
}
