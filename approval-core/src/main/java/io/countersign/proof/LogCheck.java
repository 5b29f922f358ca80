package io.countersign.proof;

import io.countersign.canonical.Digest;
import io.countersign.proof.Finding.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the log of a workspace grow again, leaf by leaf, and compares it with checkpoints, wherever they were kept. Not
 * thread safe.
 */
public final class LogCheck {
    private final PriorityQueue<Checkpoint> ahead = new PriorityQueue<>(Comparator.comparingLong(Checkpoint::size));
    private final Consumer<Finding> findings;
    private Frontier frontier;

    /** From a state of the log that was checked before, or from {@link Frontier#START}. */
    public LogCheck(Frontier from, Consumer<Finding> findings) {
        this.frontier = from;
        this.findings = findings;
    }

    /** Compares the log with this checkpoint when it has grown to its size; one of a size before is passed over. */
    public void expect(Checkpoint checkpoint) {
        if (checkpoint.size() < frontier.size()) return;
        ahead.add(checkpoint);
        compare();
    }

    /**
     * The next leaf.
     *
     * @param entry hash of the entry that stands under its stream and number; null where there is none
     * @return nodes of the tree that it completes
     */
    public List<Frontier.Node> leaf(long index, LogLeaf leaf, @Nullable Digest entry) {
        if (index != frontier.size())
            findings.accept(Finding.at(
                    leaf.stream(), leaf.seq(), Kind.GAP, "the log misses its leaf %d".formatted(frontier.size())));
        if (entry == null)
            findings.accept(Finding.at(
                    leaf.stream(), leaf.seq(), Kind.TRUNCATED, "the log holds an entry that is not there any more"));
        else if (!entry.equals(leaf.hash()))
            findings.accept(
                    Finding.at(leaf.stream(), leaf.seq(), Kind.FORKED, "the entry is not the one that the log holds"));
        Frontier.Growth growth = frontier.grow(List.of(leaf.digest()));
        frontier = growth.frontier();
        compare();
        return growth.nodes();
    }

    /** Says that there are no more leaves. */
    public void end() {
        for (Checkpoint checkpoint = ahead.poll(); checkpoint != null; checkpoint = ahead.poll())
            findings.accept(Finding.of(
                    Kind.TRUNCATED,
                    "the log has %d leaves, checkpoint %d of %s was made over %d"
                            .formatted(frontier.size(), checkpoint.number(), checkpoint.at(), checkpoint.size())));
    }

    private void compare() {
        for (Checkpoint next = ahead.peek(); next != null && next.size() == frontier.size(); next = ahead.peek()) {
            Checkpoint checkpoint = ahead.remove();
            if (!checkpoint.root().equals(frontier.root()))
                findings.accept(Finding.of(
                        Kind.FORKED,
                        "checkpoint %d of %s was made over other entries than the first %d of the log"
                                .formatted(checkpoint.number(), checkpoint.at(), checkpoint.size())));
        }
    }

    /** How the log stands after the leaves so far. */
    public Frontier frontier() {
        return frontier;
    }
}
