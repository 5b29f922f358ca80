package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Comment;
import io.countersign.CommentForm;
import io.countersign.canonical.JsonBody;
import io.countersign.content.Anchor;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Visibility;
import io.countersign.store.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Comments as the contract's JSON; a guest is told who said it of their own alone, unless the host shows reviewers. */
final class CommentJson {
    /** As it was sent: a rectangle on a medium, or a passage of the caption. */
    private record SentAnchor(
            @Nullable Integer media,
            @Nullable Double x,
            @Nullable Double y,
            @Nullable Double w,
            @Nullable Double h,
            @Nullable Integer from,
            @Nullable Integer to) {
        Anchor anchor() {
            boolean region = Stream.of(media, x, y, w, h).anyMatch(member -> member != null);
            boolean passage = from != null || to != null;
            if (region == passage)
                throw new InvalidInputException("anchor", "must have either media, x, y, w and h, or from and to");
            return region
                    ? Anchor.Region.of(need("media", media), need("x", x), need("y", y), need("w", w), need("h", h))
                    : Anchor.Passage.of(need("from", from), need("to", to));
        }

        private static <T> T need(String name, @Nullable T value) {
            if (value == null) throw new InvalidInputException("anchor." + name, "is required");
            return value;
        }
    }

    private final Approvals approvals;
    private final boolean reviewersShown;

    /** @param reviewersShown whether guests are told the names of others */
    CommentJson(Approvals approvals, boolean reviewersShown) {
        this.approvals = approvals;
        this.reviewersShown = reviewersShown;
    }

    /** @param visible whether the caller says who may read it */
    static CommentForm form(Body body, boolean visible) {
        JsonBody json = body.json();
        String text = json.need("text", String.class);
        Visibility visibility = visible ? json.take("visibility", Visibility.class) : null;
        SentAnchor anchor = json.take("anchor", SentAnchor.class);
        json.end();
        return new CommentForm(text, visibility, anchor == null ? null : anchor.anchor());
    }

    Map<String, @Nullable Object> one(Call call, Comment comment) {
        return json(call, comment, names(call, List.of(comment)));
    }

    Map<String, @Nullable Object> page(Call call, Page<Comment> page) {
        Map<ApproverId, String> names = names(call, page.items());
        return Pages.json(page, comment -> json(call, comment, names));
    }

    private Map<String, @Nullable Object> json(Call call, Comment comment, Map<ApproverId, String> names) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", comment.id());
        json.put("by", by(call, comment.by(), names));
        json.put("at", comment.at());
        json.put("version", comment.version());
        json.put("visibility", comment.visibility());
        json.put("text", comment.text());
        json.put("anchor", comment.anchor() == null ? null : anchor(comment.anchor()));
        return json;
    }

    private Map<String, @Nullable Object> by(Call call, Actor.Name by, Map<ApproverId, String> names) {
        boolean named = Eyes.of(call, reviewersShown).named(by);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", by.kind());
        json.put("id", named ? by.id() : null);
        json.put("name", named ? name(call, by, names) : null);
        return json;
    }

    private @Nullable String name(Call call, Actor.Name by, Map<ApproverId, String> names) {
        return by.kind() == Actor.Kind.APPROVER
                ? names.get(new ApproverId(by.id()))
                : approvals.directory().nameOf(call.workspace(), by.id()).orElse(by.id());
    }

    private Map<ApproverId, String> names(Call call, List<Comment> comments) {
        Set<ApproverId> approvers = comments.stream()
                .map(Comment::by)
                .filter(by -> by.kind() == Actor.Kind.APPROVER)
                .map(by -> new ApproverId(by.id()))
                .collect(Collectors.toSet());
        return approvals.approvers().names(call, approvers);
    }

    private static Map<String, Object> anchor(Anchor anchor) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (anchor instanceof Anchor.Region region) {
            json.put("media", region.media());
            json.put("x", region.x());
            json.put("y", region.y());
            json.put("w", region.w());
            json.put("h", region.h());
        } else if (anchor instanceof Anchor.Passage passage) {
            json.put("from", passage.from());
            json.put("to", passage.to());
        }
        return json;
    }
}
