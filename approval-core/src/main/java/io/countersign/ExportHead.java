package io.countersign;

import io.countersign.identity.WorkspaceId;
import io.countersign.proof.NoteKey;
import io.countersign.store.TrailFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export of the record says of itself.
 *
 * @param at when it was begun, by the store's time
 * @param checkpoint signed note of the last checkpoint then, which covers all but the latest entries; null where there is none
 * @param keys public keys that checkpoints are signed by, the current one first
 */
public record ExportHead(
        WorkspaceId workspace,
        TrailFilter filter,
        Instant at,
        @Nullable String checkpoint,
        List<NoteKey> keys) {
    public ExportHead {
        keys = List.copyOf(keys);
    }
}
