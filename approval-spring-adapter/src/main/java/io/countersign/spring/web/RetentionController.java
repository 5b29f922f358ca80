package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Retention;
import io.countersign.canonical.Digest;
import io.countersign.canonical.JsonBody;
import io.countersign.identity.PostId;
import io.countersign.retention.LegalHold;
import io.countersign.retention.RetentionPeriod;
import io.countersign.retention.RetentionRules;
import java.util.HashMap;
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

/** How long posts are kept, and legal holds. Purging is no call of HTTP: a job does it, under a database role of its own. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/retention")
final class RetentionController {
    private record Keep(@Nullable RetentionPeriod keep) {}

    private final Retention retention;
    private final Commands commands;

    RetentionController(Approvals approvals, Commands commands) {
        this.retention = approvals.retention();
        this.commands = commands;
    }

    @GetMapping
    ResponseEntity<byte[]> get(Call call) {
        return Reply.ok(json(retention.get(call), retention.texts(call))).entity();
    }

    @PutMapping
    ResponseEntity<byte[]> keep(Call call, Body body) {
        Keep form = body.json().as(Keep.class);
        return commands.<RetentionRules>run(
                        call,
                        body,
                        in -> retention.keep(in, form.keep()),
                        (rules, fresh) -> Reply.ok(json(rules, retention.texts(call))))
                .entity();
    }

    @PostMapping("/holds")
    ResponseEntity<byte[]> hold(Call call, Body body) {
        JsonBody json = body.json();
        PostId post = json.take("post", PostId.class);
        String reason = json.need("reason", String.class);
        json.end();
        return commands.<LegalHold>run(
                        call,
                        body,
                        in -> retention.hold(in, post, reason),
                        (hold, fresh) -> Reply.created(json(hold, said(call, fresh))))
                .entity();
    }

    @PostMapping("/holds/{id}/lift")
    ResponseEntity<byte[]> lift(Call call, @PathVariable String id, Body body) {
        String reason = PostCommandController.reason(body);
        return commands.<LegalHold>run(
                        call, body, in -> retention.lift(in, id, reason), (hold, fresh) -> Reply.nothing())
                .entity();
    }

    /** With what no read may find yet. */
    private Map<Digest, String> said(Call call, Map<Digest, String> fresh) {
        Map<Digest, String> said = new HashMap<>(retention.texts(call));
        said.putAll(fresh);
        return said;
    }

    private static Map<String, Object> json(RetentionRules rules, Map<Digest, String> texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("keep", rules.keep());
        json.put("holds", rules.holds().stream().map(hold -> json(hold, texts)).toList());
        return json;
    }

    private static Map<String, Object> json(LegalHold hold, Map<Digest, String> texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", hold.id());
        json.put("post", hold.post());
        json.put("reason", texts.get(hold.reason()));
        json.put("by", hold.by());
        json.put("at", hold.at());
        return json;
    }
}
