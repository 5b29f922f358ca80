package io.countersign.record;

import io.countersign.canonical.Digest;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A decision in one stage; who decided in several at once has one for each, of the same id.
 *
 * @param seq of its entry in the post's chain
 * @param digest of the version; null where what the entry is searched by was altered
 * @param by whose decision it is
 * @param inPlaceOf for whom it was decided by delegation; null where in their own right
 * @param link through which it came; null for a user of the host
 * @param note null for none
 * @param suggested a caption instead of the one they saw; null for none
 * @param scheduledAt the time that was shown; null where there was none
 * @param zone that it was shown in
 * @param carriedFrom the round in which they suggested exactly this version, so that they were not asked again; null for a
 *     decision of this round
 * @param hash of its entry
 */
public record DecisionRecord(
        String id,
        long seq,
        Instant at,
        int round,
        String stage,
        int version,
        @Nullable Digest digest,
        Verdict verdict,
        Party by,
        @Nullable Party inPlaceOf,
        Assurance assurance,
        @Nullable LinkId link,
        @Nullable Said note,
        Visibility visibility,
        @Nullable Said suggested,
        @Nullable Instant scheduledAt,
        ZoneId zone,
        @Nullable Integer carriedFrom,
        Weight weight,
        Digest hash) {
    /** What a decision came to. */
    public enum Weight {
        COUNTED,
        /** The stage was cleared already, so that it counted for nothing. */
        LATE,
        /** The same person decided otherwise later. */
        REPLACED,
        /** The round was ended from outside: what was approved is not what the post is now. */
        SUPERSEDED
    }
}
