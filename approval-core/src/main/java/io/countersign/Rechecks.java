package io.countersign;

import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which open stages nobody can clear any more, since people left, and which can be cleared again. Whoever is not
 * reached, such as a directory that is down, changes nothing: the next walk asks again.
 */
final class Rechecks {
    private static final Logger LOG = LoggerFactory.getLogger(Rechecks.class);

    /** Posts whose people are asked for together: a directory that fails costs these, not a whole walk. */
    private static final int TOGETHER = 50;

    /** Whether the open stages can be cleared by those who were looked for. */
    private record Look(Set<ReviewerRef> asks) implements PostDesk.Order {
        @Override
        public PostCommand command(Post post, Instant now) {
            return new PostCommand.Recheck();
        }

        @Override
        public boolean fits(Post post) {
            return asks.containsAll(asked(post));
        }
    }

    private final Desk desk;
    private final PostDesk posts;
    private final Duration interval;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Instant begunAt;
    private @Nullable String cursor;
    private volatile boolean soon;

    Rechecks(Desk desk, PostDesk posts, Duration interval) {
        this.desk = desk;
        this.posts = posts;
        this.interval = interval;
    }

    /**
     * Does a part of a walk over all that is in review, where one is under way or due.
     *
     * @return posts in which a stage is blocked now, or is not any more
     */
    int sweep() {
        if (!turn.tryLock()) return 0;
        try {
            return begins() ? walk() : 0;
        } finally {
            turn.unlock();
        }
    }

    /** Looks at once at what asks any of these, as far as a page goes; best effort, for what caused it is committed. */
    void look(WorkspaceId workspace, Collection<ReviewerRef> refs) {
        if (refs.isEmpty()) return;
        // What the host has not committed yet is looked at by the next tick, outside of its transaction.
        if (desk.store.joined()) {
            soon = true;
            return;
        }
        try {
            Page<Post> asked = desk.store.assigned(workspace, refs, true, null, new PageRequest(PageRequest.MAX, null));
            for (List<Post> some : together(asked.items())) recheck(some);
            if (asked.next() != null) soon = true;
        } catch (RuntimeException failed) {
            LOG.warn("What is in review in workspace {} is looked at later", workspace, failed);
            soon = true;
        }
    }

    private boolean begins() {
        if (cursor != null) return true;
        Instant now = desk.store.now();
        if (!soon && begunAt != null && now.isBefore(begunAt.plus(interval))) return false;
        soon = false;
        begunAt = now;
        return true;
    }

    private int walk() {
        Page<Post> page = desk.store.inReview(new PageRequest(PageRequest.MAX, cursor));
        cursor = page.next();
        int changed = 0;
        for (List<Post> some : together(page.items())) {
            try {
                changed += recheck(some);
            } catch (RuntimeException failed) {
                LOG.warn(
                        "Who can clear {} posts of {} is asked later",
                        some.size(),
                        some.get(0).workspace(),
                        failed);
            }
        }
        return changed;
    }

    private static List<List<Post>> together(List<Post> found) {
        Map<WorkspaceId, List<Post>> spaces = new LinkedHashMap<>();
        for (Post post : found)
            spaces.computeIfAbsent(post.workspace(), first -> new ArrayList<>()).add(post);
        List<List<Post>> parts = new ArrayList<>();
        for (List<Post> all : spaces.values())
            for (int from = 0; from < all.size(); from += TOGETHER)
                parts.add(all.subList(from, Math.min(all.size(), from + TOGETHER)));
        return parts;
    }

    /** Of posts of one workspace, in how many something changed. */
    private int recheck(List<Post> some) {
        Set<ReviewerRef> asks = new HashSet<>();
        some.forEach(post -> asks.addAll(asked(post)));
        Map<PostId, PostDesk.Order> orders = new LinkedHashMap<>();
        some.forEach(post -> orders.put(post.id(), new Look(asks)));
        return (int) posts.runEach(Dispatcher.system(some.get(0).workspace()), orders, asks).values().stream()
                .filter(PostDesk.Done::changed)
                .count();
    }

    /** Everybody whom the open stages may ask. */
    private static Set<ReviewerRef> asked(Post post) {
        Set<ReviewerRef> refs = new HashSet<>();
        post.round().filter(Round::isOpen).ifPresent(round -> {
            for (int stage = 0; stage < round.progress().stages().size(); stage++) {
                if (round.stage(stage).status() != StageStatus.OPEN) continue;
                refs.addAll(round.rule(stage).reviewers());
                refs.addAll(round.rule(stage).escalateTo());
            }
        });
        return refs;
    }
}
