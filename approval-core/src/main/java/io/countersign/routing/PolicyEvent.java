package io.countersign.routing;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;

/** What happens to a workspace's routing policy. */
public sealed interface PolicyEvent extends ApprovalEvent {
    /**
     * A new version holds from now on, for rounds that open from now on.
     *
     * @param digest SHA-256 of the stored policy
     */
    record Changed(int number, Digest digest) implements PolicyEvent {
        @Override
        public String action() {
            return "policy.changed";
        }
    }

    /**
     * A rule refused a command.
     *
     * @param reason what the caller was told
     */
    record Refused(String command, String code, String reason) implements PolicyEvent {
        @Override
        public String action() {
            return "policy.refused";
        }
    }
}
