package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Records;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.content.Channel;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.proof.Checkpoint;
import io.countersign.store.TrailFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The record, and whether it is whole. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/audit")
final class AuditController {
    /** How it came about, beside who did it. */
    private static final List<String> CIRCUMSTANCES = List.of("assurance", "link", "session", "request", "node");

    private final Approvals approvals;

    AuditController(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping
    ResponseEntity<byte[]> entries(Call call, Query query) {
        return Reply.ok(Pages.json(
                        approvals.records().entries(call, filter(query), query.page()), AuditController::entry))
                .entity();
    }

    /** Which entries are asked for, of a list as of an export. */
    static TrailFilter filter(Query query) {
        return new TrailFilter(
                query.of("post", PostId::new),
                query.of("link", LinkId::new),
                query.text("actor"),
                query.text("action"),
                query.text("campaign"),
                query.of("channel", Channel::new),
                query.instant("from"),
                query.instant("to"));
    }

    @GetMapping("/verify")
    ResponseEntity<byte[]> verify(Call call) {
        Records.Verification verification = approvals.records().verify(call);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("valid", verification.valid());
        json.put("streams", verification.streams());
        json.put("entries", verification.entries());
        json.put("checkpoint", checkpoint(verification.checkpoint()));
        json.put("findings", verification.findings());
        return Reply.ok(json).entity();
    }

    private static @Nullable Map<String, Object> checkpoint(@Nullable Checkpoint checkpoint) {
        if (checkpoint == null) return null;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", checkpoint.number());
        json.put("at", checkpoint.at());
        json.put("entries", checkpoint.size());
        json.put("root", checkpoint.root());
        json.put("origin", checkpoint.origin());
        json.put("key", checkpoint.key().text());
        return json;
    }

    private static Map<String, @Nullable Object> entry(AuditEntry entry) {
        Map<String, Object> members = Trail.members(entry.bytes());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("stream", entry.stream());
        json.put("seq", entry.seq());
        json.put("at", entry.at());
        json.put("actor", entry.actor());
        json.put("action", entry.action());
        json.put("subject", entry.subject());
        json.put("details", members.get("details"));
        for (String circumstance : CIRCUMSTANCES) json.put(circumstance, members.get(circumstance));
        json.put("hash", entry.hash());
        json.put("previousHash", entry.previousHash());
        return json;
    }
}
