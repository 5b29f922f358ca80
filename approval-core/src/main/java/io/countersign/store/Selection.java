package io.countersign.store;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which posts are locked to be decided on. */
public sealed interface Selection {
    /**
     * These; who waits for one of them waits.
     *
     * @param use of the link through which they are decided on, which guards all of it and is locked first: links before
     *     posts, as every commit does; null for none
     */
    record These(
            WorkspaceId workspace,
            List<PostId> ids,
            @Nullable LinkUse use) implements Selection {
        public These {
            ids = List.copyOf(ids);
        }

        public These(WorkspaceId workspace, List<PostId> ids) {
            this(workspace, ids, null);
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
