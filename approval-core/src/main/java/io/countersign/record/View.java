package io.countersign.record;

import io.countersign.canonical.Digest;
import io.countersign.identity.LinkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an approver saw a version through a link, for the first time in a session.
 *
 * @param session tells sessions apart, and opens none; null where the entry does not tell
 * @param seq of the entry in the link's chain
 */
public record View(
        Instant at,
        Party by,
        LinkId link,
        @Nullable Integer version,
        @Nullable Digest digest,
        @Nullable String session,
        long seq) {}
