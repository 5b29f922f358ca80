package io.countersign.record;

import io.countersign.identity.LinkId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link by which somebody saw the post or acted on it; never its secret.
 *
 * @param expiresAt its end, as it is now
 * @param revokedAt null where it was not
 * @param generation how many secrets it had
 * @param narrowed whether it opens named posts only
 * @param history all that happened to it but what was looked at
 */
public record LinkRecord(
        LinkId id,
        Party approver,
        Party createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        int generation,
        boolean narrowed,
        boolean mayReschedule,
        List<Line> history) {
    public LinkRecord {
        history = List.copyOf(history);
    }
}
