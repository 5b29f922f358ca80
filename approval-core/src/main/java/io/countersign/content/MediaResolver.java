package io.countersign.content;

import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import java.util.Optional;

/**
 * Tells which bytes stand behind a medium, so that approval is of these and no others. Asked outside any transaction of
 * ours, once for each medium without a digest of a version to be made; an exception fails the call.
 */
public interface MediaResolver {
    /** Resolves nothing: versions with media that carry no digest are marked as unpinned. */
    MediaResolver NONE = (workspace, media) -> Optional.empty();

    /** SHA-256 of the medium's bytes; empty where they cannot be had. */
    Optional<Digest> resolve(WorkspaceId workspace, Media media);
}
