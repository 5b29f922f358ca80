package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a post from the claim to the receipt, and where there is none. */
public sealed interface PublishingEvent extends ApprovalEvent {
    /** A dispatcher took it, to publish it or to ask whether it was published. */
    record Claimed(int attempt, long fence, Digest key, Instant leaseUntil, boolean asking) implements PublishingEvent {
        @Override
        public String action() {
            return "post.claimed";
        }
    }

    /** Its claim ended before the publisher was called. */
    record HandedBack(long fence) implements PublishingEvent {
        @Override
        public String action() {
            return "post.handed-back";
        }
    }

    /** The provider took it. */
    record Published(@Nullable String reference, int attempt) implements PublishingEvent {
        @Override
        public String action() {
            return "post.published";
        }
    }

    /** An attempt failed; it is tried again at that time, or never. */
    record AttemptFailed(
            int attempt, String error, @Nullable Instant nextAt) implements PublishingEvent {
        @Override
        public String action() {
            return "post.attempt-failed";
        }
    }

    /** Nobody knows whether the provider took it. */
    record Unconfirmed(int attempt) implements PublishingEvent {
        @Override
        public String action() {
            return "post.unconfirmed";
        }
    }

    /** A person looked whether it is out. */
    record Confirmed(boolean published, @Nullable String reference) implements PublishingEvent {
        @Override
        public String action() {
            return "post.confirmed";
        }
    }

    /** A person wants it tried again. */
    record Retried() implements PublishingEvent {
        @Override
        public String action() {
            return "post.retried";
        }
    }
}
