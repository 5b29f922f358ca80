package io.countersign.proof;

import org.jspecify.annotations.Nullable;

/**
 * Something that a record should not have: where, what kind, and a sentence.
 *
 * @param stream text of the stream; null where it is of no single one
 * @param seq of the entry there; null where it is of no single one
 */
public record Finding(@Nullable String stream, @Nullable Long seq, Kind kind, String message) {
    /** What can be wrong with a record. */
    public enum Kind {
        /** An entry's bytes or hash are not those that were chained. */
        ALTERED,
        /** Something is missing between others. */
        GAP,
        /** The end of a chain, or of the log, is missing. */
        TRUNCATED,
        /** There are two histories: two entries of one number, a chain that belongs to nothing, a log that was written anew. */
        FORKED,
        /** What is searched differs from the bytes that were chained. */
        PROJECTION_MISMATCH,
        /** A checkpoint is not signed by the key that it should be signed by. */
        BAD_SIGNATURE,
        /** Nobody outside holds a checkpoint, so that what is missing from the end cannot be proven. */
        UNANCHORED;

        /** Whether the record cannot be trusted. */
        public boolean spoils() {
            return this != UNANCHORED;
        }
    }

    /** Of one entry. */
    public static Finding at(String stream, long seq, Kind kind, String message) {
        return new Finding(stream, seq, kind, message);
    }

    /** Of the record as a whole. */
    public static Finding of(Kind kind, String message) {
        return new Finding(null, null, kind, message);
    }
}
