package io.countersign.store;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the record. Nothing changes or deletes an entry. */
public interface TrailReads {
    /**
     * An entry on a walk through the whole record, as it is found, by whomever it was written.
     *
     * @param bytes that were hashed; null of an entry of which only the hash was kept
     * @param entry null where there are no bytes, or what is searched is nothing that an entry could be searched by
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; the entry is.
    record Walked(
            StreamId stream,
            long seq,
            byte @Nullable [] bytes,
            Digest hash,
            @Nullable AuditEntry entry) {
        /** Of an entry as it should be. */
        public static Walked of(AuditEntry entry) {
            return new Walked(entry.stream(), entry.seq(), entry.bytes(), entry.hash(), entry);
        }
    }

    /**
     * What a filter let through of the next entries on a walk.
     *
     * @param next where to go on; null at the end of the record
     */
    record Stretch(List<Walked> entries, @Nullable Place next) {
        public Stretch {
            entries = List.copyOf(entries);
        }
    }

    /** A place on such a walk: an entry, by its number and hash. */
    record Place(StreamId stream, long seq, Digest hash) {}

    /**
     * A thing whose chain does not end where the thing says.
     *
     * @param head as the thing names it
     * @param entry hash of the entry of that number; null where there is none
     */
    record Unfounded(StreamId stream, Head head, @Nullable Digest entry) {}

    /** Newest first. */
    Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page);

    /** Entries of one stream with this action, the last first. */
    Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page);

    /**
     * Entries of one stream, the first first.
     *
     * @param afterSeq number of the last that was read; 0 for the first
     */
    List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit);

    /**
     * All entries of a workspace, and stubs of those that were purged, in the order of their streams' texts by code points, then of their numbers.
     *
     * @param after null for the first
     */
    List<Walked> walk(WorkspaceId workspace, @Nullable Place after, int limit);

    /**
     * What a filter lets through, in the same order, and stubs where it lets through everything; each entry knows the one before it in its stream. Looks at no more entries
     * than the limit, however few of them pass, so that there may be none and yet more to come.
     *
     * @param after null for the first
     */
    Stretch walk(WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit);

    /** Things that name an end of their chain which is not in the record; each with its entry as of one moment. */
    List<Unfounded> unfounded(WorkspaceId workspace, int limit);

    /**
     * Entries of no thing that exists, or beyond the end that theirs names, and stubs that no entry of a purge tells of; each
     * with its thing as of one moment.
     */
    List<Place> strays(WorkspaceId workspace, int limit);
}
