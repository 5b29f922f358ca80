package io.countersign.record;

import io.countersign.canonical.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody wanted a version out without its reviewers.
 *
 * @param digest of that version
 * @param consentedBy null where nobody consented
 * @param policy number of the policy's version that allows it; null where nobody consented
 * @param supersededRound that asked its reviewers until then; null for none
 * @param reviewedBy who looked at it afterwards; null where nobody did yet
 * @param finding what they found
 * @param independent whether that was neither who had asked nor who had consented; null where nobody looked
 */
public record GlassRecord(
        long seq,
        Instant askedAt,
        Party askedBy,
        Said reason,
        @Nullable Integer version,
        @Nullable Digest digest,
        @Nullable Instant consentedAt,
        @Nullable Party consentedBy,
        @Nullable Integer policy,
        @Nullable Integer supersededRound,
        @Nullable Instant reviewedAt,
        @Nullable Party reviewedBy,
        @Nullable Said finding,
        @Nullable Boolean independent) {}
