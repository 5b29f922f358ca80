package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.approver.Approver;
import io.countersign.identity.ApproverId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registered approvers. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/approvers")
final class ApproverController {
    private final Approvals approvals;
    private final Commands commands;

    ApproverController(Approvals approvals, Commands commands) {
        this.approvals = approvals;
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<byte[]> register(Call call, Body body) {
        ApproverForm form = body.json().as(ApproverForm.class);
        return commands.<Approver>run(
                        call,
                        body,
                        in -> approvals.approvers().register(in, form),
                        (approver, fresh) -> Reply.created(json(approver)))
                .entity();
    }

    @GetMapping
    ResponseEntity<byte[]> list(Call call, Query query) {
        return Reply.ok(Pages.json(approvals.approvers().list(call, query.page()), ApproverController::json))
                .entity();
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call, @PathVariable ApproverId id) {
        return Reply.ok(json(approvals.approvers().get(call, id))).entity();
    }

    @PutMapping("/{id}")
    ResponseEntity<byte[]> update(Call call, @PathVariable ApproverId id, Body body) {
        ApproverForm form = body.json().as(ApproverForm.class);
        return commands.<Approver>run(
                        call,
                        body,
                        in -> approvals.approvers().update(in, id, form),
                        (approver, fresh) -> Reply.ok(json(approver)))
                .entity();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(Call call, @PathVariable ApproverId id, Body body) {
        body.end();
        return commands.<Approver>run(
                        call, body, in -> approvals.approvers().delete(in, id), (approver, fresh) -> Reply.nothing())
                .entity();
    }

    @PostMapping("/{id}/erase")
    ResponseEntity<byte[]> erase(Call call, @PathVariable ApproverId id, Body body) {
        body.end();
        return commands.<Approver>run(
                        call,
                        body,
                        in -> approvals.approvers().erase(in, id),
                        (approver, fresh) -> Reply.ok(json(approver)))
                .entity();
    }

    private static Map<String, @Nullable Object> json(Approver approver) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", approver.id());
        json.put("name", approver.name());
        json.put("email", approver.email());
        json.put("kind", approver.kind());
        json.put("userId", approver.userId());
        json.put("groups", new TreeSet<>(approver.groups()));
        json.put("createdAt", approver.createdAt());
        json.put("erasedAt", approver.erasedAt());
        return json;
    }
}
