package io.countersign;

import io.countersign.audit.StreamId;
import io.countersign.audit.Trail;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.EntryBody;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import io.countersign.retention.RetentionEvent;
import io.countersign.retention.Stub;
import io.countersign.store.ApprovalStore;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Holds the stubs that are there against what each purge said that it left. */
final class PurgeCheck {
    private final ApprovalStore store;
    private final WorkspaceId workspace;
    private final Consumer<Finding> findings;

    PurgeCheck(ApprovalStore store, WorkspaceId workspace, Consumer<Finding> findings) {
        this.store = store;
        this.workspace = workspace;
        this.findings = findings;
    }

    /** An entry of the chain in which purges are told; of one that was altered, the chain says so. */
    void entry(long seq, byte[] bytes) {
        Set<Stub> told;
        try {
            if (!"retention.purged".equals(EntryBody.parse(bytes).members().get("action"))) return;
            told = Set.copyOf(Trail.event(bytes, RetentionEvent.Purged.class).chains());
        } catch (RuntimeException altered) {
            return;
        }
        Set<Stub> there = new HashSet<>(store.stubs(workspace, seq, told.size() + 1));
        for (Stub stub : told)
            if (!there.remove(stub))
                find(
                        stub,
                        Kind.TRUNCATED,
                        "the chain was purged up to here by entry %d of %s, and no such stub is there",
                        seq);
        for (Stub stub : there)
            find(stub, Kind.FORKED, "only a stub is left, and entry %d of %s does not tell of it", seq);
    }

    private void find(Stub stub, Kind kind, String message, long purge) {
        findings.accept(
                Finding.at(stub.stream().toString(), stub.seq(), kind, message.formatted(purge, StreamId.RETENTION)));
    }
}
