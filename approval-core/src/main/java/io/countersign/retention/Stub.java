package io.countersign.retention;

import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;

/** The end of a chain of which only numbers and hashes are left. */
public record Stub(StreamId stream, long seq, Digest hash) {
    public static Stub of(StreamId stream, Head head) {
        return new Stub(stream, head.seq(), head.hash());
    }
}
