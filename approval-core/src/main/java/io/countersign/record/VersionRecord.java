package io.countersign.record;

import io.countersign.canonical.Digest;
import io.countersign.content.Content;
import io.countersign.content.Diff;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version, whole.
 *
 * @param holds whether the digest was computed anew from the content, and is the same
 * @param unpinned indexes, from 0, of media of which nobody told what bytes stand behind the address
 * @param changes since the version before; null of the first
 */
public record VersionRecord(
        int number,
        Content content,
        Digest digest,
        boolean holds,
        Party editedBy,
        Instant editedAt,
        List<Integer> unpinned,
        @Nullable Changes changes) {
    public VersionRecord {
        unpinned = List.copyOf(unpinned);
    }

    /**
     * What is other than in the version before.
     *
     * @param fields whose values differ
     * @param caption piece by piece, as {@link Diff#caption}; empty where both captions are the same
     */
    public record Changes(int from, List<Diff.Field> fields, List<Diff.Piece> caption) {
        public Changes {
            fields = List.copyOf(fields);
            caption = List.copyOf(caption);
        }
    }
}
