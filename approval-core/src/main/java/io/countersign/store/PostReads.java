package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.routing.PolicyVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading posts. */
public interface PostReads {
    /** A post with the policy that stands where it is. */
    record Governed(Post post, PolicyVersion policy, Instant now) {}

    /** A post, its workspace's policy and the store's time, read together. */
    Optional<Governed> governed(WorkspaceId workspace, PostId id);

    /** Those of the posts that exist, in no order, with the store's time. */
    Found<Post> posts(WorkspaceId workspace, Collection<PostId> ids);

    /** Newest first. */
    Page<Post> posts(WorkspaceId workspace, PostFilter filter, PageRequest page);

    /**
     * Posts in which a stage has opened for any of the references, newest first.
     *
     * @param open whether only those count in which such a stage is open now
     * @param only narrows to these; null for all
     */
    Page<Post> assigned(
            WorkspaceId workspace,
            Collection<ReviewerRef> refs,
            boolean open,
            @Nullable Set<PostId> only,
            PageRequest page);

    /** All versions of a post, the first first; empty for an unknown post. */
    List<Version> versions(WorkspaceId workspace, PostId id);

    /** The texts that commitments of these posts' streams stand for; what was erased is missing. */
    Map<Digest, String> texts(WorkspaceId workspace, Collection<PostId> ids);

    /** The texts that these commitments of a post's stream stand for, and no others; what was erased is missing. */
    Map<Digest, String> texts(WorkspaceId workspace, PostId id, Collection<Digest> commitments);

    /** All texts that commitments of a post's stream stand for, with their salts, in no order; what was erased is missing. */
    List<Erasable> erasables(WorkspaceId workspace, PostId id);

    /**
     * Posts of all workspaces that are in review, one workspace after the other; a page may be shorter than asked for, even
     * empty, and not the last.
     */
    Page<Post> inReview(PageRequest page);
}
