package io.countersign.store;

import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;

/**
 * The use of a link, which guards everything committed with it: the link must be of this generation, neither revoked nor
 * expired, at the store's time. Sets when it was last used.
 *
 * @param unlocked whether it was opened by its password: counts the use and forgets failed attempts
 */
public record LinkUse(WorkspaceId workspace, LinkId link, int generation, boolean unlocked) {}
