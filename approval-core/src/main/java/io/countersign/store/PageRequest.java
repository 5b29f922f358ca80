package io.countersign.store;

import io.countersign.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list.
 *
 * @param limit 1 to 200
 * @param cursor {@link Page#next()} of the part before; null for the first
 */
public record PageRequest(int limit, @Nullable String cursor) {
    public static final int MAX = 200;
    public static final PageRequest FIRST = new PageRequest(50, null);

    public PageRequest {
        if (limit < 1 || limit > MAX)
            throw new InvalidInputException("limit", "must be from 1 to %d, and is %d".formatted(MAX, limit));
        if (cursor != null && (cursor.isEmpty() || cursor.length() > 500))
            throw new InvalidInputException("cursor", "is not one that a page gave");
    }
}
