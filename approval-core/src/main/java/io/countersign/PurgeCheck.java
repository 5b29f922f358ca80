package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Trail;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import io.countersign.retention.RetentionEvent;
import io.countersign.retention.Stub;
import io.countersign.store.ApprovalStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Holds the stubs that are there against what each purge said that it left. */
final class PurgeCheck {
    private static final int PART = 500;

    private final ApprovalStore store;
    private final WorkspaceId workspace;
    private final Consumer<Finding> findings;

    PurgeCheck(ApprovalStore store, WorkspaceId workspace, Consumer<Finding> findings) {
        this.store = store;
        this.workspace = workspace;
        this.findings = findings;
    }

    void check() {
        long last = 0;
        List<AuditEntry> some;
        do {
            some = store.stream(workspace, StreamId.RETENTION, last, PART);
            for (AuditEntry entry : some) {
                if (entry.action().equals("retention.purged")) check(entry);
                last = entry.seq();
            }
        } while (some.size() == PART);
    }

    private void check(AuditEntry entry) {
        Set<Stub> told;
        try {
            told = Set.copyOf(
                    Trail.event(entry.bytes(), RetentionEvent.Purged.class).chains());
        } catch (IllegalStateException | IllegalArgumentException altered) {
            // Its chain says so; what it told, nobody knows.
            told = Set.of();
        }
        Set<Stub> there = new HashSet<>(store.stubs(workspace, entry.seq(), told.size() + 1));
        for (Stub stub : told)
            if (!there.remove(stub))
                find(
                        stub,
                        Kind.TRUNCATED,
                        "the chain was purged up to here by entry %d of %s, and no such stub is there",
                        entry);
        for (Stub stub : there)
            find(stub, Kind.FORKED, "only a stub is left, and entry %d of %s does not tell of it", entry);
    }

    private void find(Stub stub, Kind kind, String message, AuditEntry purge) {
        findings.accept(
                Finding.at(stub.stream().toString(), stub.seq(), kind, message.formatted(purge.seq(), purge.stream())));
    }
}
