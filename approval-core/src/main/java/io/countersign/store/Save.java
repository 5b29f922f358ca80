package io.countersign.store;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing's step: its state after, guarded by the revision before.
 *
 * @param before as it was read; null for a new thing
 * @param after with its chain's new end; a {@code Post}, {@code Link}, {@code Approver} or {@code PolicyVersion}
 * @param entries that lead from one head to the other, at least one
 * @param notes texts that the entries commit to
 */
public record Save(@Nullable Recorded before, Recorded after, List<AuditEntry> entries, List<Note> notes) {
    public Save {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
        if (entries.isEmpty()) throw new IllegalArgumentException("Nothing is saved without an entry of the record");
        if (!after.head().equals(entries.get(entries.size() - 1).head()))
            throw new IllegalArgumentException("The state's head is not that of its last entry");
        if (before != null && !before.stream().equals(after.stream()))
            throw new IllegalArgumentException("Before and after are different things");
    }
}
