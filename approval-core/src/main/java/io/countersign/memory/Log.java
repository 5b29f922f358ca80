package io.countersign.memory;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogLeaf;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore.Anchored;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.LogStore.LogStep;
import io.countersign.store.LogStore.Logged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log of a workspace. */
final class Log {
    private final Chains chains;
    private final List<LogLeaf> leaves = new ArrayList<>();
    private final Map<String, Long> reached = new HashMap<>();
    private final Map<Integer, List<Digest>> nodes = new HashMap<>();
    private final List<KeptCheckpoint> checkpoints = new ArrayList<>();
    private final Map<String, Anchored> anchored = new TreeMap<>();

    Log(Chains chains) {
        this.chains = chains;
    }

    Optional<LogState> state(WorkspaceId workspace) {
        KeptCheckpoint last = checkpoints.isEmpty() ? null : checkpoints.get(checkpoints.size() - 1);
        Map<String, Long> taken = new HashMap<>();
        anchored.forEach((name, one) -> taken.put(name, one.number()));
        return chains.inOrder()
                .map(AuditEntry::at)
                .max(Comparator.naturalOrder())
                .map(latest -> new LogState(workspace, last, latest, taken));
    }

    List<LogLeaf> unlogged(@Nullable Instant since, @Nullable String from, int limit) {
        Set<StreamId> looked = chains.inOrder()
                .filter(entry -> since == null || !entry.at().isBefore(since))
                .map(AuditEntry::stream)
                .collect(Collectors.toSet());
        return chains.inOrder()
                .filter(entry -> from == null || entry.stream().toString().compareTo(from) >= 0)
                .filter(entry -> looked.contains(entry.stream())
                        && entry.seq() > reached.getOrDefault(entry.stream().toString(), 0L))
                .limit(limit)
                .map(entry -> new LogLeaf(entry.stream().toString(), entry.seq(), entry.hash()))
                .toList();
    }

    boolean append(LogStep step) {
        if (step.from() != leaves.size() || step.checkpoint().number() != checkpoints.size() + 1) return false;
        leaves.addAll(step.leaves());
        for (LogLeaf leaf : step.leaves()) reached.merge(leaf.stream(), leaf.seq(), Math::max);
        for (Frontier.Node node : step.nodes())
            nodes.computeIfAbsent(node.level(), any -> new ArrayList<>()).add(node.hash());
        checkpoints.add(step.checkpoint());
        return true;
    }

    List<Logged> leaves(long from, int limit) {
        List<Logged> found = new ArrayList<>();
        for (long index = from; index < leaves.size() && found.size() < limit; index++) found.add(logged((int) index));
        return found;
    }

    List<Logged> logged(LogLeafRange range) {
        List<Logged> found = new ArrayList<>();
        for (int index = 0; index < leaves.size(); index++) {
            LogLeaf leaf = leaves.get(index);
            if (leaf.stream().equals(range.stream().toString())
                    && leaf.seq() >= range.from()
                    && leaf.seq() <= range.to()) found.add(logged(index));
        }
        return found;
    }

    private Logged logged(int index) {
        LogLeaf leaf = leaves.get(index);
        return new Logged(index, leaf, chains.hash(StreamId.parse(leaf.stream()), leaf.seq()));
    }

    List<Digest> nodes(int level, long from, int count) {
        List<Digest> all = nodes.getOrDefault(level, List.of());
        int start = (int) Math.min(from, all.size());
        return List.copyOf(all.subList(start, Math.min(all.size(), start + count)));
    }

    List<KeptCheckpoint> checkpoints(long after, int limit) {
        return checkpoints.stream().skip(after).limit(limit).toList();
    }

    void anchored(Anchored one) {
        anchored.merge(one.anchor(), one, (old, young) -> old.number() >= young.number() ? old : young);
    }

    List<Anchored> anchorings() {
        return List.copyOf(anchored.values());
    }
}
