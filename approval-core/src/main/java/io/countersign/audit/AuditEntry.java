package io.countersign.audit;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import java.time.Instant;
import java.util.Arrays;

/**
 * One link of a chain: the exact bytes that were hashed, and their projection for searching. Entries are made by {@link
 * Trail} alone and never change.
 *
 * @param bytes canonical JSON of the whole entry but its place in the chain
 * @param previousHash hash of the entry before, {@link Digest#ZERO} for the first
 */
@SuppressWarnings("ArrayRecordComponent") // Owns its bytes, and equals compares them.
public record AuditEntry(
        WorkspaceId workspace,
        StreamId stream,
        long seq,
        Instant at,
        Actor.Name actor,
        String action,
        Subject subject,
        byte[] bytes,
        Digest previousHash,
        Digest hash) {
    /** The chain's end after this entry. */
    public Head head() {
        return new Head(seq, hash);
    }

    /** Whether it is searched by what its hashed bytes say, which are the truth. */
    public boolean projects() {
        return Projection.of(bytes).filter(hashed -> hashed.isOf(this)).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuditEntry entry
                && workspace.equals(entry.workspace)
                && stream.equals(entry.stream)
                && seq == entry.seq
                && hash.equals(entry.hash)
                && Arrays.equals(bytes, entry.bytes);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "AuditEntry[%s#%d %s %s]".formatted(stream, seq, action, hash);
    }
}
