package io.countersign.memory;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.store.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** When time alone next does something to which post. */
final class Agenda {
    private record Place(WorkspaceId workspace, PostId id) {}

    private record Moment(Instant at, Place place) {}

    private static final Comparator<Moment> ORDER = Comparator.comparing(Moment::at)
            .thenComparing(moment -> moment.place().workspace().value())
            .thenComparing(moment -> moment.place().id().value());

    /** Under the earliest that it can be: a grace only makes it later. */
    private final NavigableMap<Moment, Post> posts = new TreeMap<>(ORDER);

    private final Map<Place, Moment> moments = new HashMap<>();

    void put(Post post) {
        Place place = new Place(post.workspace(), post.id());
        Moment before = moments.remove(place);
        if (before != null) posts.remove(before);
        post.nextAt(Duration.ZERO).map(at -> new Moment(at, place)).ifPresent(moment -> {
            moments.put(place, moment);
            posts.put(moment, post);
        });
    }

    void remove(Post post) {
        Moment moment = moments.remove(new Place(post.workspace(), post.id()));
        if (moment != null) posts.remove(moment);
    }

    /** What is due, the longest due first. */
    List<Post> due(Selection.Due selection, Instant now) {
        NavigableMap<Moment, Post> due = new TreeMap<>(ORDER);
        for (Map.Entry<Moment, Post> one : posts.entrySet()) {
            if (one.getKey().at().isAfter(now)) break;
            Post post = one.getValue();
            post.nextAt(selection.missedGrace())
                    .filter(at -> !at.isAfter(now))
                    .ifPresent(at -> due.put(new Moment(at, one.getKey().place()), post));
        }
        return due.values().stream().limit(selection.limit()).toList();
    }
}
