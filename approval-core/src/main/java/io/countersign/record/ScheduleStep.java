package io.countersign.record;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the time of a post.
 *
 * @param before null where there was no time, or it did not change
 * @param to the time that holds since; of a time that passed, that time; null for none
 * @param zone in which it is thought of
 * @param supersededRound whose approvals stopped counting by it; null for none
 */
public record ScheduleStep(
        Kind kind,
        long seq,
        Instant at,
        Party by,
        @Nullable Instant before,
        @Nullable Instant to,
        ZoneId zone,
        @Nullable Integer supersededRound) {
    /** What happened. */
    public enum Kind {
        /** It had this time, or none, from the beginning. */
        FIRST,
        MOVED,
        /** From then on it was to go out at that time. */
        SET_OUT,
        /** A person let it out. */
        RELEASED,
        /** The time passed before it could go out. */
        MISSED
    }
}
