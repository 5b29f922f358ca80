package io.countersign.spring;

import io.countersign.Approvals;
import io.countersign.Checkpoints;
import io.countersign.Checkpoints.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host's health says of the approvals, in no words of Spring Boot's, whose types differ by generation.
 *
 * <p>A record that nobody outside holds is shown, and the node is up all the same: its peers have the same key, anchors and
 * database, so to take it out of service would take all out one by one, stop the reviews that the record is about, and bring no
 * checkpoint to an anchor. Who has to know watches the detail {@code record}, or the meters. Down is a node that does not reach
 * the store, for it can answer no call.
 */
final class RecordHealth {
    /**
     * As a health endpoint shows it.
     *
     * @param details nothing of keys, places or workspaces, for the host may show them to anybody
     */
    record Seen(boolean up, Map<String, Object> details) {}

    private static final Logger LOG = LoggerFactory.getLogger(RecordHealth.class);

    private final Approvals approvals;

    RecordHealth(Approvals approvals) {
        this.approvals = approvals;
    }

    /** As it is now; never throws. */
    Seen seen() {
        try {
            return new Seen(true, details(approvals.checkpoints().standing()));
        } catch (RuntimeException failed) {
            LOG.warn("The store of the approvals cannot be read", failed);
            return new Seen(false, Map.of("store", "cannot be read; the log says why"));
        }
    }

    private Map<String, Object> details(Standing standing) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean held = standing.state() == Checkpoints.State.ANCHORED;
        details.put("record", held ? "ANCHORED" : "UNANCHORED");
        if (held) return details;
        details.put("reason", reason(standing));
        if (standing.since() != null) details.put("since", standing.since().toString());
        if (standing.workspaces() > 0) details.put("workspaces", standing.workspaces());
        return details;
    }

    private String reason(Standing standing) {
        if (standing.state() == Checkpoints.State.OFF) return "No key signs the record";
        if (!approvals.checkpoints().anchored()) return "No anchor is there to hold checkpoints";
        return "Anchors do not hold what they should by now";
    }
}
