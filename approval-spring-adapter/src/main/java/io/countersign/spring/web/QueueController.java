package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.AtRisk;
import io.countersign.Call;
import io.countersign.canonical.Digest;
import io.countersign.post.Post;
import io.countersign.store.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits in a workspace, and what waits too long. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE)
final class QueueController {
    private final Approvals approvals;
    private final PostJson posts;

    QueueController(Approvals approvals, PostJson posts) {
        this.approvals = approvals;
        this.posts = posts;
    }

    @GetMapping("/queues")
    ResponseEntity<byte[]> all(Call call) {
        return Reply.ok(Pages.json(new Page<>(approvals.queues().all(call), null), queue -> queue))
                .entity();
    }

    /** No stage may have this name. */
    @GetMapping("/queues/release")
    ResponseEntity<byte[]> release(Call call, Query query) {
        return posts(call, approvals.queues().release(call, query.page()));
    }

    @GetMapping("/queues/{stage}")
    ResponseEntity<byte[]> of(Call call, @PathVariable String stage, Query query) {
        return posts(call, approvals.queues().of(call, stage, query.page()));
    }

    @GetMapping("/reviews-owed")
    ResponseEntity<byte[]> owed(Call call, Query query) {
        return posts(call, approvals.queues().owed(call, query.page()));
    }

    @GetMapping("/at-risk")
    ResponseEntity<byte[]> atRisk(Call call, Query query) {
        Page<AtRisk> page = approvals.queues().atRisk(call, query.page());
        List<Post> shown = page.items().stream().map(AtRisk::post).toList();
        Function<Post, Map<String, @Nullable Object>> form = posts.each(call, shown, Map.<Digest, String>of());
        return Reply.ok(Pages.json(page, risk -> risk(risk, form))).entity();
    }

    private ResponseEntity<byte[]> posts(Call call, Page<Post> page) {
        return Reply.ok(posts.page(call, page)).entity();
    }

    /** The post, and why it will be late. */
    private static Map<String, @Nullable Object> risk(AtRisk risk, Function<Post, Map<String, @Nullable Object>> form) {
        Map<String, @Nullable Object> why = new LinkedHashMap<>();
        why.put("expectedAt", risk.expectedAt());
        why.put("holdups", risk.holdups());
        Map<String, @Nullable Object> json = new LinkedHashMap<>(form.apply(risk.post()));
        json.put("risk", why);
        return json;
    }
}
