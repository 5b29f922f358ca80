package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Comment;
import io.countersign.content.Anchor;
import io.countersign.content.Media;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.post.Post;
import io.countersign.spring.web.PostFacts;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads comments for a reviewer. */
final class Talk {
    private static final int FIRST = 50;

    private final Approvals approvals;
    private final Cards cards;
    private final boolean showReviewers;

    Talk(Approvals approvals, Cards cards, boolean showReviewers) {
        this.approvals = approvals;
        this.cards = cards;
        this.showReviewers = showReviewers;
    }

    /** @param cursor of a part that is not the latest; null for that */
    TalkView about(Visit visit, Post post, PostFacts facts, @Nullable String cursor, @Nullable String typed) {
        Page<Comment> page = approvals.comments().list(visit.call(), post.id(), new PageRequest(FIRST, cursor));
        Map<ApproverId, String> names = showReviewers ? names(visit, page.items()) : Map.of();
        List<CommentView> comments = new ArrayList<>();
        for (Comment comment : page.items()) comments.add(view(visit, post, facts, comment, names));
        Collections.reverse(comments);
        return new TalkView(comments, page.next(), typed);
    }

    private CommentView view(Visit visit, Post post, PostFacts facts, Comment comment, Map<ApproverId, String> names) {
        Version shown = facts.shown(post);
        boolean current = comment.version() == shown.number();
        Actor.Name by = comment.by();
        boolean mine = by.equals(visit.call().actor().name())
                || by.equals(visit.standing().person().name());
        return new CommentView(
                mine,
                mine ? null : name(by, post, facts, names, visit.texts()),
                MomentView.of(comment.at(), post.schedule().zone(), visit.texts()),
                comment.version(),
                current,
                comment.text(),
                current && comment.anchor() instanceof Anchor.Passage passage ? quote(shown, passage) : null,
                current && comment.anchor() instanceof Anchor.Region region ? region(shown, region) : null);
    }

    /** Of the author everybody knows; of others where the host shows reviewers to each other. */
    private @Nullable String name(
            Actor.Name by, Post post, PostFacts facts, Map<ApproverId, String> names, PageTexts texts) {
        if (by.kind() == Actor.Kind.APPROVER)
            return showReviewers ? names.getOrDefault(new ApproverId(by.id()), texts.get("post.erased")) : null;
        boolean author = by.kind() == Actor.Kind.USER && by.id().equals(post.author());
        return author || showReviewers ? facts.name(by) : null;
    }

    private Map<ApproverId, String> names(Visit visit, List<Comment> comments) {
        Set<ApproverId> approvers = comments.stream()
                .map(Comment::by)
                .filter(by -> by.kind() == Actor.Kind.APPROVER)
                .map(by -> new ApproverId(by.id()))
                .collect(Collectors.toSet());
        return approvals.approvers().names(visit.call(), approvers);
    }

    private static @Nullable String quote(Version shown, Anchor.Passage passage) {
        String caption = shown.content().caption();
        if (caption == null || caption.codePointCount(0, caption.length()) < passage.to()) return null;
        int from = caption.offsetByCodePoints(0, passage.from());
        return caption.substring(from, caption.offsetByCodePoints(from, passage.to() - passage.from()));
    }

    private CommentView.@Nullable Region region(Version shown, Anchor.Region region) {
        List<Media> media = shown.content().media();
        if (region.media() >= media.size()) return null;
        return new CommentView.Region(
                region.media() + 1,
                cards.media(media.get(region.media())),
                region.left(),
                region.top(),
                region.width(),
                region.height());
    }
}
