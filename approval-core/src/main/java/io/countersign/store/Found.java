package io.countersign.store;

import java.time.Instant;
import java.util.List;

/** What was read, with the store's time of the reading. */
public record Found<T>(List<T> items, Instant now) {
    public Found {
        items = List.copyOf(items);
    }
}
