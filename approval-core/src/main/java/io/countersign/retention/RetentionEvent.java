package io.countersign.retention;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to how long a workspace keeps its posts. The post that a hold is of is the entry's subject. */
public sealed interface RetentionEvent extends ApprovalEvent {
    /** Null is for ever. */
    record Changed(@Nullable RetentionPeriod from, @Nullable RetentionPeriod to) implements RetentionEvent {
        @Override
        public String action() {
            return "retention.changed";
        }
    }

    /** Nothing of it is purged from now on. */
    record Held(String hold, Digest reason) implements RetentionEvent {
        @Override
        public String action() {
            return "retention.held";
        }
    }

    /** One hold ended; others may hold the same. */
    record Lifted(String hold, Digest reason) implements RetentionEvent {
        @Override
        public String action() {
            return "retention.lifted";
        }
    }

    /**
     * Posts were forgotten, but for the numbers and hashes of their entries.
     *
     * @param keep for how long posts are kept
     * @param before all of these changed last before then
     * @param entries of all of them together
     * @param chains where each of them ended
     */
    record Purged(RetentionPeriod keep, Instant before, long entries, List<Stub> chains) implements RetentionEvent {
        @Override
        public String action() {
            return "retention.purged";
        }
    }

    /**
     * A rule refused a command.
     *
     * @param reason what the caller was told
     */
    record Refused(String command, String code, String reason) implements RetentionEvent {
        @Override
        public String action() {
            return "retention.refused";
        }
    }
}
