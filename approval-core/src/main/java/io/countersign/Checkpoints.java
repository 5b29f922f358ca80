package io.countersign;

import io.countersign.audit.Anchor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.Finding;
import io.countersign.proof.NoteKey;
import io.countersign.store.LogStore.LogState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the entries of each workspace into its log, signs what it has come to, and hands that to anchors. */
public final class Checkpoints {
    /** How far the record can be proven. */
    public enum State {
        /** No signer was given: nothing is signed. */
        OFF,
        /** Signed, and there is no anchor, or one has not taken the last checkpoint yet. */
        UNANCHORED,
        /** Signed, and held by every anchor. */
        ANCHORED
    }

    /**
     * How checkpoints go, as this node sees it.
     *
     * @param since when the state began; null before the first run
     * @param covered until when this node knows all entries to be covered by checkpoints; null before the first run
     */
    public record Status(
            State state, @Nullable Instant since, @Nullable Instant covered) {}

    /**
     * How far the record can be proven now, whichever node sees to it.
     *
     * @param since from when on entries may not be held outside; null where none ever were, or none are lacking
     * @param workspaces in how many that is so, as far as it was looked; 0 where it is not known, or none are lacking
     */
    public record Standing(State state, @Nullable Instant since, int workspaces) {
        static final Standing WHOLE = new Standing(State.ANCHORED, null, 0);
    }

    /**
     * What a {@link #run()} did.
     *
     * @param made checkpoints
     * @param anchored checkpoints that an anchor took
     */
    public record Run(int made, int anchored) {
        static final Run NOTHING = new Run(0, 0);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int WORKSPACES = 200;

    /** Entries are committed so long after their time at most, as a rule; later ones wait for the daily look at all. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final Duration WHOLE = Duration.ofDays(1);

    private final Desk desk;
    private final CheckpointTerms terms;
    private final LogKeeper keeper;
    private final AnchorLag lag;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<WorkspaceId> pending = new LinkedHashSet<>();
    private @Nullable Instant lookedAtAll;
    private @Nullable Instant lastRun;
    private @Nullable Instant dueAt;
    private volatile Status status;

    Checkpoints(Desk desk, CheckpointTerms terms) {
        this.desk = desk;
        this.terms = terms;
        keeper = new LogKeeper(desk.store, terms);
        lag = new AnchorLag(desk.store, terms);
        status = new Status(off() ? State.OFF : State.UNANCHORED, null, null);
    }

    private boolean off() {
        return terms.signers().isEmpty();
    }

    /** How it goes. */
    public Status status() {
        return status;
    }

    /**
     * How far the record can be proven now. Where this node's runs are in time, it knows; else it looks at what the store has of
     * the first twenty workspaces, so that a node without runs tells as well. Lacking is what an anchor has not five intervals
     * after it was due. It reads little, seldom and nothing from anchors, so anybody may ask for it at any time.
     *
     * @throws RuntimeException where the store cannot be read
     */
    public Standing standing() {
        Instant now = desk.store.now();
        // The time may be the host's, and tell nothing of the store.
        desk.store.recorded(null, null, 1);
        if (off()) return new Standing(State.OFF, null, 0);
        if (!anchored()) return new Standing(State.UNANCHORED, null, 0);
        Status seen = status;
        Instant before = lag.before(now);
        if (seen.covered() != null && !seen.covered().isBefore(before)) return Standing.WHOLE;
        List<AnchorLag.Lag> lags = lag.lags(now);
        if (!lags.isEmpty()) return new Standing(State.UNANCHORED, first(lags), lags.size());
        // Its own runs may know of a workspace that was not looked at.
        boolean other = seen.state() == State.UNANCHORED
                && seen.since() != null
                && seen.since().isBefore(before);
        return other ? new Standing(State.UNANCHORED, seen.since(), 0) : Standing.WHOLE;
    }

    private static @Nullable Instant first(List<AnchorLag.Lag> lags) {
        @Nullable Instant first = null;
        for (AnchorLag.Lag lag : lags) {
            Instant since = lag.since();
            if (since == null) return null;
            if (first == null || since.isBefore(first)) first = since;
        }
        return first;
    }

    /** Whether anybody outside is to hold them. */
    public boolean anchored() {
        return !terms.anchors().isEmpty();
    }

    /** Public keys that the checkpoints are signed by, the current one first; to be published where auditors find them. */
    public List<NoteKey> keys() {
        return terms.keys();
    }

