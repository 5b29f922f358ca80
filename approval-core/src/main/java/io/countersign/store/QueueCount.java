package io.countersign.store;

import java.time.Instant;

/**
 * A stage in which posts wait for decisions now.
 *
 * @param stage its name, in whatever policy it was defined
 * @param open how many posts wait in it, at least one
 * @param oldestAt when it opened for the post that waits the longest
 * @param overdue how many of the posts are past the stage's deadline
 */
public record QueueCount(String stage, long open, Instant oldestAt, long overdue) {}
