package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.canonical.JsonBody;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What moves one post from a status to the next. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts/{id}")
final class PostCommandController {
    private final Approvals approvals;
    private final Commands commands;
    private final PostJson posts;

    PostCommandController(Approvals approvals, Commands commands, PostJson posts) {
        this.approvals = approvals;
        this.commands = commands;
        this.posts = posts;
    }

    @PostMapping("/submit")
    ResponseEntity<byte[]> submit(Call call, @PathVariable PostId id, Body body) {
        JsonBody json = body.optionalJson();
        String note = json.take("note", String.class);
        json.end();
        return run(call, body, in -> approvals.posts().submit(in, id, note));
    }

    @PostMapping("/withdraw")
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable PostId id, Body body) {
        body.end();
        return run(call, body, in -> approvals.posts().withdraw(in, id));
    }

    @PostMapping("/release")
    ResponseEntity<byte[]> release(Call call, @PathVariable PostId id, Body body) {
        body.end();
        return run(call, body, in -> approvals.posts().release(in, id));
    }

    @PostMapping("/reschedule")
    ResponseEntity<byte[]> reschedule(Call call, @PathVariable PostId id, Body body) {
        NewTime time = NewTime.of(body);
        return run(call, body, in -> time.set(approvals, in, id));
    }

    @PostMapping("/hold")
    ResponseEntity<byte[]> hold(Call call, @PathVariable PostId id, Body body) {
        String reason = reason(body);
        return run(call, body, in -> approvals.posts().hold(in, id, reason));
    }

    @PostMapping("/unhold")
    ResponseEntity<byte[]> unhold(Call call, @PathVariable PostId id, Body body) {
        body.end();
        return run(call, body, in -> approvals.posts().unhold(in, id));
    }

    @PostMapping("/recall")
    ResponseEntity<byte[]> recall(Call call, @PathVariable PostId id, Body body) {
        String reason = reason(body);
        return run(call, body, in -> approvals.posts().recall(in, id, reason));
    }

    @PostMapping("/retry")
    ResponseEntity<byte[]> retry(Call call, @PathVariable PostId id, Body body) {
        body.end();
        return run(call, body, in -> approvals.posts().retry(in, id));
    }

    @PostMapping("/confirm")
    ResponseEntity<byte[]> confirm(Call call, @PathVariable PostId id, Body body) {
        JsonBody json = body.json();
        boolean published = json.need("published", Boolean.class);
        String reference = json.take("reference", String.class);
        json.end();
        return run(call, body, in -> approvals.posts().confirm(in, id, published, reference));
    }

    /** The one member of a command that must be explained. */
    static String reason(Body body) {
        JsonBody json = body.json();
        String reason = json.need("reason", String.class);
        json.end();
        return reason;
    }

    private ResponseEntity<byte[]> run(Call call, Body body, Function<Call, Post> command) {
        return commands.run(call, body, command, (post, fresh) -> Reply.ok(posts.one(call, post, fresh)))
                .entity();
    }

    /**
     * A post's new time.
     *
     * @param zone null to keep the post's
     */
    record NewTime(Instant at, @Nullable ZoneId zone) {
        static NewTime of(Body body) {
            JsonBody json = body.json();
            NewTime time = new NewTime(json.need("scheduledAt", Instant.class), json.take("timeZone", ZoneId.class));
            json.end();
            return time;
        }

        Post set(Approvals approvals, Call call, PostId id) {
            ZoneId kept =
                    zone == null ? approvals.posts().get(call, id).schedule().zone() : zone;
            return approvals.posts().reschedule(call, id, at, kept);
        }
    }
}
