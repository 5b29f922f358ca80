package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Verifier;
import io.countersign.content.Version;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.post.NotRebuiltException;
import io.countersign.post.Post;
import io.countersign.post.Rebuilding;
import io.countersign.problem.NotFoundException;
import io.countersign.review.Plan;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * A post told again from its record alone: from its entries and from the versions and plans that they pin. Where its chain is
     * whole and its row was changed by nobody else, it equals the stored post of the same revision.
     *
     * @throws NotFoundException where the record knows no such post
     * @throws NotRebuiltException where an entry is missing, or a version or plan is not the pinned one
     */
    public Post rebuild(Call call, PostId id) {
        desk.need(call, Permission.AUDIT_READ, "post", id.value());
        List<AuditEntry> entries = entries(call, StreamId.of(id));
        if (entries.isEmpty()) throw new NotFoundException("post", id.value());
        // Read after the entries: what they pin was there before them, or came with them.
        List<Version> versions = desk.store.versions(call.workspace(), id);
        Map<Integer, Plan> plans = desk.store.plans(call.workspace(), id);
        return new Rebuilding(versions, plans).after(entries);
    }

    private List<AuditEntry> entries(Call call, StreamId stream) {
        List<AuditEntry> all = new ArrayList<>();
        List<AuditEntry> part;
        do {
            long last = all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
            part = desk.store.stream(call.workspace(), stream, last, BATCH);
            all.addAll(part);
        } while (part.size() == BATCH);
        return all;
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
