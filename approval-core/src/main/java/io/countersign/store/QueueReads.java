package io.countersign.store;

import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading what waits for people: for whom it may be, the posts themselves say. */
public interface QueueReads {
    /** Stages in which posts wait, by name. */
    List<QueueCount> queues(WorkspaceId workspace);

    /** Posts in which a stage of that name is open, newest first. */
    Page<Post> queue(WorkspaceId workspace, String stage, PageRequest page);

    /** Posts that went out by break glass and are owed a review since, newest first. */
    Page<Post> owed(WorkspaceId workspace, PageRequest page);

    /**
     * Posts in review that are meant to go out within a time, the soonest first.
     *
     * @param from exclusive
     * @param until inclusive
     * @param after the slot of the last that was read; null for the first
     */
    List<Post> upcoming(WorkspaceId workspace, Instant from, Instant until, @Nullable Slot after, int limit);
}
