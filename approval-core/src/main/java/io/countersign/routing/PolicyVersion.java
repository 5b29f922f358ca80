package io.countersign.routing;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.identity.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a workspace has now, with its chain's end.
 *
 * @param number of the version, from 1; 0 where none was ever stored
 * @param changedBy id of the host's user; null where none was ever stored
 */
public record PolicyVersion(
        WorkspaceId workspace,
        Head head,
        int number,
        RoutingPolicy policy,
        @Nullable String changedBy,
        @Nullable Instant changedAt)
        implements Recorded {
    @Override
    public StreamId stream() {
        return StreamId.POLICY;
    }

    /** Of a workspace where none was stored yet. */
    public static PolicyVersion none(WorkspaceId workspace) {
        return new PolicyVersion(workspace, Head.START, 0, RoutingPolicy.NONE, null, null);
    }

    /** The same, with its chain at this end. */
    @Override
    public PolicyVersion at(Head end) {
        return new PolicyVersion(workspace, end, number, policy, changedBy, changedAt);
    }
}
