package io.countersign.approver;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Member;
import io.countersign.identity.WorkspaceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered approver.
 *
 * @param userId the user of the host that this approver is; null for an external one
 * @param groups names of the groups that this record puts the approver in
 * @param deletedAt since when the approver decides nothing any more; null while active
 */
public record Approver(
        WorkspaceId workspace,
        ApproverId id,
        Head head,
        String name,
        @Nullable String email,
        Kind kind,
        @Nullable String userId,
        Set<String> groups,
        Instant createdAt,
        @Nullable Instant deletedAt)
        implements Recorded {
    /** Whether the approver has an account at the host. */
    public enum Kind {
        EXTERNAL,
        USER
    }

    /** What became of an approver. */
    public enum Status {
        ACTIVE,
        DELETED
    }

    public Approver {
        groups = Set.copyOf(groups);
    }

    @Override
    public StreamId stream() {
        return StreamId.of(id);
    }

    public Status status() {
        return deletedAt == null ? Status.ACTIVE : Status.DELETED;
    }

    public boolean active() {
        return status() == Status.ACTIVE;
    }

    /** What rules need to know. */
    public Member member() {
        return new Member(id, userId, groups);
    }

    /** The same, with its chain at this end. */
    @Override
    public Approver at(Head end) {
        return new Approver(workspace, id, end, name, email, kind, userId, groups, createdAt, deletedAt);
    }
}
