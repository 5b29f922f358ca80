package io.countersign;

import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.InvalidInputException;
import io.countersign.proof.Finding;
import io.countersign.proof.Frontier;
import io.countersign.store.ApprovalStore;
import io.countersign.store.TrailReads.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification of a workspace's record in steps of a few thousand entries, in constant memory; what {@link Records#verify}
 * does at once. Where it stands can be kept, and another process goes on from there. Not thread safe; it holds no connection
 * between steps.
 *
 * <pre>{@code
 * Verifying verifying = records.verifying(call, kept);
 * while (verifying.step()) keep(verifying.progress());
 * report(verifying.result());
 * }</pre>
 */
public final class Verifying {
    /** What a verification must know to go on. */
    private record Progress(
            WorkspaceId workspace,
            long streams,
            long entries,
            boolean walked,
            @Nullable StreamId stream,
            long seq,
            @Nullable Digest hash,
            long index,
            long checkpoint,
            Frontier frontier,
            List<Finding> findings) {
        Progress {
            if (frontier == null || findings == null)
                throw new IllegalArgumentException("It does not say how the log stood, or what was found");
            findings = List.copyOf(findings);
        }

        static Progress start(WorkspaceId workspace) {
            return new Progress(workspace, 0, 0, false, null, 0, null, 0, 0, Frontier.START, List.of());
        }

        static Progress read(WorkspaceId workspace, String text) {
            try {
                @Nullable Progress progress = Json.read(text, Progress.class);
                if (progress != null && workspace.equals(progress.workspace())) return progress;
            } catch (IllegalStateException | IllegalArgumentException malformed) {
                // As one of another workspace.
            }
            throw new InvalidInputException("progress", "is not one that a verification of this workspace gave");
        }

        @Nullable
        Place place() {
            return stream == null || hash == null ? null : new Place(stream, seq, hash);
        }
    }

    private final Checkpoints checkpoints;
    private final Progress from;
    private final RecordCheck chains;
    private final LogWalk log;
    private final List<Finding> others = new ArrayList<>();
    private boolean walked;
    private boolean done;

    Verifying(
            ApprovalStore store,
            WorkspaceId workspace,
            CheckpointTerms terms,
            Checkpoints checkpoints,
            @Nullable String progress) {
        this.checkpoints = checkpoints;
        from = progress == null ? Progress.start(workspace) : Progress.read(workspace, progress);
        walked = from.walked();
        chains = new RecordCheck(store, workspace, from.place());
        log = new LogWalk(store, workspace, terms, others::add, from.index(), from.checkpoint(), from.frontier());
    }

    /** Checks the next part; false when there is no more. */
    public boolean step() {
        if (done) return false;
        if (found().size() >= RecordCheck.MOST_FINDINGS) {
            others.add(Finding.of(
                    Finding.Kind.TRUNCATED,
                    "more is wrong than is told here; the rest of the record was not looked at"));
            done = true;
            return false;
        }
        if (!walked) {
            if (!chains.step()) {
                chains.ends();
                walked = true;
            }
            return true;
        }
        if (log.step()) return true;
        checkpoints.unanchored(from.workspace(), log.last()).ifPresent(others::add);
        done = true;
        return false;
    }

    /**
     * Where it stands, and what was found so far: text to go on from. Whoever can alter it can hide what lies before, so it is kept
     * where the record's intruders cannot write.
     */
    public String progress() {
        Place place = chains.place();
        return Json.write(new Progress(
                from.workspace(),
                streams(),
                entries(),
                walked,
                place == null ? null : place.stream(),
                place == null ? 0 : place.seq(),
                place == null ? null : place.hash(),
                log.index(),
                log.compared(),
                log.frontier(),
                found()));
    }

    /** What was found from the very beginning on. */
    public Records.Verification result() {
        return new Records.Verification(streams(), entries(), log.last(), found());
    }

    private List<Finding> found() {
        List<Finding> found = new ArrayList<>(from.findings());
        found.addAll(chains.verifier().findings());
        found.addAll(others);
        return found;
    }

    private long streams() {
        return from.streams() + chains.verifier().streams();
    }

    private long entries() {
        return from.entries() + chains.verifier().entries();
    }
}
