package io.countersign.audit;

import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.ChainCheck;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes chains, one after the other, and holds what is searched against what was hashed. Not thread safe; constant
 * memory but for the findings.
 */
public final class Verifier {
    private final WorkspaceId workspace;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable ChainCheck chain;
    private long streams;
    private long entries;

    public Verifier(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    /** Begins the next chain; the one before is over with it. */
    public void begin(StreamId stream) {
        streams++;
        chain = ChainCheck.of(workspace.value(), stream.toString(), findings::add);
    }

    /** Goes on with a chain of which the first entries were checked before. */
    public void resume(StreamId stream, Head checked) {
        chain = ChainCheck.after(workspace.value(), stream.toString(), checked.seq(), checked.hash(), findings::add);
    }

    /** The chain's next entry. */
    public void entry(AuditEntry entry) {
        entry(entry.seq(), entry.bytes(), entry.hash(), entry);
    }

    /**
     * The chain's next entry, as it was found.
     *
     * @param bytes that were hashed; null of an entry of which only the hash was kept
     * @param searched the same as it is searched; null where that is nothing that an entry could be searched by
     */
    public void entry(long seq, byte @Nullable [] bytes, Digest hash, @Nullable AuditEntry searched) {
        entries++;
        current().entry(seq, bytes, hash);
        if (bytes != null
                && !Projection.of(bytes).map(hashed -> hashed.isOf(searched)).orElse(false))
            findings.add(Finding.at(
                    current().stream(), seq, Kind.PROJECTION_MISMATCH, "a column differs from the hashed bytes"));
    }

    /** Where the chain stands that was begun and not ended. */
    public Head reached() {
        return new Head(current().seq(), current().hash());
    }

    private ChainCheck current() {
        if (chain == null) throw new IllegalStateException("No chain was begun");
        return chain;
    }

    /** Something else that was found. */
    public void found(Finding finding) {
        findings.add(finding);
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
}
