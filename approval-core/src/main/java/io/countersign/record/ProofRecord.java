package io.countersign.record;

import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.proof.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be proven of a post's entries.
 *
 * @param seq number of the last entry of its chain
 * @param head hash of that entry
 * @param findings of recomputing the chain when the record was drawn; none where it is whole
 * @param checkpoint the last one of the workspace's log; null where there is none
 * @param covered whether that checkpoint covers the chain to its last entry
 * @param anchored whether every anchor holds that checkpoint
 * @param statement the same in a sentence
 * @param anchors who holds which checkpoint
 */
public record ProofRecord(
        StreamId stream,
        long seq,
        Digest head,
        List<Finding> findings,
        @Nullable Signed checkpoint,
        boolean covered,
        boolean anchored,
        String statement,
        List<Anchored> anchors) {
    public ProofRecord {
        findings = List.copyOf(findings);
        anchors = List.copyOf(anchors);
    }

    /**
     * A signed checkpoint.
     *
     * @param size how many entries of the workspace it covers
     * @param root of the tree over them
     * @param key public, in the form NAME+HASH+KEY
     */
    public record Signed(long number, Instant at, long size, Digest root, String origin, String key) {}

    /** That somebody outside took a checkpoint. */
    public record Anchored(String anchor, long number, Instant at) {}
}
