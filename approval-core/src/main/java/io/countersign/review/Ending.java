package io.countersign.review;

/** How a round ended. */
public enum Ending {
    APPROVED,
    REFUSED,
    /** A stage was overdue and the policy returned the post. */
    RETURNED,
    /** The post was edited, moved or withdrawn meanwhile: its approvals stopped counting. */
    SUPERSEDED
}
