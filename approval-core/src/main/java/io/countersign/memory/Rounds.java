package io.countersign.memory;

import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.review.Plan;
import io.countersign.store.RoutedRound;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every round that was opened, the latest first. */
final class Rounds {
    private static final Comparator<RoutedRound> LATEST_FIRST = Comparator.<RoutedRound, Instant>comparing(
                    round -> round.plan().openedAt())
            .thenComparing(round -> round.post().value())
            .thenComparing(round -> round.plan().round())
            .reversed();

    private final NavigableSet<RoutedRound> all = new TreeSet<>(LATEST_FIRST);

    /** A post that opened a round has the version that the round is about. */
    void put(Post post) {
        Plan plan = post.plan();
        if (plan != null && plan.version() == post.version().number())
            all.add(new RoutedRound(post.id(), post.author(), post.version(), plan));
    }

    void remove(PostId post) {
        all.removeIf(round -> round.post().equals(post));
    }

    Map<Integer, Plan> plans(PostId post) {
        Map<Integer, Plan> plans = new TreeMap<>();
        for (RoutedRound round : all)
            if (round.post().equals(post)) plans.put(round.plan().round(), round.plan());
        return plans;
    }

    List<RoutedRound> within(Instant from, Instant to, @Nullable RoutedRound after, int limit) {
        return (after == null ? all : all.tailSet(after, false))
                .stream()
                        .filter(round -> round.plan().openedAt().isBefore(to))
                        .takeWhile(round -> !round.plan().openedAt().isBefore(from))
                        .limit(limit)
                        .toList();
    }
}
