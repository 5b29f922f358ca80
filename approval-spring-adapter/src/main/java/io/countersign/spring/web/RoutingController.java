package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.ReplayForm;
import io.countersign.post.PostForm;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routing policy, and what it would do. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/routing-policy")
final class RoutingController {
    private final Approvals approvals;
    private final Commands commands;

    RoutingController(Approvals approvals, Commands commands) {
        this.approvals = approvals;
        this.commands = commands;
    }

    /** In the form in which it is put, so that it can be changed and put again. */
    @GetMapping
    ResponseEntity<byte[]> get(Call call) {
        return Reply.ok(approvals.routing().get(call).policy()).entity();
    }

    @PutMapping
    ResponseEntity<byte[]> put(Call call, Body body) {
        RoutingPolicy policy = body.json().as(RoutingPolicy.class);
        return commands.<PolicyVersion>run(
                        call,
                        body,
                        in -> approvals.routing().put(in, policy),
                        (version, fresh) -> Reply.ok(version.policy()))
                .entity();
    }

    @PostMapping("/explain")
    ResponseEntity<byte[]> explain(Call call, Body body) {
        PostForm form = body.json().as(PostForm.class);
        return Reply.ok(Map.of(
                        "stages",
                        approvals.routing().explain(call, form).stream()
                                .map(RoutingController::stage)
                                .toList()))
                .entity();
    }

    @PostMapping("/replay")
    ResponseEntity<byte[]> replay(Call call, Body body) {
        ReplayForm form = body.json().as(ReplayForm.class);
        return Reply.ok(approvals.routing().replay(call, form)).entity();
    }

    private static Map<String, Object> stage(RoutedStage stage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", stage.rule().name());
        json.put("order", stage.rule().order());
        json.put("because", stage.because());
        return json;
    }
}
