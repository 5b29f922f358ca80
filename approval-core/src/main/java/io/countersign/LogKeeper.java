package io.countersign;

import io.countersign.audit.Anchor;
import io.countersign.audit.CheckpointSigner;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogLeaf;
import io.countersign.proof.NoteKey;
import io.countersign.proof.SignedNote;
import io.countersign.store.ApprovalStore;
import io.countersign.store.LogStore.Anchored;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.LogStore.LogStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes entries of one workspace into its log, step by step, each under a checkpoint; any number of nodes may do so at once. */
final class LogKeeper {
    private static final int LEAVES = 10_000;

    private final ApprovalStore store;
    private final CheckpointTerms terms;

    LogKeeper(ApprovalStore store, CheckpointTerms terms) {
        this.store = store;
        this.terms = terms;
    }

    Optional<LogState> state(WorkspaceId workspace) {
        return store.log(workspace);
    }

    /**
     * Takes what the log has not; where another node is first, that one goes on with it.
     *
     * @param since as in {@link io.countersign.store.LogStore#unlogged}
     * @return how many checkpoints were made
     */
    int take(WorkspaceId workspace, @Nullable Instant since) {
        int made = 0;
        @Nullable String from = null;
        while (true) {
            // Read before what it lacks, so that a step of another node meanwhile makes this one fail.
            KeptCheckpoint last = store.log(workspace).map(LogState::last).orElse(null);
            List<LogLeaf> leaves = store.unlogged(workspace, since, from, LEAVES);
            if (leaves.isEmpty() || !store.append(step(workspace, last, leaves))) return made;
            made++;
            from = leaves.get(leaves.size() - 1).stream();
        }
    }

    private LogStep step(WorkspaceId workspace, @Nullable KeptCheckpoint last, List<LogLeaf> leaves) {
        Frontier before = last == null ? Frontier.START : last.frontier();
        Frontier.Growth growth =
                before.grow(leaves.stream().map(LogLeaf::digest).toList());
        Frontier grown = growth.frontier();
        Checkpoint checkpoint = new Checkpoint(
                terms.origin(workspace),
                last == null ? 1 : last.number() + 1,
                grown.size(),
                grown.root(),
                store.now(),
                terms.signers().get(0).key());
        SignedNote note = signed(checkpoint, last == null ? null : checkpoint(last));
        KeptCheckpoint kept = new KeptCheckpoint(checkpoint.number(), checkpoint.at(), note.toString(), grown);
        return new LogStep(workspace, before.size(), leaves, growth.nodes(), kept);
    }

    /** By its own key, and by the one that the checkpoint before named, so that who trusts that one can trust this. */
    private SignedNote signed(Checkpoint checkpoint, @Nullable Checkpoint before) {
        String text = checkpoint.text();
        List<SignedNote.Mark> marks = new ArrayList<>();
        marks.add(mark(terms.signers().get(0), text));
        if (before != null && !before.key().equals(checkpoint.key())) marks.add(mark(signer(before.key()), text));
        return new SignedNote(text, marks);
    }

    private CheckpointSigner signer(NoteKey key) {
        return terms.signers().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The last checkpoint was signed by %s; give its signer as one that signed before, so that the new key can be followed from it"
                                .formatted(key)));
    }

    private static SignedNote.Mark mark(CheckpointSigner signer, String text) {
        return SignedNote.Mark.of(signer.key(), signer.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Hands the last checkpoint to the anchors that have it not; returns how many took it. */
    int anchor(WorkspaceId workspace) {
        LogState log = store.log(workspace).orElse(null);
        if (log == null || log.last() == null) return 0;
        KeptCheckpoint last = log.last();
        int taken = 0;
        for (Anchor anchor : terms.anchors()) {
            if (log.anchored().getOrDefault(anchor.name(), 0L) >= last.number()) continue;
            String receipt = anchor.keep(workspace, checkpoint(last), SignedNote.parse(last.note()));
            store.anchored(workspace, new Anchored(last.number(), anchor.name(), store.now(), receipt));
            taken++;
        }
        return taken;
    }

    static Checkpoint checkpoint(KeptCheckpoint kept) {
        return Checkpoint.parse(SignedNote.parse(kept.note()).text());
    }
}
