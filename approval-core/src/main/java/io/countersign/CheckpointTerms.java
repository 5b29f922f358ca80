package io.countersign;

import io.countersign.audit.Anchor;
import io.countersign.audit.CheckpointSigner;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.NoteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the record is made provable.
 *
 * @param origin what checkpoints of this host's logs begin with, before a slash and the workspace; the same for ever
 * @param signers the first signs from now on; the others, which signed before, sign once more, so that everybody can follow
 *     from one key to the next. None: no checkpoints are made
 * @param anchors who keeps checkpoints outside of the database
 * @param every how often a checkpoint is made while something changes
 */
public record CheckpointTerms(String origin, List<CheckpointSigner> signers, List<Anchor> anchors, Duration every) {
    public static final String DEFAULT_ORIGIN = "countersign";

    /** A checkpoint a minute, which is the least that a record should have (S-96). */
    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);

    /** No checkpoints. */
    public static final CheckpointTerms NONE = new CheckpointTerms(DEFAULT_ORIGIN, List.of(), List.of(), DEFAULT_EVERY);

    public CheckpointTerms {
        signers = List.copyOf(signers);
        anchors = List.copyOf(anchors);
        if (origin.isBlank() || origin.contains("\n") || origin.contains("/") || origin.length() > 100)
            throw new IllegalArgumentException(
                    "The origin of checkpoints is one line of up to 100 characters without a slash, and '%s' is not"
                            .formatted(origin));
        if (every.isNegative() || every.isZero())
            throw new IllegalArgumentException("Checkpoints need a positive interval, and %s is none".formatted(every));
        if (anchors.stream().map(Anchor::name).distinct().count() < anchors.size())
            throw new IllegalArgumentException("Two anchors have the same name: "
                    + anchors.stream().map(Anchor::name).toList());
        if (signers.isEmpty() && !anchors.isEmpty())
            throw new IllegalArgumentException("Anchors keep checkpoints, and without a signer there are none");
    }

    /** Checkpoints by this key, after those by others, the latest first. */
    public static CheckpointTerms signedBy(CheckpointSigner signer, CheckpointSigner... before) {
        List<CheckpointSigner> signers = new ArrayList<>(List.of(signer));
        signers.addAll(Arrays.asList(before));
        return new CheckpointTerms(DEFAULT_ORIGIN, signers, List.of(), DEFAULT_EVERY);
    }

    public CheckpointTerms anchoredIn(Anchor... others) {
        return new CheckpointTerms(origin, signers, List.of(others), every);
    }

    public CheckpointTerms from(String other) {
        return new CheckpointTerms(other, signers, anchors, every);
    }

    public CheckpointTerms every(Duration interval) {
        return new CheckpointTerms(origin, signers, anchors, interval);
    }

    /** The keys that checkpoints are trusted by. */
    List<NoteKey> keys() {
        return signers.stream().map(CheckpointSigner::key).toList();
    }

    String origin(WorkspaceId workspace) {
        return origin + "/" + workspace;
    }
}
