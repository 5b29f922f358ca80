package io.countersign.store;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.link.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading links and review sessions. */
public interface LinkReads {
    /** A link with its approver, deleted or not. */
    record Opened(Link link, Approver approver, Instant now) {}

    /**
     * A session with its link and approver, whatever their state.
     *
     * @param deputy whether any delegation to the approver holds at the store's time
     */
    record Seated(Session session, Link link, Approver approver, boolean deputy, Instant now) {}

    /** By its id, which is unique over all workspaces. */
    Optional<Opened> link(LinkId id);

    /** By the digest of its token, which is unique over all workspaces. */
    Optional<Seated> session(Digest id);

    /** Newest first; statuses are those at the store's time. */
    Page<Link> links(WorkspaceId workspace, LinkFilter filter, PageRequest page);

    /** How many links there are of each status; statuses without one are missing. */
    Map<LinkStatus, Long> linkCounts(WorkspaceId workspace);

    /**
     * Links of any workspace whose end is to be announced, those first that are longest due; neither revoked nor expired,
     * and at most seven days from their end.
     *
     * @param after the last of the part before; null for the first part
     */
    List<Link> ending(@Nullable Link after, int limit);

    /** How often a browser that is known to a link has failed there since it last succeeded. */
    int failures(WorkspaceId workspace, LinkId link, Digest device);

    /** The store's time. */
    Instant now();
}
