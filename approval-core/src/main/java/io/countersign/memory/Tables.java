package io.countersign.memory;

import io.countersign.approver.Approver;
import io.countersign.audit.Recorded;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.post.Post;
import io.countersign.store.LinkUse;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that a store keeps. */
final class Tables {
    private static final Listing IN_REVIEW = new Listing("in review");

    final Links links = new Links();
    final Agenda agenda = new Agenda();
    final Notices notices = new Notices();
    private final Map<WorkspaceId, Space> spaces = new HashMap<>();

    Space space(WorkspaceId workspace) {
        return spaces.computeIfAbsent(workspace, any -> new Space());
    }

    List<WorkspaceId> recorded(@Nullable Instant since, @Nullable WorkspaceId after, int limit) {
        return spaces.entrySet().stream()
                .filter(one -> one.getValue()
                        .chains()
                        .inOrder()
                        .anyMatch(entry -> since == null || !entry.at().isBefore(since)))
                .map(Map.Entry::getKey)
                .filter(workspace -> after == null || workspace.value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(WorkspaceId::value))
                .limit(limit)
                .toList();
    }

    /** By workspace, then newest first. */
    Page<Post> inReview(PageRequest page) {
        NavigableMap<String, Post> all = new TreeMap<>();
        spaces.forEach((workspace, space) ->
                space.inReview().forEach(post -> all.put(workspace.value() + '\n' + post.id(), post)));
        return IN_REVIEW.page(all, page, post -> true);
    }

    /** Whether a link, and its approver, are such that it can be used (S-43). */
    boolean isUsable(LinkUse use, Instant now) {
        Link link = links.link(use.link());
        if (link == null || !links.isUsable(use, now)) return false;
        Approver approver = space(link.workspace()).approver(link.approver());
        return approver != null && approver.active();
    }

    /** How many things were forgotten that nobody can need any more. */
    int prune(Instant before, Instant now, int limit) {
        int answers = spaces.values().stream()
                .mapToInt(space -> space.prune(now, limit))
                .sum();
        return answers + links.prune(before, limit);
    }

    /** Forgets a post, by the purge of that number. */
    void purge(Post post, long purge) {
        space(post.workspace()).purge(post, purge);
        agenda.remove(post);
    }

    /** Takes a thing whose guard held, and tells what holds now. */
    Recorded put(Recorded after, Save save) {
        Recorded thing = after instanceof Link link ? links.put(link) : after;
        space(thing.workspace()).put(thing, save);
        if (thing instanceof Post post) agenda.put(post);
        notices.add(thing.workspace(), save.notices());
        return thing;
    }
}
