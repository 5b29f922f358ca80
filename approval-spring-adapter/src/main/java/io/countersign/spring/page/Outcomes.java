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
    /** What can become of one post of a form. */
    enum State {
        DONE,
        REFUSED,
        /** Another version than the form's is the current one. */
        STALE
    }

    /** Of one post. */
    record Item(PostId post, State state, String text) {
        boolean done() {
            return state == State.DONE;
        }
    }

    /** Posts that can simply be tried again; a version that nobody has looked at is none. */
    Set<PostId> again() {
        Set<PostId> again = new HashSet<>();
        for (Item item : items) if (item.state() == State.REFUSED) again.add(item.post());
        return again;
    }

    /** Posts for which nothing was recorded. */
    Set<PostId> left() {
        Set<PostId> left = new HashSet<>();
        for (Item item : items) if (!item.done()) left.add(item.post());
        return left;
    }

    int count(boolean done) {
        return (int) items.stream().filter(item -> item.done() == done).count();
    }
}
