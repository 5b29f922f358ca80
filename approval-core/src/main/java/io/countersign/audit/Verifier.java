package io.countersign.audit;

import io.countersign.canonical.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes chains, one after the other. Not thread safe; constant memory but for the findings.
 */
public final class Verifier {
    /** What can be wrong with a chain. */
    public enum Kind {
        /** An entry's bytes or hash are not those that were chained. */
        ALTERED,
        /** A number is missing. */
        GAP,
        /** The chain ends before the head that the thing itself names. */
        TRUNCATED,
        /** Two entries of one number, or a chain that belongs to nothing. */
        FORKED,
        /** A column that is searched differs from the bytes. */
        PROJECTION_MISMATCH
    }

    /** One alteration: where, what kind, and a sentence. */
    public record Finding(StreamId stream, long seq, Kind kind, String message) {}

    private final List<Finding> findings = new ArrayList<>();
    private Head expected = Head.START;
    private long streams;
    private long entries;

    /**
     * Checks the next chain.
     *
     * @param head its end, as the thing itself names it; null where there is no such thing
     */
    public void chain(StreamId stream, @Nullable Head head, List<AuditEntry> entries) {
        streams++;
        expected = Head.START;
        entries.forEach(this::check);
        if (head == null)
            find(
                    stream,
                    expected.seq(),
                    Kind.FORKED,
                    "the chain belongs to no %s that exists".formatted(stream.kind()));
        else if (head.seq() > expected.seq())
            find(
                    stream,
                    head.seq(),
                    Kind.TRUNCATED,
                    "the chain ends at %d, the %s names %d".formatted(expected.seq(), stream.kind(), head.seq()));
        else if (!head.equals(expected))
            find(
                    stream,
                    expected.seq(),
                    Kind.FORKED,
                    "the %s names another head than its chain has".formatted(stream.kind()));
    }

    private void check(AuditEntry entry) {
        entries++;
        long next = expected.seq() + 1;
        if (entry.seq() > next) find(entry, Kind.GAP, "entry %d is missing".formatted(next));
        if (entry.seq() < next) find(entry, Kind.FORKED, "the number occurs twice");
        Digest hash = Trail.hash(entry.workspace(), entry.stream(), entry.seq(), expected.hash(), entry.bytes());
        if (entry.seq() == next && !hash.equals(entry.hash()))
            find(entry, Kind.ALTERED, "its hash is not that of its bytes and of the entry before");
        if (!projects(entry)) find(entry, Kind.PROJECTION_MISMATCH, "a column differs from the hashed bytes");
        expected = entry.head();
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public long streams() {
        return streams;
    }

    public long entries() {
        return entries;
    }

    private void find(AuditEntry entry, Kind kind, String message) {
        find(entry.stream(), entry.seq(), kind, message);
    }

    private void find(StreamId stream, long seq, Kind kind, String message) {
        findings.add(new Finding(stream, seq, kind, message));
    }

    private static boolean projects(AuditEntry entry) {
        try {
            return Projection.hashed(entry).equals(Projection.searched(entry));
        } catch (RuntimeException unreadable) {
            return false;
        }
    }
}
