package io.countersign.identity;

import java.time.Instant;

/**
 * That one person may decide in another's place for a time.
 *
 * @param delegator in whose place
 * @param delegate who decides as well; the delegator still may
 * @param from the first instant at which it holds
 * @param until the first instant at which it holds no more
 */
public record Delegation(String id, Person delegator, Person delegate, Instant from, Instant until) {
    /** Whether it holds at this time. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /** Whether it holds at some time from {@code start} until before {@code end}. */
    public boolean overlaps(Instant start, Instant end) {
        return from.isBefore(end) && start.isBefore(until);
    }
}
