package io.countersign.proof;

import io.countersign.canonical.Digest;
import io.countersign.proof.Finding.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Recomputes one stream's chain, entry by entry, in constant memory. Not thread safe. */
public final class ChainCheck {
    private final String workspace;
    private final String stream;
    private final Consumer<Finding> findings;
    private long seq;
    private Digest hash;

    private ChainCheck(String workspace, String stream, long seq, Digest hash, Consumer<Finding> findings) {
        this.workspace = workspace;
        this.stream = stream;
        this.seq = seq;
        this.hash = hash;
        this.findings = findings;
    }

    /** From the first entry on. */
    public static ChainCheck of(String workspace, String stream, Consumer<Finding> findings) {
        return after(workspace, stream, 0, Digest.ZERO, findings);
    }

    /**
     * From the entry after this one on.
     *
     * @param hash of that entry, as it was checked before or is claimed
     */
    public static ChainCheck after(String workspace, String stream, long seq, Digest hash, Consumer<Finding> findings) {
        return new ChainCheck(workspace, stream, seq, hash, findings);
    }

    /**
     * The next entry.
     *
     * @param bytes that were hashed; null of an entry of which only the hash was kept
     */
    public void entry(long number, byte @Nullable [] bytes, Digest claimed) {
        long next = seq + 1;
        if (number > next) find(number, Kind.GAP, "entry %d is missing".formatted(next));
        if (number < next) find(number, Kind.FORKED, "the number occurs twice");
        if (number == next
                && bytes != null
                && !EntryHash.of(workspace, stream, number, hash, bytes).equals(claimed))
            find(number, Kind.ALTERED, "its hash is not that of its bytes and of the entry before");
        seq = number;
        hash = claimed;
    }

    public String stream() {
        return stream;
    }

    /** Number of the last entry. */
    public long seq() {
        return seq;
    }

    /** Hash of the last entry. */
    public Digest hash() {
        return hash;
    }

    private void find(long number, Kind kind, String message) {
        findings.accept(Finding.at(stream, number, kind, message));
    }
}
