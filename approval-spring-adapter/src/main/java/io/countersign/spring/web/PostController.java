package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Versions;
import io.countersign.canonical.JsonBody;
import io.countersign.content.Channel;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Posts: making, reading, editing. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts")
final class PostController {
    private final Approvals approvals;
    private final Commands commands;
    private final PostJson posts;

    PostController(Approvals approvals, Commands commands, PostJson posts) {
        this.approvals = approvals;
        this.commands = commands;
        this.posts = posts;
    }

    @PostMapping
    ResponseEntity<byte[]> create(Call call, Body body) {
        PostForm form = body.json().as(PostForm.class);
        return commands.<Post>run(
                        call,
                        body,
                        in -> approvals.posts().create(in, form),
                        (post, fresh) -> Reply.created(posts.one(call, post, fresh)))
                .entity();
    }

    @GetMapping
    ResponseEntity<byte[]> list(Call call, Query query) {
        PostFilter filter = new PostFilter(
                query.one("status", PostStatus.class),
                query.of("channel", Channel::new),
                query.text("campaign"),
                query.text("bundle"),
                query.text("author"));
        PageRequest page = query.page();
        return Reply.ok(posts.page(call, approvals.posts().list(call, filter, page)))
                .entity();
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call, @PathVariable PostId id) {
        return Reply.ok(posts.one(call, approvals.posts().get(call, id))).entity();
    }

    @GetMapping("/{id}/versions")
    ResponseEntity<byte[]> versions(Call call, @PathVariable PostId id) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "items",
                approvals.versions().list(call, id).stream()
                        .map(PostJson::version)
                        .toList());
        json.put("next", null);
        return Reply.ok(json).entity();
    }

    @GetMapping("/{id}/versions/diff")
    ResponseEntity<byte[]> diff(Call call, @PathVariable PostId id, Query query) {
        String from = query.text("from");
        Integer to = query.whole("to");
        return Reply.ok(DiffJson.of(
                        "reviewed".equals(from) ? sinceReviewed(call, id, to) : between(call, id, query, to)))
                .entity();
    }

    private Versions.Comparison sinceReviewed(Call call, PostId id, @Nullable Integer to) {
        Versions.Comparison since = to == null
                ? approvals.versions().diffSinceDecision(call, id)
                : approvals.versions().diffSinceDecision(call, id, to);
        if (since.from() == null)
            throw new InvalidInputException(
                    "from", "cannot be 'reviewed': you have decided on no version of this post. Name a version.");
        return since;
    }

    private Versions.Comparison between(Call call, PostId id, Query query, @Nullable Integer to) {
        Integer from = query.whole("from");
        if (from == null)
            throw new InvalidInputException("from", "is required: the number of a version, or 'reviewed'");
        int last = to == null ? approvals.posts().get(call, id).version().number() : to;
        return approvals.versions().diff(call, id, from, last);
    }

    @PutMapping("/{id}")
    ResponseEntity<byte[]> edit(Call call, @PathVariable PostId id, Body body) {
        JsonBody json = body.json();
        int version = json.need("version", Integer.class);
        PostForm form = json.as(PostForm.class);
        return commands.<Post>run(
                        call,
                        body,
                        in -> approvals.posts().edit(in, id, version, form),
                        (post, fresh) -> Reply.ok(posts.one(call, post, fresh)))
                .entity();
    }
}
