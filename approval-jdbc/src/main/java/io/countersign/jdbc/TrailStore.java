package io.countersign.jdbc;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the store that keeps the record. */
abstract sealed class TrailStore extends QueueStore implements TrailReads, RetentionReads, LogStore
        permits JdbcApprovalStore {
    TrailStore(Units units) {
        super(units);
    }

    @Override
    public Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page) {
        return units.read("list entries", db -> TrailSearch.entries(db, workspace, filter, page));
    }

    @Override
    public Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page) {
        return units.read("list a stream's entries", db -> TrailRows.told(db, workspace, stream, action, page));
    }

    @Override
    public List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit) {
        return units.read("read a stream", db -> TrailRows.stream(db, workspace, stream, afterSeq, limit));
    }

    @Override
    public RetentionRules retention(WorkspaceId workspace) {
        return units.read("read how long things are kept", db -> RetentionRows.rules(db, workspace));
    }

    @Override
    public Map<Digest, String> retentionTexts(WorkspaceId workspace) {
        return units.read("read why things are kept", db -> RetentionRows.texts(db, workspace));
    }

    @Override
    public List<PostId> resting(
            WorkspaceId workspace, Set<PostStatus> statuses, Instant before, @Nullable PostId after, int limit) {
        return units.read(
                "list posts at rest", db -> RetentionRows.resting(db, workspace, statuses, before, after, limit));
    }

    @Override
    public List<Stub> stubs(WorkspaceId workspace, long purge, int limit) {
        return units.read("read stubs", db -> RetentionRows.stubs(db, workspace, purge, limit));
    }

    @Override
    public List<Walked> walk(WorkspaceId workspace, @Nullable Place after, int limit) {
        return units.read("read entries", db -> WalkRows.walk(db, workspace, after, limit));
    }

    @Override
    public Stretch walk(WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit) {
        return units.read("read entries", db -> WalkRows.walk(db, workspace, filter, after, limit));
    }

    @Override
    public List<Unfounded> unfounded(WorkspaceId workspace, int limit) {
        return units.read("compare things with the record", db -> WalkRows.unfounded(db, workspace, limit));
    }

    @Override
    public List<Place> strays(WorkspaceId workspace, int limit) {
        return units.read("compare the record with things", db -> WalkRows.strays(db, workspace, limit));
    }

    @Override
    public List<WorkspaceId> recorded(@Nullable Instant since, @Nullable WorkspaceId after, int limit) {
        return units.read("list workspaces", db -> LogRows.recorded(db, since, after, limit));
    }

    @Override
    public Optional<LogState> log(WorkspaceId workspace) {
        return units.read("read where a log stands", db -> LogRows.state(db, workspace));
    }

    @Override
    public List<LogLeaf> unlogged(WorkspaceId workspace, @Nullable Instant since, @Nullable String from, int limit) {
        return units.read("look for what a log has not", db -> LogRows.unlogged(db, workspace, since, from, limit));
    }

    @Override
    public boolean append(LogStep step) {
        return units.separate(
                "append to a log",
                db -> LogRows.append(db, step),
                (db, appended) -> !appended || LogRows.has(db, step));
    }

    @Override
    public List<Logged> leaves(WorkspaceId workspace, long from, int limit) {
        return units.read("read a log", db -> LogRows.leaves(db, workspace, from, limit));
    }

    @Override
    public List<Logged> logged(WorkspaceId workspace, LogLeafRange range) {
        return units.read("look entries up in a log", db -> LogRows.logged(db, workspace, range));
    }

    @Override
    public List<Digest> nodes(WorkspaceId workspace, int level, long from, int count) {
        return units.read("read nodes of a log", db -> LogRows.nodes(db, workspace, level, from, count));
    }

    @Override
    public List<KeptCheckpoint> checkpoints(WorkspaceId workspace, long after, int limit) {
        return units.read("read checkpoints", db -> LogRows.checkpoints(db, workspace, after, limit));
    }

    @Override
    public void anchored(WorkspaceId workspace, Anchored anchored) {
        units.alone("keep what an anchor took", db -> LogRows.anchored(db, workspace, anchored));
    }

    @Override
    public List<Anchored> anchorings(WorkspaceId workspace) {
        return units.read("read what anchors took", db -> LogRows.anchorings(db, workspace));
    }
}
