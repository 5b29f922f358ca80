package io.countersign.memory;

import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.store.Decision;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import io.countersign.store.QueueReads;
import io.countersign.store.RoundCount;
import io.countersign.store.Slot;
import io.countersign.store.StatsReads;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of the store that looks over many posts, and what all of it stands on. */
abstract sealed class Overview implements QueueReads, StatsReads permits TrailStore {
    final Tables tables = new Tables();
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource time;

    Overview(InstantSource time) {
        this.time = time;
    }

    /** The time, cut to microseconds. */
    public Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public List<QueueCount> queues(WorkspaceId workspace) {
        return alone(() -> Waiting.queues(tables.space(workspace).posts(), now()));
    }

    @Override
    public Page<Post> queue(WorkspaceId workspace, String stage, PageRequest page) {
        return alone(() -> tables.space(workspace).queue(stage, page));
    }

    @Override
    public Page<Post> owed(WorkspaceId workspace, PageRequest page) {
        return alone(() -> tables.space(workspace).owed(page));
    }

    @Override
    public List<Post> upcoming(WorkspaceId workspace, Instant from, Instant until, @Nullable Slot after, int limit) {
        return alone(() -> Waiting.upcoming(tables.space(workspace).posts(), from, until, after, limit));
    }

    @Override
    public Map<PostStatus, Long> postCounts(WorkspaceId workspace) {
        return alone(() -> Figures.postCounts(tables.space(workspace).posts()));
    }

    @Override
    public RoundCount rounds(WorkspaceId workspace, Instant from, Instant to) {
        return alone(() -> Figures.rounds(tables.space(workspace).chains().of("post.submitted", from, to)));
    }

    @Override
    public List<Decision> decisions(
            WorkspaceId workspace, Instant from, Instant to, @Nullable Decision after, int limit) {
        return alone(() -> tables.space(workspace).chains().decisions(from, to, after, limit));
    }

    /** Does something while nobody else does. */
    final <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
