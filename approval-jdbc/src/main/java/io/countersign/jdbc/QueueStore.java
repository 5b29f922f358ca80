package io.countersign.jdbc;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Plan;
import io.countersign.store.Decision;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import io.countersign.store.QueueReads;
import io.countersign.store.RoundCount;
import io.countersign.store.RoundReads;
import io.countersign.store.RoutedRound;
import io.countersign.store.Slot;
import io.countersign.store.StatsReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of the store that looks over many posts. */
abstract sealed class QueueStore extends PeopleStore implements QueueReads, StatsReads, RoundReads
        permits JdbcApprovalStore {
    QueueStore(Units units) {
        super(units);
    }

    @Override
    public List<QueueCount> queues(WorkspaceId workspace) {
        return units.read("count queues", db -> QueueReading.queues(db, workspace));
    }

    @Override
    public Page<Post> queue(WorkspaceId workspace, String stage, PageRequest page) {
        return units.read("list a queue", db -> QueueReading.queue(db, workspace, stage, page));
    }

    @Override
    public Page<Post> owed(WorkspaceId workspace, PageRequest page) {
        return units.read("list posts that are owed a review", db -> QueueReading.owed(db, workspace, page));
    }

    @Override
    public List<Post> upcoming(WorkspaceId workspace, Instant from, Instant until, @Nullable Slot after, int limit) {
        return units.read(
                "list posts before their slots", db -> QueueReading.upcoming(db, workspace, from, until, after, limit));
    }

    @Override
    public Map<PostStatus, Long> postCounts(WorkspaceId workspace) {
        return units.read("count posts", db -> StatsReading.postCounts(db, workspace));
    }

    @Override
    public RoundCount rounds(WorkspaceId workspace, Instant from, Instant to) {
        return units.read("count rounds", db -> StatsReading.rounds(db, workspace, from, to));
    }

    @Override
    public List<Decision> decisions(
            WorkspaceId workspace, Instant from, Instant to, @Nullable Decision after, int limit) {
        return units.read("read decisions", db -> StatsReading.decisions(db, workspace, from, to, after, limit));
    }

    @Override
    public List<RoutedRound> routed(
            WorkspaceId workspace, Instant from, Instant to, @Nullable RoutedRound after, int limit) {
        return units.read("list rounds", db -> RoundReading.routed(db, workspace, from, to, after, limit));
    }

    @Override
    public Map<Integer, Plan> plans(WorkspaceId workspace, PostId id) {
        return units.read("read plans", db -> RoundReading.plans(db, workspace, id));
    }
}
