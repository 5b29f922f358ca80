package io.countersign.store;

import io.countersign.identity.ApproverId;
import io.countersign.link.LinkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which links of a workspace; null means all.
 *
 * @param asked whether only those whose holder waits for a new one
 */
public record LinkFilter(
        @Nullable LinkStatus status,
        @Nullable ApproverId approver,
        @Nullable String createdBy,
        boolean asked) {
    public static final LinkFilter ALL = new LinkFilter(null, null, null);

    /** Whether or not their holders ask for something. */
    public LinkFilter(@Nullable LinkStatus status, @Nullable ApproverId approver, @Nullable String createdBy) {
        this(status, approver, createdBy, false);
    }
}
