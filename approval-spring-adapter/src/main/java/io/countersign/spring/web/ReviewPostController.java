package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.ReviewSession;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person with a link sees and decides. */
@RestController
@RequestMapping(ApiPaths.REVIEW)
final class ReviewPostController {
    private final Approvals approvals;
    private final Commands commands;
    private final PostJson posts;

    ReviewPostController(Approvals approvals, Commands commands, PostJson posts) {
        this.approvals = approvals;
        this.commands = commands;
        this.posts = posts;
    }

    @GetMapping("/posts")
    ResponseEntity<byte[]> list(ReviewSession session, Query query) {
        Call call = session.call();
        return Reply.ok(posts.page(call, approvals.reviews().assigned(call, query.page())))
                .entity();
    }

    @GetMapping("/posts/{id}")
    ResponseEntity<byte[]> get(ReviewSession session, HttpServletRequest request, @PathVariable PostId id) {
        Call call = session.call();
        Post post = approvals.posts().get(call, id);
        PostFacts facts = PostFacts.of(approvals, call, List.of(post), Map.of());
        Version shown = facts.shown(post);
        // Spring answers HEAD by this method, too, and nobody has seen what it does not send.
        if (request.getMethod().equals("GET"))
            approvals.sessions().viewed(session, post, shown.number(), shown.digest());
        return Reply.ok(posts.one(call, post, facts)).entity();
    }

    /** Since they last decided; before that, nothing is marked as changed. */
    @GetMapping("/posts/{id}/diff")
    ResponseEntity<byte[]> diff(ReviewSession session, @PathVariable PostId id) {
        Call call = session.call();
        return Reply.ok(DiffJson.of(approvals.versions().diffSinceDecision(call, id)))
                .entity();
    }

    @PostMapping("/decisions")
    ResponseEntity<byte[]> decide(ReviewSession session, @Limit(Limit.DECISIONS) Body body) {
        Call call = session.call();
        DecisionBatch batch = DecisionBatch.of(body);
        return commands.run(
                        call,
                        body,
                        in -> batch.decide(in, approvals.reviews()),
                        (decided, fresh) -> batch.reply(call, decided, posts, fresh))
                .entity();
    }

    @PostMapping("/posts/{id}/reschedule")
    ResponseEntity<byte[]> reschedule(ReviewSession session, @PathVariable PostId id, @Limit(Limit.REVIEW) Body body) {
        Call call = session.call();
        PostCommandController.NewTime time = PostCommandController.NewTime.of(body);
        return run(call, body, in -> time.set(approvals, in, id));
    }

    @PostMapping("/posts/{id}/hold")
    ResponseEntity<byte[]> hold(ReviewSession session, @PathVariable PostId id, @Limit(Limit.REVIEW) Body body) {
        String reason = PostCommandController.reason(body);
        return run(session.call(), body, in -> approvals.posts().hold(in, id, reason));
    }

    @PostMapping("/posts/{id}/unhold")
    ResponseEntity<byte[]> unhold(ReviewSession session, @PathVariable PostId id, @Limit(Limit.REVIEW) Body body) {
        body.end();
        return run(session.call(), body, in -> approvals.posts().unhold(in, id));
    }

    private ResponseEntity<byte[]> run(Call call, Body body, Function<Call, Post> command) {
        return commands.run(call, body, command, (post, fresh) -> Reply.ok(posts.one(call, post, fresh)))
                .entity();
    }
}
