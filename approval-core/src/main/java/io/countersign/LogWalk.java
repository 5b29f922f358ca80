package io.countersign;

import io.countersign.audit.Anchor;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.CheckpointCheck;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogCheck;
import io.countersign.proof.SignedNote;
import io.countersign.store.ApprovalStore;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.Logged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks through the log of a workspace, beside its checkpoints and those that anchors hold. */
final class LogWalk {
    private static final int LEAVES = 5_000;
    private static final int CHECKPOINTS = 500;

    private final ApprovalStore store;
    private final WorkspaceId workspace;
    private final CheckpointTerms terms;
    private final Consumer<Finding> findings;
    private final LogCheck log;
    private final CheckpointCheck checkpoints;

    /** Read, and not yet reached by the leaves. */
    private final Deque<Checkpoint> ahead = new ArrayDeque<>();

    private long index;
    private long number;
    private long compared;
    private boolean begun;

    /**
     * From the beginning, or from where another left.
     *
     * @param index of the next leaf
     * @param compared number of the last checkpoint that was reached; 0 for none
     * @param from how the log stood then
     */
    LogWalk(
            ApprovalStore store,
            WorkspaceId workspace,
            CheckpointTerms terms,
            Consumer<Finding> findings,
            long index,
            long compared,
            Frontier from) {
        this.store = store;
        this.workspace = workspace;
        this.terms = terms;
        this.findings = findings;
        this.index = index;
        this.compared = compared;
        log = new LogCheck(from, findings);
        checkpoints = new CheckpointCheck(terms.keys(), findings);
    }

    /** Walks on a little; false at the end. */
    boolean step() {
        if (!begun) begin();
        boolean walked = leaves();
        while (!walked && more()) walked = leaves();
        if (walked) return true;
        checkpoints.end();
        log.end();
        beyond();
        return false;
    }

    /** What anchors hold comes first: a checkpoint that they took is in the table by then, with its leaves. */
    private void begin() {
        for (Anchor anchor : terms.anchors()) held(anchor);
        if (compared > 0) goOn();
        begun = true;
    }

    /** What was checked before must be there still. */
    private void goOn() {
        number = compared;
        kept(compared)
                .ifPresentOrElse(
                        before -> checkpoints.next(before.note()),
                        () -> findings.accept(Finding.of(
                                Kind.GAP,
                                "checkpoint %d is missing, up to which the log was checked before"
                                        .formatted(compared))));
        List<Logged> last = store.leaves(workspace, index - 1, 1);
        if (last.isEmpty() || last.get(0).index() != index - 1)
            findings.accept(Finding.of(
                    Kind.TRUNCATED, "the log misses leaf %d, up to which it was checked before".formatted(index - 1)));
    }

    private Optional<KeptCheckpoint> kept(long which) {
        return store.checkpoints(workspace, which - 1, 1).stream()
                .filter(one -> one.number() == which)
                .findFirst();
    }

    /** Reads the next checkpoints; false where there are none. */
    private boolean more() {
        List<KeptCheckpoint> some = store.checkpoints(workspace, number, CHECKPOINTS);
        for (KeptCheckpoint kept : some) {
            if (number == 0 && kept.number() != 1)
                findings.accept(
                        Finding.of(Kind.GAP, "the first checkpoint is missing, %d is there".formatted(kept.number())));
            checkpoints.next(kept.note()).ifPresent(checkpoint -> expect(kept, checkpoint));
            number = kept.number();
        }
        return !some.isEmpty();
    }

    private void held(Anchor anchor) {
        try {
            anchor.last(workspace).ifPresent(note -> expect(anchor, note));
        } catch (IllegalArgumentException | IllegalStateException altered) {
            findings.accept(Finding.of(
                    Kind.BAD_SIGNATURE,
                    "what anchor '%s' holds cannot be read: %s".formatted(anchor.name(), altered.getMessage())));
        } catch (RuntimeException silent) {
            findings.accept(Finding.of(
                    Kind.UNANCHORED,
                    "anchor '%s' does not tell what it holds, so nothing is compared with it: %s"
                            .formatted(anchor.name(), silent.getMessage())));
        }
    }

