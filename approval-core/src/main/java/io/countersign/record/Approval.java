package io.countersign.record;

import io.countersign.canonical.Digest;
import io.countersign.identity.Assurance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a version may be published, and why.
 *
 * @param round whose stages all approved it; null where there was none
 * @param policy number of the policy's version that asked for no review, or allowed break glass; null for a review
 * @param by who approved, in the order of their decisions; of a break glass, who asked and who consented
 * @param stands whether it still holds
 */
public record Approval(
        Basis basis,
        Instant at,
        int version,
        Digest digest,
        @Nullable Integer round,
        @Nullable Integer policy,
        List<Vouching> by,
        boolean stands) {
    public Approval {
        by = List.copyOf(by);
    }

    /** What it rests on. */
    public enum Basis {
        /** All stages of a round approved it. */
        REVIEW,
        /** The policy asks for no review of it. */
        NOT_REQUIRED,
        /** Two people let it out without its reviewers. */
        BREAK_GLASS
    }

    /**
     * Who stands for it.
     *
     * @param inPlaceOf by delegation; null where in their own right
     * @param stage null of a break glass
     */
    public record Vouching(
            Party party,
            @Nullable Party inPlaceOf,
            @Nullable String stage,
            Assurance assurance,
            Instant at) {}
}
