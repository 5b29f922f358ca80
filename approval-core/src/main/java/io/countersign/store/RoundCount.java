package io.countersign.store;

/**
 * How many rounds posts took.
 *
 * @param posts that were counted
 * @param rounds of all of them together
 * @param most that one of them took; 0 where there is none
 */
public record RoundCount(long posts, long rounds, int most) {}