    /**
     * Does what is due: where something changed since the last checkpoint of a workspace, and that is long enough ago, makes
     * the next; hands to anchors what they have not. What fails is done by the next run. Nodes may call it at the same time.
     *
     * @throws IllegalStateException within a transaction of the host
     */
    public Run run() {
        if (off() || !turn.tryLock()) return Run.NOTHING;
        try {
            Instant now = desk.store.now();
            if (dueAt != null && now.isBefore(dueAt)) return Run.NOTHING;
            Run run = sweep(now);
            dueAt = now.plus(terms.every());
            return run;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Makes a checkpoint of the workspace now, over all its entries, and hands it to the anchors.
     *
     * @return the last checkpoint; empty where the workspace has no entry
     * @throws IllegalStateException without a signer, or within a transaction of the host
     */
    public Optional<Checkpoint> make(Call call) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        if (off())
            throw new IllegalStateException(
                    "Checkpoints are signed: give Approvals a signer by checkpoints(CheckpointTerms.signedBy(…))");
        keeper.take(call.workspace(), null);
        keeper.anchor(call.workspace());
        return keeper.state(call.workspace()).map(LogState::last).map(LogKeeper::checkpoint);
    }

    /** What is to be said of a workspace's record where nobody outside holds this checkpoint. */
    Optional<Finding> unanchored(WorkspaceId workspace, @Nullable Checkpoint last) {
        String missing;
        if (off() || last == null)
            missing = "No checkpoint of this record is made, so what is missing from its end cannot be proven.";
        else if (terms.anchors().isEmpty())
            missing =
                    "No checkpoint of this record is kept outside the database: who has the database and the key can rewrite it.";
        else {
            List<String> lacking = lacking(workspace, last);
            if (lacking.isEmpty()) return Optional.empty();
            missing = "Checkpoint %d of %s is not kept by %s yet.".formatted(last.number(), last.at(), lacking);
        }
        Instant since = status.state() == State.ANCHORED ? null : status.since();
        return Optional.of(Finding.of(
                Finding.Kind.UNANCHORED, since == null ? missing : "%s Since %s.".formatted(missing, since)));
    }

    private List<String> lacking(WorkspaceId workspace, Checkpoint last) {
        Map<String, Long> anchored =
                keeper.state(workspace).map(LogState::anchored).orElse(Map.of());
        return terms.anchors().stream()
                .map(Anchor::name)
                .filter(name -> anchored.getOrDefault(name, 0L) < last.number())
                .toList();
    }

    /** Where something happened of late, or an anchor was missing; everywhere in the first run, and once a day. */
    private Run sweep(Instant now) {
        boolean all = lookedAtAll == null || !now.isBefore(lookedAtAll.plus(WHOLE));
        Instant since = all || lastRun == null ? null : lastRun.minus(LATE);
        Set<WorkspaceId> left = new LinkedHashSet<>(pending);
        pending.clear();
        Run run = Run.NOTHING;
        for (WorkspaceId workspace : left) run = visit(workspace, since, run);
        @Nullable WorkspaceId last = null;
        List<WorkspaceId> some;
        do {
            some = desk.store.recorded(since, last, WORKSPACES);
            for (WorkspaceId workspace : some) {
                last = workspace;
                if (!left.contains(workspace)) run = visit(workspace, since, run);
            }
        } while (some.size() == WORKSPACES && !Thread.currentThread().isInterrupted());
        if (all) lookedAtAll = now;
        lastRun = now;
        boolean whole = pending.isEmpty();
        tell(whole && !terms.anchors().isEmpty() ? State.ANCHORED : State.UNANCHORED, now, whole);
        return run;
    }

    /** A workspace that fails does not keep others waiting. */
    private Run visit(WorkspaceId workspace, @Nullable Instant since, Run run) {
        try {
            int made = keeper.take(workspace, since);
            return new Run(run.made() + made, run.anchored() + keeper.anchor(workspace));
        } catch (RuntimeException failed) {
            pending.add(workspace);
            LOG.warn("The checkpoint of workspace {} is made, or anchored, later", workspace, failed);
            return run;
        }
    }

    private void tell(State state, Instant now, boolean whole) {
        Status before = status;
        boolean same = state == before.state() && before.since() != null;
        status = new Status(state, same ? before.since() : now, whole ? now : before.covered());
    }
}
