package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Comment;
import io.countersign.CommentForm;
import io.countersign.identity.PostId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What users say about posts outside of decisions. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts/{id}/comments")
final class CommentController {
    private final Approvals approvals;
    private final Commands commands;
    private final CommentJson comments;

    CommentController(Approvals approvals, Commands commands, CommentJson comments) {
        this.approvals = approvals;
        this.commands = commands;
        this.comments = comments;
    }

    @PostMapping
    ResponseEntity<byte[]> add(Call call, @PathVariable PostId id, Body body) {
        CommentForm form = CommentJson.form(body, true);
        return commands.<Comment>run(
                        call,
                        body,
                        in -> approvals.comments().add(in, id, form),
                        (comment, fresh) -> Reply.created(comments.one(call, comment)))
                .entity();
    }

    @GetMapping
    ResponseEntity<byte[]> list(Call call, @PathVariable PostId id, Query query) {
        return Reply.ok(comments.page(call, approvals.comments().list(call, id, query.page())))
                .entity();
    }
}
