package io.countersign.memory;

import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who was ever asked about which post, and who is asked now. It says where to look; the round itself decides. */
final class Assignments {
    private final Map<ReviewerRef, Set<PostId>> ever = new HashMap<>();
    private final Map<ReviewerRef, Set<PostId>> open = new HashMap<>();
    private final Map<PostId, Set<ReviewerRef>> openOf = new HashMap<>();

    void put(Post post) {
        openOf.getOrDefault(post.id(), Set.of())
                .forEach(ref -> open.getOrDefault(ref, Set.of()).remove(post.id()));
        asked(post, stage -> stage.openedAt() != null).forEach(ref -> add(ever, ref, post.id()));
        Set<ReviewerRef> now = asked(post, stage -> stage.status() == StageStatus.OPEN);
        now.forEach(ref -> add(open, ref, post.id()));
        openOf.put(post.id(), now);
    }

    void remove(PostId post) {
        ever.values().forEach(posts -> posts.remove(post));
        open.values().forEach(posts -> posts.remove(post));
        openOf.remove(post);
    }

    /** Posts in which a stage has opened, or is open, for any of the references. */
    Set<PostId> of(Collection<ReviewerRef> refs, boolean openOnly) {
        Map<ReviewerRef, Set<PostId>> index = openOnly ? open : ever;
        return refs.stream()
                .flatMap(ref -> index.getOrDefault(ref, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    private static Set<ReviewerRef> asked(Post post, Predicate<StageProgress> which) {
        Set<ReviewerRef> refs = new HashSet<>();
        post.round().ifPresent(round -> add(round, which, refs));
        return refs;
    }

    private static void add(Round round, Predicate<StageProgress> which, Set<ReviewerRef> refs) {
        for (int stage = 0; stage < round.progress().stages().size(); stage++)
            if (which.test(round.stage(stage))) refs.addAll(round.entries(stage));
    }

    private static void add(Map<ReviewerRef, Set<PostId>> index, ReviewerRef ref, PostId id) {
        index.computeIfAbsent(ref, any -> new HashSet<>()).add(id);
    }
}
