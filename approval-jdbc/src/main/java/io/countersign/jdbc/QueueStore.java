package io.countersign.jdbc;

import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import io.countersign.store.QueueReads;
import io.countersign.store.Slot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the store that looks over many posts. */
abstract sealed class QueueStore implements QueueReads permits JdbcApprovalStore {
    final Units units;

    QueueStore(Units units) {
        this.units = units;
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
}
