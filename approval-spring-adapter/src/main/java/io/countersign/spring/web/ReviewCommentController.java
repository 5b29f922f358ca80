package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Comment;
import io.countersign.CommentForm;
import io.countersign.ReviewSession;
import io.countersign.identity.PostId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person with a link says about posts, and what is said to them. */
@RestController
@RequestMapping(ApiPaths.REVIEW + "/posts/{id}/comments")
final class ReviewCommentController {
    private final Approvals approvals;
    private final Commands commands;
    private final CommentJson comments;

    ReviewCommentController(Approvals approvals, Commands commands, CommentJson comments) {
        this.approvals = approvals;
        this.commands = commands;
        this.comments = comments;
    }

    @PostMapping
    ResponseEntity<byte[]> add(ReviewSession session, @PathVariable PostId id, @Limit(Limit.REVIEW) Body body) {
        Call call = session.call();
        CommentForm form = CommentJson.form(body, false);
        return commands.<Comment>run(
                        call,
                        body,
                        in -> approvals.comments().add(in, id, form),
                        (comment, fresh) -> Reply.created(comments.one(call, comment)))
                .entity();
    }

    @GetMapping
    ResponseEntity<byte[]> list(ReviewSession session, @PathVariable PostId id, Query query) {
        Call call = session.call();
        return Reply.ok(comments.page(call, approvals.comments().list(call, id, query.page())))
                .entity();
    }
}
