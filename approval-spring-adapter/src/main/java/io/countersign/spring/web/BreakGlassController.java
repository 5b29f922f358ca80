package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.canonical.JsonBody;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Letting a post out without its reviewers, and looking at it afterwards. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts/{id}")
final class BreakGlassController {
    private final Approvals approvals;
    private final Commands commands;
    private final PostJson posts;

    BreakGlassController(Approvals approvals, Commands commands, PostJson posts) {
        this.approvals = approvals;
        this.commands = commands;
        this.posts = posts;
    }

    @PostMapping("/break-glass")
    ResponseEntity<byte[]> ask(Call call, @PathVariable PostId id, Body body) {
        String reason = PostCommandController.reason(body);
        return run(call, body, in -> approvals.breakGlass().ask(in, id, reason));
    }

    @PostMapping("/consent")
    ResponseEntity<byte[]> consent(Call call, @PathVariable PostId id, Body body) {
        JsonBody json = body.optionalJson();
        Integer version = json.take("version", Integer.class);
        json.end();
        return run(call, body, in -> approvals.breakGlass().consent(in, id, version));
    }

    @PostMapping("/close-review")
    ResponseEntity<byte[]> closeReview(Call call, @PathVariable PostId id, Body body) {
        JsonBody json = body.json();
        String finding = json.need("finding", String.class);
        json.end();
        return run(call, body, in -> approvals.breakGlass().closeReview(in, id, finding));
    }

    private ResponseEntity<byte[]> run(Call call, Body body, Function<Call, Post> command) {
        return commands.run(call, body, command, (post, fresh) -> Reply.ok(posts.one(call, post, fresh)))
                .entity();
    }
}
