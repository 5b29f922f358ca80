package io.countersign.memory;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.retention.Stub;
import io.countersign.store.TrailReads.Walked;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is left of entries that were purged. */
final class Stubs {
    private record Chain(long purge, List<Walked> entries) {
        Stub end() {
            Walked last = entries.get(entries.size() - 1);
            return new Stub(last.stream(), last.seq(), last.hash());
        }
    }

    private final Map<StreamId, Chain> chains = new HashMap<>();

    void put(StreamId stream, long purge, List<AuditEntry> entries) {
        List<Walked> left = entries.stream()
                .map(entry -> new Walked(stream, entry.seq(), null, entry.hash(), null))
                .toList();
        chains.put(stream, new Chain(purge, left));
    }

    Stream<Walked> all() {
        return chains.values().stream().flatMap(chain -> chain.entries().stream());
    }

    Stream<Walked> of(StreamId stream) {
        Chain chain = chains.get(stream);
        return chain == null ? Stream.of() : chain.entries().stream();
    }

    List<Stub> of(long purge, int limit) {
        return chains.values().stream()
                .filter(chain -> chain.purge() == purge)
                .map(Chain::end)
                .sorted(Comparator.comparing(stub -> stub.stream().toString()))
                .limit(limit)
                .toList();
    }

    /** Those of no such purge. */
    Stream<Walked> strays(Set<Long> purges) {
        return chains.values().stream()
                .filter(chain -> !purges.contains(chain.purge()))
                .flatMap(chain -> chain.entries().stream());
    }
}
