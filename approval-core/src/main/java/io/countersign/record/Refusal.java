package io.countersign.record;

import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import io.countersign.review.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wanted and a rule refused.
 *
 * @param command what was wanted
 * @param code of the refusal, such as {@code stale-version}
 * @param version that they named; null where they named none
 * @param verdict that they wanted to give; null for none
 */
public record Refusal(
        long seq,
        Instant at,
        Party by,
        @Nullable LinkId link,
        @Nullable Assurance assurance,
        String command,
        String code,
        @Nullable Integer version,
        @Nullable Verdict verdict) {}
