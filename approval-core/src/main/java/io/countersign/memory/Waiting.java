package io.countersign.memory;

import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import io.countersign.store.QueueCount;
import io.countersign.store.Slot;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What waits for people, found by looking at every post: in memory there are few. */
final class Waiting {
    private record Open(String stage, StageProgress progress) {}

    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::at).thenComparing(slot -> slot.post().value());

    private Waiting() {}

    static List<QueueCount> queues(Collection<Post> posts, Instant now) {
        TreeMap<String, QueueCount> counts = new TreeMap<>();
        posts.stream()
                .flatMap(Waiting::open)
                .forEach(open -> counts.merge(open.stage(), count(open.progress(), open.stage(), now), Waiting::sum));
        return List.copyOf(counts.values());
    }

    static boolean in(Post post, String stage) {
        return open(post).anyMatch(open -> open.stage().equals(stage));
    }

    static List<Post> upcoming(Collection<Post> posts, Instant from, Instant until, @Nullable Slot after, int limit) {
        return posts.stream()
                .filter(post -> post.status() == PostStatus.IN_REVIEW)
                .filter(post -> {
                    Instant at = post.schedule().at();
                    return at != null && at.isAfter(from) && !at.isAfter(until);
                })
                .filter(post -> after == null || ORDER.compare(slot(post), after) > 0)
                .sorted(Comparator.comparing(Waiting::slot, ORDER))
                .limit(limit)
                .toList();
    }

    private static Slot slot(Post post) {
        return new Slot(Objects.requireNonNull(post.schedule().at()), post.id());
    }

    private static Stream<Open> open(Post post) {
        return post.round().filter(Round::isOpen).stream()
                .flatMap(round -> IntStream.range(0, round.progress().stages().size())
                        .filter(stage -> round.stage(stage).status() == StageStatus.OPEN)
                        .mapToObj(stage -> new Open(round.rule(stage).name(), round.stage(stage))));
    }

    private static QueueCount count(StageProgress progress, String stage, Instant now) {
        Instant dueAt = progress.dueAt();
        boolean overdue = dueAt != null && !dueAt.isAfter(now);
        return new QueueCount(stage, 1, Objects.requireNonNull(progress.openedAt()), overdue ? 1 : 0);
    }

    private static QueueCount sum(QueueCount one, QueueCount other) {
        Instant oldest = one.oldestAt().isBefore(other.oldestAt()) ? one.oldestAt() : other.oldestAt();
        return new QueueCount(one.stage(), one.open() + other.open(), oldest, one.overdue() + other.overdue());
    }
}
