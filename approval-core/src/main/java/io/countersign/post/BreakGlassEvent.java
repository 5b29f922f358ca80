package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import io.countersign.publish.Clearance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens when a post goes out without its reviewers. Reasons and findings are commitments of the texts. */
public sealed interface BreakGlassEvent extends ApprovalEvent {
    /**
     * A person wants the version out without its reviewers.
     *
     * @param person the human
     */
    record Asked(Digest reason, Person person) implements BreakGlassEvent {
        @Override
        public String action() {
            return "post.break-glass-asked";
        }
    }

    /**
     * Another person consented: the version may be published, and a review is owed.
     *
     * @param person the human who consented
     * @param supersededRound that asked its reviewers until then; null for none
     */
    record Consented(
            Clearance clearance,
            Person person,
            Actor.Name askedBy,
            Instant askedAt,
            @Nullable Integer supersededRound) implements BreakGlassEvent {
        @Override
        public String action() {
            return "post.break-glass-consented";
        }
    }

    /**
     * Somebody looked at what had gone out, and nothing is owed any more.
     *
     * @param independent whether it was neither who had asked nor who had consented
     */
    record ReviewClosed(Digest finding, boolean independent) implements BreakGlassEvent {
        @Override
        public String action() {
            return "post.owed-review-closed";
        }
    }
}
