package io.countersign.contract;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.ApprovalStore;
import io.countersign.store.TrailReads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One chain of a workspace, as a walk through the record finds it.
 *
 * @param entries in order
 */
public record Chained(StreamId stream, List<AuditEntry> entries) {
    /** All chains, walked some entries at a time. */
    public static List<Chained> in(ApprovalStore store, WorkspaceId workspace) {
        Map<StreamId, List<AuditEntry>> chains = new LinkedHashMap<>();
        TrailReads.@Nullable Place place = null;
        List<TrailReads.Walked> some;
        do {
            some = store.walk(workspace, place, 7);
            for (TrailReads.Walked next : some) {
                AuditEntry entry = next.entry();
                if (entry == null) throw new AssertionError("Of %s only the hash is there".formatted(next));
                chains.computeIfAbsent(next.stream(), first -> new ArrayList<>())
                        .add(entry);
                place = new TrailReads.Place(next.stream(), next.seq(), next.hash());
            }
        } while (!some.isEmpty());
        return chains.entrySet().stream()
                .map(one -> new Chained(one.getKey(), List.copyOf(one.getValue())))
                .toList();
    }

    Head end() {
        return entries.get(entries.size() - 1).head();
    }
}
