package io.countersign.spring.page;

import io.countersign.identity.PostId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of a form, as it is kept for the form's repetition: no note, no name.
 *
 * @param items one for each post of the form, in its order
 */
record Outcomes(List<Item> items) {
    /** Of one post. */
    record Item(PostId post, boolean done, String text) {}

    /** Posts for which nothing was recorded. */
    Set<PostId> refused() {
        Set<PostId> refused = new HashSet<>();
        for (Item item : items) if (!item.done()) refused.add(item.post());
        return refused;
    }

    int count(boolean done) {
        return (int) items.stream().filter(item -> item.done() == done).count();
    }
}
