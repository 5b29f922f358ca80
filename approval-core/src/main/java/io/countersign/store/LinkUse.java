package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The use of a link, which guards everything committed with it: the link must be of this generation, neither revoked nor
 * expired, at the store's time. Sets when it was last used.
 *
 * @param unlocked whether it was opened by its password: counts the use and forgets failed attempts
 * @param device the browser whose failed attempts are forgotten, and none else (S-34); null for those of all that are not known
 */
public record LinkUse(
        WorkspaceId workspace,
        LinkId link,
        int generation,
        boolean unlocked,
        @Nullable Digest device) {
    public LinkUse(WorkspaceId workspace, LinkId link, int generation, boolean unlocked) {
        this(workspace, link, generation, unlocked, null);
    }
}
