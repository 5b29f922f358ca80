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
 * @param name null once it is erased
 * @param email where notices go; null for none, and once it is erased
 * @param userId the user of the host that this approver is; null for an external one. It is the host's name for a person and
 *     stays when the approver is erased, as it stands in the record
 * @param groups names of the groups that this record puts the approver in
 * @param deletedAt since when the approver decides nothing any more; null while active
 * @param erasedAt since when nothing tells any more who the approver was; null where something does
 */
public record Approver(
        WorkspaceId workspace,
        ApproverId id,
        Head head,
        @Nullable String name,
        @Nullable String email,
        Kind kind,
        @Nullable String userId,
        Set<String> groups,
        Instant createdAt,
        @Nullable Instant deletedAt,
        @Nullable Instant erasedAt)
        implements Recorded {
    /** Whether the approver has an account at the host. */
    public enum Kind {
        EXTERNAL,
        USER
    }

    /** What became of an approver. */
    public enum Status {
        ACTIVE,
        /** Decides nothing any more; the name stays. */
        DELETED,
        /** Decides nothing any more, and has no name. */
        ERASED
    }

    public Approver {
        groups = Set.copyOf(groups);
    }

    /** Who is not erased. */
    public Approver(
            WorkspaceId workspace,
            ApproverId id,
            Head head,
            String name,
            @Nullable String email,
            Kind kind,
            @Nullable String userId,
            Set<String> groups,
            Instant createdAt,
            @Nullable Instant deletedAt) {
        this(workspace, id, head, name, email, kind, userId, groups, createdAt, deletedAt, null);
    }

    @Override
    public StreamId stream() {
        return StreamId.of(id);
    }

    public Status status() {
        if (erasedAt != null) return Status.ERASED;
        return deletedAt == null ? Status.ACTIVE : Status.DELETED;
    }

    public boolean active() {
        return status() == Status.ACTIVE;
    }

    /** What to call the approver where there must be something: the name, or the id once that is erased. */
    public String nameOrId() {
        return name == null ? id.value() : name;
    }

    /** What rules need to know. */
    public Member member() {
        return new Member(id, userId, groups);
    }

    /** The same, with its chain at this end. */
    @Override
    public Approver at(Head end) {
        return new Approver(workspace, id, end, name, email, kind, userId, groups, createdAt, deletedAt, erasedAt);
    }

    /** The same, which decides nothing any more. */
    public Approver deleted(Instant now) {
        return new Approver(workspace, id, head, name, email, kind, userId, groups, createdAt, now, erasedAt);
    }

    /** Nothing but that there was somebody, and which user of the host that is. */
    public Approver erased(Instant now) {
        Instant since = deletedAt == null ? now : deletedAt;
        return new Approver(workspace, id, head, null, null, kind, userId, Set.of(), createdAt, since, now);
    }
}
