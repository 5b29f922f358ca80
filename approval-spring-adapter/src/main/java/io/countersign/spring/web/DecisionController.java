package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for the calling user, and their decisions. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE)
final class DecisionController {
    private final Approvals approvals;
    private final Commands commands;
    private final PostJson posts;

    DecisionController(Approvals approvals, Commands commands, PostJson posts) {
        this.approvals = approvals;
        this.commands = commands;
        this.posts = posts;
    }

    @GetMapping("/inbox")
    ResponseEntity<byte[]> inbox(Call call, Query query) {
        return Reply.ok(posts.page(call, approvals.reviews().waiting(call, query.page())))
                .entity();
    }

    @PostMapping("/decisions")
    ResponseEntity<byte[]> decide(Call call, @Limit(Limit.DECISIONS) Body body) {
        DecisionBatch batch = DecisionBatch.of(body);
        return commands.run(
                        call,
                        body,
                        in -> batch.decide(in, approvals.reviews()),
                        (decided, fresh) -> batch.reply(call, decided, posts, fresh))
                .entity();
    }
}
