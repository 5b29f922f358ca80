package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Verifier;
import io.countersign.identity.Permission;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record: what happened, and whether its chains are whole. */
public final class Records {
    private static final int BATCH = 200;

    private final Desk desk;

    Records(Desk desk) {
        this.desk = desk;
    }

    /**
     * What a verification found.
     *
     * @param findings alterations; none where the chains are whole
     */
    public record Verification(long streams, long entries, List<Verifier.Finding> findings) {
        public boolean valid() {
            return findings.isEmpty();
        }
    }

    /** Entries of the workspace, newest first. */
    public Page<AuditEntry> entries(Call call, TrailFilter filter, PageRequest page) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        return desk.store.entries(call.workspace(), filter, page);
    }

    /** Recomputes every chain of the workspace. */
    public Verification verify(Call call) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        Verifier verifier = new Verifier();
        @Nullable StreamId after = null;
        List<TrailReads.Chain> chains;
        do {
            chains = desk.store.chains(call.workspace(), after, BATCH);
            for (TrailReads.Chain chain : chains) {
                verifier.chain(chain.stream(), chain.head(), chain.entries());
                after = chain.stream();
            }
        } while (!chains.isEmpty());
        return new Verification(verifier.streams(), verifier.entries(), verifier.findings());
    }
}
