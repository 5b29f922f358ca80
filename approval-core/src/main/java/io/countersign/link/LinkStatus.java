package io.countersign.link;

/** What a link is at a time; derived, so that expiring needs no job. */
public enum LinkStatus {
    ACTIVE,
    /** From the very instant of its end; extending or regenerating makes it active again. */
    EXPIRED,
    /** For ever. */
    REVOKED
}
