package io.countersign.store;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.identity.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the record. Nothing changes or deletes an entry. */
public interface TrailReads {
    /**
     * A stream with the end that the thing itself names.
     *
     * @param head null where entries exist and nothing that they belong to
     * @param entries in order
     */
    record Chain(StreamId stream, @Nullable Head head, List<AuditEntry> entries) {}

    /** Newest first. */
    Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page);

    /** Entries of one stream with this action, the last first. */
    Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page);

    /**
     * Entries of one stream, the first first.
     *
     * @param afterSeq number of the last that was read; 0 for the first
     */
    List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit);

    /**
     * The next chains in the order of their streams' texts, each as it is at one moment: those of all things and all
     * entries of the workspace.
     *
     * @param after null for the first
     */
    List<Chain> chains(WorkspaceId workspace, @Nullable StreamId after, int limit);
}
