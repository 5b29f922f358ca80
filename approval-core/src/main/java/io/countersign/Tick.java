package io.countersign;

/**
 * What a {@link Approvals#tick()} did.
 *
 * @param moved posts that time did something to, claims included
 * @param published posts that a receipt came for
 * @param failed attempts to publish that failed
 * @param rechecked posts in which a stage turned out to be blocked, or not to be so any more
 * @param ending links whose end was announced
 * @param sent letters to people that were delivered
 * @param unsent attempts to deliver one that failed
 */
public record Tick(int moved, int published, int failed, int rechecked, int ending, int sent, int unsent) {}
