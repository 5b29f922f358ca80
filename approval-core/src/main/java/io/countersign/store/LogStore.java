package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogLeaf;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of each workspace, into which the entries of all its streams are taken, and its checkpoints. Only ever appended to. */
public interface LogStore {
    /**
     * A checkpoint, as it is kept.
     *
     * @param number from 1, without gaps
     * @param at by the store's time
     * @param note the signed note
     * @param frontier the log's at that size
     */
    record KeptCheckpoint(long number, Instant at, String note, Frontier frontier) {}

    /**
     * Where a workspace's log stands.
     *
     * @param last the last checkpoint; null before the first
     * @param latest the time of the workspace's latest entry
     * @param anchored number of the last checkpoint that each anchor took, by the anchor's name
     */
    record LogState(WorkspaceId workspace, @Nullable KeptCheckpoint last, Instant latest, Map<String, Long> anchored) {
        public LogState {
            anchored = Map.copyOf(anchored);
        }
    }

    /**
     * A step of a log: leaves, the nodes that they complete, and the checkpoint over them.
     *
     * @param from index of the first leaf
     */
    record LogStep(
            WorkspaceId workspace,
            long from,
            List<LogLeaf> leaves,
            List<Frontier.Node> nodes,
            KeptCheckpoint checkpoint) {
        public LogStep {
            leaves = List.copyOf(leaves);
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A leaf with its place.
     *
     * @param entry hash of the entry, or of its stub, that stands under the leaf's stream and number now; null where there is
     *     neither
     */
    record Logged(long index, LogLeaf leaf, @Nullable Digest entry) {}

    /** What an anchor took. */
    record Anchored(long number, String anchor, Instant at, String receipt) {}

    /**
     * Workspaces that have entries, in the order of their ids.
     *
     * @param since only those that have one from then on; null for all
     */
    List<WorkspaceId> recorded(@Nullable Instant since, @Nullable WorkspaceId after, int limit);

    /** Empty where the workspace has no entry. */
    Optional<LogState> log(WorkspaceId workspace);

    /**
     * Entries that the log has not: in the order of streams, and of numbers within one.
     *
     * @param since looks only into streams that have an entry from then on; null for all
     * @param from text of the stream to begin with, so that who goes on does not look at all before again; null for the first
     */
    List<LogLeaf> unlogged(WorkspaceId workspace, @Nullable Instant since, @Nullable String from, int limit);

    /**
     * Takes a step, in a transaction of its own.
     *
     * @return false where another was taken meanwhile
     * @throws IllegalStateException within a transaction of the host
     */
    boolean append(LogStep step);

    /** Leaves in their order. */
    List<Logged> leaves(WorkspaceId workspace, long from, int limit);

    /** Places in the log of these entries of a stream, the smallest number first; those that it has not are missing. */
    List<Logged> logged(WorkspaceId workspace, LogLeafRange range);

    /** Hashes of complete nodes that follow each other; as {@link io.countersign.proof.Inclusion.Nodes}, from level 1 on. */
    List<Digest> nodes(WorkspaceId workspace, int level, long from, int count);

    /** Checkpoints in their order. */
    List<KeptCheckpoint> checkpoints(WorkspaceId workspace, long after, int limit);

    /** Keeps that an anchor took a checkpoint; once is enough. */
    void anchored(WorkspaceId workspace, Anchored anchored);

    /** What anchors took, the last of each. */
    List<Anchored> anchorings(WorkspaceId workspace);
}
