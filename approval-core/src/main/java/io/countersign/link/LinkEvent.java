package io.countersign.link;

import io.countersign.audit.ApprovalEvent;
import io.countersign.identity.ApproverId;
import io.countersign.identity.PostId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a magic link. Neither secrets nor anything that tells who a person is; who did it stands beside it. */
public sealed interface LinkEvent extends ApprovalEvent {
    /**
     * Made.
     *
     * @param posts the posts it is narrowed to, in the order of their ids; null for all that wait
     */
    record Created(
            ApproverId approver,
            Instant expiresAt,
            @Nullable List<PostId> posts,
            boolean mayReschedule) implements LinkEvent {
        public Created {
            posts = posts == null ? null : List.copyOf(posts);
        }

        @Override
        public String action() {
            return "link.created";
        }
    }

    /** Given a later end. */
    record Extended(Instant previous, Instant expiresAt) implements LinkEvent {
        @Override
        public String action() {
            return "link.extended";
        }
    }

    /** Ended for ever. */
    record Revoked() implements LinkEvent {
        @Override
        public String action() {
            return "link.revoked";
        }
    }

    /** Given a new secret and password, under a new generation; sessions of the one before are over. */
    record Regenerated(int generation, Instant expiresAt) implements LinkEvent {
        @Override
        public String action() {
            return "link.regenerated";
        }
    }

    /**
     * Ends soon.
     *
     * @param days before its end that this is announced: 7 or 1
     */
    record Expiring(Instant expiresAt, int days) implements LinkEvent {
        @Override
        public String action() {
            return "link.expiring";
        }
    }

    /** Its holder asks its creator for a new one. */
    record RenewalRequested() implements LinkEvent {
        @Override
        public String action() {
            return "link.renewal-requested";
        }
    }

    /** Its creator, or another who manages links, took the request as answered. */
    record RenewalDismissed() implements LinkEvent {
        @Override
        public String action() {
            return "link.renewal-dismissed";
        }
    }

    /** Opened with secret and password. */
    record Unlocked(int generation) implements LinkEvent {
        @Override
        public String action() {
            return "link.unlocked";
        }
    }

    /**
     * What is stored of its secret or password was made anew, under the present key and parameters, when they were seen;
     * both are as before.
     */
    record Resealed(boolean secret, boolean password) implements LinkEvent {
        @Override
        public String action() {
            return "link.resealed";
        }
    }

    /**
     * Tried with the right secret and a wrong password.
     *
     * @param failures how many in a row, this one included
     */
    record WrongPassword(int failures) implements LinkEvent {
        @Override
        public String action() {
            return "link.wrong-password";
        }

        /** Whether its creator hears of it: at the 10th, and at the 100th, which disables the password (S-33). */
        public boolean tellsCreator() {
            return failures == 10 || failures == 100;
        }
    }

    /**
     * Tried with another secret.
     *
     * @param attempts how many since the last success; recorded at the 1st, 10th and 100th (S-100)
     */
    record WrongSecret(int attempts) implements LinkEvent {
        @Override
        public String action() {
            return "link.wrong-secret";
        }
    }

    /**
     * Not even tried, because of too many attempts before.
     *
     * @param attempts how many since the last success; recorded at the 1st, 10th and 100th (S-100)
     */
    record Throttled(int attempts) implements LinkEvent {
        @Override
        public String action() {
            return "link.throttled";
        }
    }

    /**
     * A post was seen, for the first time in this session and version; which post, the subject says.
     *
     * @param session {@link Session#bucket()}
     */
    record Viewed(String session) implements LinkEvent {
        @Override
        public String action() {
            return "link.viewed";
        }
    }

    /**
     * A session was ended by its holder.
     *
     * @param session {@link Session#bucket()}
     */
    record Locked(String session) implements LinkEvent {
        @Override
        public String action() {
            return "link.locked";
        }
    }

    /**
     * A rule refused a command.
     *
     * @param command {@link LinkCommand#name()}
     * @param code of the refusal
     * @param reason what the caller was told
     */
    record Refused(String command, String code, String reason) implements LinkEvent {
        @Override
        public String action() {
            return "link.refused";
        }
    }
}
