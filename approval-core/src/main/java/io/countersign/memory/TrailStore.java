package io.countersign.memory;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.PostStatus;
import io.countersign.proof.LogLeaf;
import io.countersign.retention.RetentionRules;
import io.countersign.retention.Stub;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.RetentionReads;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the store that keeps the record. */
abstract sealed class TrailStore extends Overview implements TrailReads, RetentionReads, LogStore
        permits InMemoryApprovalStore {
    TrailStore(InstantSource time) {
        super(time);
    }

    @Override
    public Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page) {
        return alone(() -> tables.space(workspace).entries(filter, page));
    }

    @Override
    public Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page) {
        return alone(() -> tables.space(workspace).chains().told(stream, action, page));
    }

    @Override
    public List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit) {
        return alone(() -> tables.space(workspace).chains().of(stream, afterSeq, limit));
    }

    @Override
    public List<Walked> walk(WorkspaceId workspace, @Nullable Place after, int limit) {
        return alone(() -> tables.space(workspace).chains().walk(after, limit));
    }

    @Override
    public Stretch walk(WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit) {
        return alone(() -> tables.space(workspace).walk(filter, after, limit));
    }

    @Override
    public List<Unfounded> unfounded(WorkspaceId workspace, int limit) {
        return alone(() -> tables.space(workspace).unfounded(limit));
    }

    @Override
    public List<Place> strays(WorkspaceId workspace, int limit) {
        return alone(() -> tables.space(workspace).strays(limit));
    }

    @Override
    public RetentionRules retention(WorkspaceId workspace) {
        return alone(() -> tables.space(workspace).retentionOr(RetentionRules.none(workspace)));
    }

    @Override
    public Map<Digest, String> retentionTexts(WorkspaceId workspace) {
        return alone(() -> tables.space(workspace).retentionTexts());
    }

    @Override
    public List<PostId> resting(
            WorkspaceId workspace, Set<PostStatus> statuses, Instant before, @Nullable PostId after, int limit) {
        return alone(() -> tables.space(workspace).resting(statuses, before, after, limit));
    }

    @Override
    public List<Stub> stubs(WorkspaceId workspace, long purge, int limit) {
        return alone(() -> tables.space(workspace).chains().stubs().of(purge, limit));
    }

    @Override
    public List<WorkspaceId> recorded(@Nullable Instant since, @Nullable WorkspaceId after, int limit) {
        return alone(() -> tables.recorded(since, after, limit));
    }

    @Override
    public Optional<LogState> log(WorkspaceId workspace) {
        return alone(() -> tables.space(workspace).log().state(workspace));
    }

    @Override
    public List<LogLeaf> unlogged(WorkspaceId workspace, @Nullable Instant since, @Nullable String from, int limit) {
        return alone(() -> tables.space(workspace).log().unlogged(since, from, limit));
    }

    @Override
    public boolean append(LogStep step) {
        return alone(() -> tables.space(step.workspace()).log().append(step));
    }

    @Override
    public List<Logged> leaves(WorkspaceId workspace, long from, int limit) {
        return alone(() -> tables.space(workspace).log().leaves(from, limit));
    }

    @Override
    public List<Logged> logged(WorkspaceId workspace, LogLeafRange range) {
        return alone(() -> tables.space(workspace).log().logged(range));
    }

    @Override
    public List<Digest> nodes(WorkspaceId workspace, int level, long from, int count) {
        return alone(() -> tables.space(workspace).log().nodes(level, from, count));
    }

    @Override
    public List<KeptCheckpoint> checkpoints(WorkspaceId workspace, long after, int limit) {
        return alone(() -> tables.space(workspace).log().checkpoints(after, limit));
    }

    @Override
    public void anchored(WorkspaceId workspace, Anchored anchored) {
        alone(() -> {
            tables.space(workspace).log().anchored(anchored);
            return anchored;
        });
    }

    @Override
    public List<Anchored> anchorings(WorkspaceId workspace) {
        return alone(() -> tables.space(workspace).log().anchorings());
    }
}
