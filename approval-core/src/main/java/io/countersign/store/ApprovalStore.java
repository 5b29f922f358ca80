package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.link.Link;
import io.countersign.link.Usage;
import io.countersign.post.Post;
import java.time.Instant;
import java.util.List;

/**
 * Where posts, links, approvers, policies and their record are kept. Reads see what is committed; what is written is one
 * {@link Changes} at a time, each with the entries that tell it. All methods may be called by many threads.
 *
 * <p>A fault of the database is thrown as a {@code StoreException}, or {@code BusyException} where capacity is taken; it
 * is never told as "not found".
 */
public interface ApprovalStore
        extends PostReads,
                QueueReads,
                StatsReads,
                RoundReads,
                PeopleReads,
                PolicyReads,
                LinkReads,
                TrailReads,
                RetentionReads,
                LogStore,
                AnswerReads,
                NoticeQueue {
    /** Decides on locked posts; pure, for it may run again after a deadlock, and it must call nobody. */
    interface LockedDecision {
        /** The changes of the posts of one workspace each. */
        List<Changes> decide(List<Post> posts, Instant now);
    }

    /** Whether the calling thread is in a transaction of the host, in which {@link #commit} would take part. */
    boolean joined();

    /**
     * Applies all, or each that still holds, in one transaction: the host's where one is open, under a savepoint, else one
     * of its own, which is tried again after a deadlock.
     */
    Committed commit(Changes changes);

    /** Locks posts, decides, and commits, in one transaction of its own; never within one of the host. */
    List<Committed> locked(Selection selection, LockedDecision decision);

    /**
     * Sets a link's counters if they are still those of {@code link}, and its generation; in a transaction of its own, so
     * that no rollback forgets an attempt at its password that was counted before it was looked at (S-30).
     *
     * @return whether they were set
     * @throws IllegalStateException within a transaction of the host
     */
    boolean count(Link link, Usage next);

    /**
     * Counts one more failure of a browser that is known to a link, if there are still as many as were read; by itself, as
     * {@link #count(Link, Usage)} does.
     *
     * @return whether it was counted
     * @throws IllegalStateException within a transaction of the host
     */
    boolean count(Link link, Digest device, int failures);

    /**
     * Forgets failures of browsers that nobody knows any more, review sessions that are long over, and answers that are kept
     * no longer.
     *
     * @param before until when such a failure, or such an end, lies back far enough
     * @return how many things were forgotten, at most about {@code limit}
     */
    int prune(Instant before, int limit);
}
