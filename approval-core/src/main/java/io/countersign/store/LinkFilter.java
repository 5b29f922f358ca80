package io.countersign.store;

import io.countersign.identity.ApproverId;
import io.countersign.link.LinkStatus;
import org.jspecify.annotations.Nullable;

/** Which links of a workspace; null means all. */
public record LinkFilter(
        @Nullable LinkStatus status,
        @Nullable ApproverId approver,
        @Nullable String createdBy) {
    public static final LinkFilter ALL = new LinkFilter(null, null, null);
}
