package io.countersign;

import io.countersign.audit.Anchor;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.ApprovalStore;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What should be held outside by now and is not, as the store tells it, whichever node was to see to it. */
final class AnchorLag {
    /** Asked by anybody who sees the host's health, so it costs the same in a host of thousands. */
    private static final int WORKSPACES = 20;

    /** That many intervals after it was due, it is more than an anchor that took a breath. */
    private static final int PATIENCE = 5;

    /**
     * A workspace with entries that an anchor does not hold.
     *
     * @param since when a checkpoint over the first of them was made, or the last one before them; null where there is none
     */
    record Lag(@Nullable Instant since) {}

    private record Look(Instant at, List<Lag> lags) {}

    private final ApprovalStore store;
    private final List<Anchor> anchors;
    private final Duration every;
    private volatile @Nullable Look last;

    AnchorLag(ApprovalStore store, CheckpointTerms terms) {
        this.store = store;
        anchors = terms.anchors();
        every = terms.every();
    }

    /** What is from before this should be held. */
    Instant before(Instant now) {
        return now.minus(every.multipliedBy(PATIENCE));
    }

    /** Of the first workspaces, as they were an interval ago at most. */
    List<Lag> lags(Instant now) {
        Look look = last;
        if (look == null || !now.isBefore(look.at().plus(every))) {
            look = new Look(now, look(before(now)));
            last = look;
        }
        return look.lags();
    }

    private List<Lag> look(Instant before) {
        return store.recorded(null, null, WORKSPACES).stream()
                .map(workspace -> lag(workspace, before))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Lag> lag(WorkspaceId workspace, Instant before) {
        LogState log = store.log(workspace).orElse(null);
        if (log == null) return Optional.empty();
        KeptCheckpoint checkpoint = log.last();
        if (checkpoint == null) return entries(workspace, null, before) ? Optional.of(new Lag(null)) : Optional.empty();
        Instant unheld = unheld(log, checkpoint);
        if (unheld != null && unheld.isBefore(before)) return Optional.of(new Lag(unheld));
        Instant covered = checkpoint.at();
        boolean uncovered = covered.isBefore(before) && entries(workspace, covered, before);
        return uncovered ? Optional.of(new Lag(covered)) : Optional.empty();
    }

    private boolean entries(WorkspaceId workspace, @Nullable Instant after, Instant before) {
        Instant from = after == null ? null : after.plus(1, ChronoUnit.MICROS);
        TrailFilter filter = new TrailFilter(null, null, null, null, from, before);
        return !store.entries(workspace, filter, new PageRequest(1, null))
                .items()
                .isEmpty();
    }

    /** When the first checkpoint was made of those that an anchor lacks; null where none lacks any. */
    private @Nullable Instant unheld(LogState log, KeptCheckpoint checkpoint) {
        long held = anchors.stream()
                .mapToLong(anchor -> log.anchored().getOrDefault(anchor.name(), 0L))
                .min()
                .orElse(0);
        if (held >= checkpoint.number()) return null;
        return store.checkpoints(log.workspace(), held, 1).get(0).at();
    }
}
