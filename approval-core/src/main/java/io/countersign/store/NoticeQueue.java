package io.countersign.store;

import io.countersign.identity.WorkspaceId;
import io.countersign.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people are still to be told. The notices of a workspace are held by one at a time, so that who is told by many nodes
 * gets one letter. Every method runs in a transaction of its own, and never within one of the host.
 */
public interface NoticeQueue {
    /**
     * Notices of a workspace under a lease.
     *
     * @param fence grows each time that a workspace is taken; who holds an older one settles nothing
     * @param now the store's time of the reading
     * @param notices the longest due first, those that are not due yet among them
     */
    record Held(WorkspaceId workspace, long fence, Instant now, List<Notice> notices) {
        public Held {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Takes the workspace whose notice is the longest due, of those that nobody holds; empty where nothing is due.
     *
     * @param limit how many notices at most
     */
    Optional<Held> takeNotices(Duration lease, int limit);

    /**
     * Forgets notices, and keeps others instead, in one.
     *
     * @return whether the workspace was still held; else nothing changed
     */
    boolean settle(Held held, List<Notice> done, List<Notice> instead);

    /** Gives a workspace back before its lease ends, where it is still held. */
    void release(Held held);
}
