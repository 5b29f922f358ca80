package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a round.
 *
 * @param name as the policy names it
 * @param status {@code WAITING, OPEN, APPROVED, CHANGES_REQUESTED, REJECTED, SKIPPED}
 * @param due when its answer is due
 * @param quorum how many must answer: {@code ANY, ALL, SOME}
 * @param needed so many of them; 0 where that is not a number
 * @param decisions made in it, oldest first
 */
public record StageView(
        String name,
        String status,
        @Nullable MomentView due,
        String quorum,
        int needed,
        List<DecisionView> decisions) {}