    private void expect(Anchor anchor, SignedNote note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (terms.keys().stream().anyMatch(note::isSignedBy)) compare(checkpoint);
        else
            findings.accept(Finding.of(
                    Kind.BAD_SIGNATURE,
                    "the last checkpoint that anchor '%s' holds is signed by a key that is not trusted"
                            .formatted(anchor.name())));
    }

    /** One of a log that has grown beyond it is held against that which was compared then. */
    private void compare(Checkpoint anchored) {
        if (anchored.size() >= log.frontier().size()) log.expect(anchored);
        else if (kept(anchored.number())
                .filter(kept -> kept.frontier().size() == anchored.size()
                        && kept.frontier().root().equals(anchored.root()))
                .isEmpty())
            findings.accept(Finding.of(
                    Kind.FORKED,
                    "checkpoint %d of %s is anchored, and the one of that number here is another"
                            .formatted(anchored.number(), anchored.at())));
    }

    /** Takes the next leaves; false where the checkpoints that were read are over no more. */
    private boolean leaves() {
        while (ahead.size() > 1 && ahead.getFirst().size() <= index)
            compared = ahead.removeFirst().number();
        long until = ahead.isEmpty() ? 0 : ahead.getLast().size();
        if (index >= until) return false;
        List<Logged> some = store.leaves(workspace, index, (int) Math.min(LEAVES, until - index));
        List<Frontier.Node> nodes = new ArrayList<>();
        for (Logged logged : some) {
            nodes.addAll(log.leaf(logged.index(), logged.leaf(), logged.entry()));
            index = logged.index() + 1;
        }
        nodes.forEach(this::compare);
        return !some.isEmpty();
    }

    private void compare(Frontier.Node node) {
        if (!store.nodes(workspace, node.level(), node.index(), 1).equals(List.of(node.hash())))
            findings.accept(Finding.of(
                    Kind.PROJECTION_MISMATCH,
                    "node %d of level %d of the log is not the one above its leaves"
                            .formatted(node.index(), node.level())));
    }

    private void expect(KeptCheckpoint kept, Checkpoint checkpoint) {
        if (kept.number() != checkpoint.number()
                || !kept.at().equals(checkpoint.at())
                || kept.frontier().size() != checkpoint.size()
                || !kept.frontier().root().equals(checkpoint.root()))
            findings.accept(Finding.of(
                    Kind.PROJECTION_MISMATCH,
                    "a column of checkpoint %d differs from its note".formatted(checkpoint.number())));
        log.expect(checkpoint);
        ahead.add(checkpoint);
    }

    /** The last checkpoint that was read; null before the first. */
    @Nullable
    Checkpoint last() {
        return checkpoints.last();
    }

    /** Of the next leaf. */
    long index() {
        return index;
    }

    /** Number of the last checkpoint that was reached; 0 for none. */
    long compared() {
        Checkpoint next = ahead.peekFirst();
        return next != null && next.size() <= index ? next.number() : compared;
    }

    Frontier frontier() {
        return log.frontier();
    }

    /** Nothing is taken into the log but under a checkpoint. */
    private void beyond() {
        Checkpoint last = checkpoints.last();
        long size = last == null ? 0 : last.size();
        // Another node may have made a checkpoint since.
        boolean covered = !store.checkpoints(workspace, last == null ? 0 : last.number(), 1)
                .isEmpty();
        if (!covered && !store.leaves(workspace, Math.max(size, index), 1).isEmpty())
            findings.accept(Finding.of(
                    Kind.FORKED, "the log goes on beyond its last checkpoint, over %d entries".formatted(size)));
    }
}
