package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.post.Post;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two lists of a reviewer: what waits for them, and everything else that was ever opened to them. */
final class PostLists {
    /** So many are shown at once. */
    private static final int PART = 20;

    /** So many are looked at to tell how many there are in all. */
    private static final int COUNTED = 50;

    /** How many pages are read for one that shows at least something; a reader may go on from there. */
    private static final int MOST_PAGES = 10;

    private final Approvals approvals;
    private final Soonest soonest = new Soonest(PART);

    PostLists(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * Part of a list.
     *
     * @param next cursor of the next part; null at the end
     * @param waiting how many posts wait, {@code null} where this part does not tell
     * @param decided how many are in the other list, {@code null} where this part does not tell
     */
    record Part(
            List<Post> posts,
            @Nullable String next,
            @Nullable Integer waiting,
            @Nullable Integer decided) {}

    Part read(Visit visit, ListView.Tab tab, @Nullable String cursor) {
        boolean wanted = tab == ListView.Tab.WAITING;
        if (cursor != null) return wanted ? waiting(visit, Soonest.Place.read(cursor)) : decided(visit, cursor);
        Page<Post> all = approvals.reviews().assigned(visit.call(), new PageRequest(COUNTED, null));
        if (all.next() != null) return wanted ? waiting(visit, Soonest.Place.START) : decided(visit, null);
        List<Post> waiting = split(visit, all.items(), true);
        List<Post> decided = split(visit, all.items(), false);
        Part part = wanted
                ? soonest.part(Soonest.Place.START, new Page<>(waiting, null))
                : decided.size() <= PART ? new Part(decided, null, null, null) : decided(visit, null);
        return new Part(part.posts(), part.next(), waiting.size(), decided.size());
    }

    private Part waiting(Visit visit, Soonest.Place from) {
        return soonest.part(from, MOST_PAGES, request -> approvals.reviews().waiting(visit.call(), request));
    }

    /** The newest first. */
    private Part decided(Visit visit, @Nullable String cursor) {
        List<Post> found = new ArrayList<>();
        @Nullable String next = cursor;
        for (int turn = 0; turn < MOST_PAGES; turn++) {
            PageRequest request = new PageRequest(turn == 0 ? PART : PageRequest.MAX, next);
            Page<Post> page = approvals.reviews().assigned(visit.call(), request);
            found.addAll(split(visit, page.items(), false));
            next = page.next();
            if (next == null || !found.isEmpty()) break;
        }
        return new Part(found, next, null, cursor == null && next == null ? found.size() : null);
    }

    private static List<Post> split(Visit visit, List<Post> posts, boolean waiting) {
        return posts.stream()
                .filter(post -> waiting
                        == post.round()
                                .filter(round -> round.awaits(visit.standing()))
                                .isPresent())
                .toList();
    }
}
