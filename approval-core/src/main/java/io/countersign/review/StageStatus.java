package io.countersign.review;

/** Where a stage of a round stands. */
public enum StageStatus {
    /** An earlier order is not cleared yet. */
    WAITING,
    OPEN,
    APPROVED,
    CHANGES_REQUESTED,
    REJECTED,
    /** The round ended without it. */
    SKIPPED
}
