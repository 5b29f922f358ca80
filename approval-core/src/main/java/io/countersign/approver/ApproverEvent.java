package io.countersign.approver;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What happens to a registered approver; name and address stand in the record as commitments. */
public sealed interface ApproverEvent extends ApprovalEvent {
    /** Registered. */
    record Registered(
            Approver.Kind kind,
            @Nullable String userId,
            Digest name,
            @Nullable Digest email,
            SortedSet<String> groups) implements ApproverEvent {
        @Override
        public String action() {
            return "approver.registered";
        }
    }

    /** Changed; the whole new state. */
    record Updated(
            Approver.Kind kind,
            @Nullable String userId,
            Digest name,
            @Nullable Digest email,
            SortedSet<String> groups) implements ApproverEvent {
        @Override
        public String action() {
            return "approver.updated";
        }
    }

    /** Decides nothing any more; the name stays in the record. */
    record Deleted() implements ApproverEvent {
        @Override
        public String action() {
            return "approver.deleted";
        }
    }

    /** Decides nothing any more; name, address and everything that the person said are forgotten, their commitments stay. */
    record Erased() implements ApproverEvent {
        @Override
        public String action() {
            return "approver.erased";
        }
    }

    /**
     * A rule refused a command.
     *
     * @param reason what the caller was told
     */
    record Refused(String command, String code, String reason) implements ApproverEvent {
        @Override
        public String action() {
            return "approver.refused";
        }
    }
}
