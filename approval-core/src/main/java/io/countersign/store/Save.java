package io.countersign.store;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.notice.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing's step: its state after, guarded by the revision before.
 *
 * @param before as it was read; null for a new thing
 * @param after with its chain's new end; a {@code Post}, {@code Link}, {@code Approver}, {@code Deputies} or
 *     {@code PolicyVersion}
 * @param entries that lead from one head to the other, at least one
 * @param notes texts that the entries commit to
 * @param notices who is to be told of it
 * @param erasure what is forgotten with it; null for nothing
 */
public record Save(
        @Nullable Recorded before,
        Recorded after,
        List<AuditEntry> entries,
        List<Note> notes,
        List<Notice> notices,
        @Nullable Erasure erasure) {
    public Save {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
        notices = List.copyOf(notices);
        if (entries.isEmpty()) throw new IllegalArgumentException("Nothing is saved without an entry of the record");
        if (before != null
                && !(before.stream().equals(after.stream())
                        && before.workspace().equals(after.workspace())))
            throw new IllegalArgumentException("Before and after are different things");
        Head head = before == null ? Head.START : before.head();
        for (AuditEntry entry : entries) {
            if (!isNext(entry, head, after))
                throw new IllegalArgumentException(
                        "%s does not follow %d of %s".formatted(entry, head.seq(), after.stream()));
            head = entry.head();
        }
        if (!after.head().equals(head))
            throw new IllegalArgumentException("The state's head is not that of its last entry");
    }

    /** One with which nothing is forgotten. */
    public Save(
            @Nullable Recorded before,
            Recorded after,
            List<AuditEntry> entries,
            List<Note> notes,
            List<Notice> notices) {
        this(before, after, entries, notes, notices, null);
    }

    /** One that nobody is told of. */
    public Save(@Nullable Recorded before, Recorded after, List<AuditEntry> entries, List<Note> notes) {
        this(before, after, entries, notes, List.of());
    }

    /** The same, of which these are told. */
    public Save telling(List<Notice> told) {
        return new Save(before, after, entries, notes, told, erasure);
    }

    /** The same, with which this is forgotten. */
    public Save forgetting(Erasure what) {
        return new Save(before, after, entries, notes, notices, what);
    }

    private static boolean isNext(AuditEntry entry, Head head, Recorded thing) {
        return entry.workspace().equals(thing.workspace())
                && entry.stream().equals(thing.stream())
                && entry.seq() == head.seq() + 1
                && entry.previousHash().equals(head.hash());
    }
}
