package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * One decision.
 *
 * @param mine whether the reader made it
 * @param by who made it, {@code null} where names are not shown
 * @param verdict {@code APPROVE, REQUEST_CHANGES, REJECT}
 * @param version the version that was judged
 * @param suggestion the caption that was suggested with it
 */
public record DecisionView(
        boolean mine,
        @Nullable String by,
        String verdict,
        int version,
        MomentView at,
        @Nullable String note,
        @Nullable String suggestion) {}
