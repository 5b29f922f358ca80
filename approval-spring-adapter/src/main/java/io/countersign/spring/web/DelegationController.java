package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.DelegationForm;
import io.countersign.identity.Delegation;
import io.countersign.identity.ReviewerRef;
import io.countersign.problem.NotFoundException;
import io.countersign.store.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who decides in whose place. A person is an approver's id, or {@code user:ID}. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/approvers/{who}")
final class DelegationController {
    private final Approvals approvals;
    private final Commands commands;

    DelegationController(Approvals approvals, Commands commands) {
        this.approvals = approvals;
        this.commands = commands;
    }

    @PostMapping("/delegate")
    ResponseEntity<byte[]> give(Call call, @PathVariable String who, Body body) {
        DelegationForm form = body.json().as(DelegationForm.class);
        ReviewerRef person = person(who);
        return commands.<Delegation>run(
                        call,
                        body,
                        in -> approvals.delegations().give(in, person, form),
                        (delegation, fresh) -> Reply.created(json(delegation)))
                .entity();
    }

    @GetMapping("/delegations")
    ResponseEntity<byte[]> of(Call call, @PathVariable String who) {
        Page<Delegation> all = new Page<>(approvals.delegations().of(call, person(who)), null);
        return Reply.ok(Pages.json(all, DelegationController::json)).entity();
    }

    @DeleteMapping("/delegations/{id}")
    ResponseEntity<byte[]> end(Call call, @PathVariable String who, @PathVariable String id, Body body) {
        body.end();
        ReviewerRef person = person(who);
        return commands.<Delegation>run(
                        call,
                        body,
                        in -> approvals.delegations().end(in, person, id),
                        (delegation, fresh) -> Reply.nothing())
                .entity();
    }

    /** What names nobody is like a person who is not there. */
    private static ReviewerRef person(String who) {
        try {
            return ReviewerRef.parse(who);
        } catch (IllegalArgumentException nobody) {
            throw new NotFoundException("approver", who);
        }
    }

    private static Map<String, Object> json(Delegation delegation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delegation.id());
        json.put("delegator", delegation.delegator());
        json.put("to", delegation.delegate());
        json.put("from", delegation.from());
        json.put("until", delegation.until());
        return json;
    }
}
