package io.countersign.store;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Duration;
import java.util.List;

/** Which posts are locked to be decided on. */
public sealed interface Selection {
    /** These; who waits for one of them waits. */
    record These(WorkspaceId workspace, List<PostId> ids) implements Selection {
        public These {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Posts of any workspace that time does something to, the longest due first; those that somebody else has locked are
     * passed over.
     *
     * @param missedGrace of the host's terms, by which stores index the next time
     */
    record Due(int limit, Duration missedGrace) implements Selection {}
}
