package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.PostStatus;
import io.countersign.retention.RetentionRules;
import io.countersign.retention.Stub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading how long things are kept, and what is left of those that are not any more. */
public interface RetentionReads {
    /** {@link RetentionRules#none} where nobody ever said so. */
    RetentionRules retention(WorkspaceId workspace);

    /** What was said in the chain of the rules, by commitment. */
    Map<Digest, String> retentionTexts(WorkspaceId workspace);

    /**
     * Posts in such a status whose last entry is of before that time, in the order of their ids.
     *
     * @param after the last that was read; null for the first
     */
    List<PostId> resting(
            WorkspaceId workspace, Set<PostStatus> statuses, Instant before, @Nullable PostId after, int limit);

    /**
     * Ends of the chains that a purge left stubs of.
     *
     * @param purge number of its entry
     */
    List<Stub> stubs(WorkspaceId workspace, long purge, int limit);
}
