package io.countersign.spring.page;

import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.Slot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits, in the order in which it goes out: the soonest first, what has no time last. Stores list the newest first, so a
 * stretch of their list is put in order at once; only where more waits than that does a later stretch begin anew.
 */
final class Soonest {
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::at).thenComparing(slot -> slot.post().value());

    /** Neither times nor ids have it. */
    private static final char BETWEEN = ' ';

    private final int most;

    /** @param most how many posts a part has */
    Soonest(int most) {
        this.most = most;
    }

    /**
     * Where a list was left.
     *
     * @param stretch the store's cursor of the stretch; null for the first
     * @param after the last that was shown of it; null for none
     */
    record Place(@Nullable String stretch, @Nullable Slot after) {
        static final Place START = new Place(null, null);

        static Place read(String cursor) {
            String[] parts = cursor.split(String.valueOf(BETWEEN), 3);
            if (parts.length != 3) throw malformed();
            @Nullable String stretch = parts[2].isEmpty() ? null : parts[2];
            if (parts[0].isEmpty()) return new Place(stretch, null);
            try {
                return new Place(stretch, new Slot(Instant.parse(parts[0]), new PostId(parts[1])));
            } catch (IllegalArgumentException | DateTimeException foreign) {
                throw malformed();
            }
        }

        String write() {
            String place = after == null
                    ? "" + BETWEEN
                    : after.at().toString() + BETWEEN + after.post().value();
            return place + BETWEEN + Objects.requireNonNullElse(stretch, "");
        }

        private static InvalidInputException malformed() {
            return new InvalidInputException("cursor", "is not one that a page gave");
        }
    }

    /** The part that begins here, of which at least something is shown where anything is left in one of so many stretches. */
    PostLists.Part part(Place from, int stretches, Function<PageRequest, Page<Post>> waiting) {
        Place place = from;
        for (int turn = 1; ; turn++) {
            Page<Post> stretch = waiting.apply(new PageRequest(PageRequest.MAX, place.stretch()));
            PostLists.Part part = part(place, stretch);
            if (part.next() == null || !part.posts().isEmpty() || turn == stretches) return part;
            place = Place.read(part.next());
        }
    }

    /** The part of a stretch that begins here; it tells how many posts wait where the stretch is the whole list. */
    PostLists.Part part(Place from, Page<Post> stretch) {
        @Nullable Slot after = from.after();
        List<Post> left = stretch.items().stream()
                .filter(post -> after == null || ORDER.compare(slot(post), after) > 0)
                .sorted(Comparator.comparing(Soonest::slot, ORDER))
                .toList();
        List<Post> shown = left.subList(0, Math.min(most, left.size()));
        @Nullable
        Integer waiting = from.stretch() == null && stretch.next() == null
                ? stretch.items().size()
                : null;
        return new PostLists.Part(shown, next(from, stretch, left, shown), waiting, null);
    }

    private static @Nullable String next(Place from, Page<Post> stretch, List<Post> left, List<Post> shown) {
        if (shown.size() < left.size()) return new Place(from.stretch(), slot(shown.get(shown.size() - 1))).write();
        return stretch.next() == null ? null : new Place(stretch.next(), null).write();
    }

    private static Slot slot(Post post) {
        return new Slot(Objects.requireNonNullElse(post.schedule().at(), Instant.MAX), post.id());
    }
}
