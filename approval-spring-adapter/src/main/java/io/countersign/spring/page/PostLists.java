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
        if (cursor != null) return part(visit, wanted, cursor);
        Page<Post> all = approvals.reviews().assigned(visit.call(), new PageRequest(COUNTED, null));
        if (all.next() != null) return part(visit, wanted, null);
        List<Post> shown = split(visit, all.items(), wanted);
        int others = all.items().size() - shown.size();
        Part part = shown.size() <= PART ? new Part(shown, null, null, null) : part(visit, wanted, null);
        return new Part(part.posts(), part.next(), wanted ? shown.size() : others, wanted ? others : shown.size());
    }

    private Part part(Visit visit, boolean wanted, @Nullable String cursor) {
        List<Post> found = new ArrayList<>();
        @Nullable String next = cursor;
        for (int turn = 0; turn < MOST_PAGES; turn++) {
            PageRequest request = new PageRequest(turn == 0 ? PART : PageRequest.MAX, next);
            Page<Post> page = wanted
                    ? approvals.reviews().waiting(visit.call(), request)
                    : approvals.reviews().assigned(visit.call(), request);
            found.addAll(wanted ? page.items() : split(visit, page.items(), false));
            next = page.next();
            if (next == null || !found.isEmpty()) break;
        }
        boolean complete = cursor == null && next == null;
        return new Part(
                found, next, complete && wanted ? found.size() : null, complete && !wanted ? found.size() : null);
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
