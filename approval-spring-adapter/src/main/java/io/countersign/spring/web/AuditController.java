package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Records;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.audit.Verifier;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.store.TrailFilter;
import java.util.ArrayList;
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
    private static final String UNANCHORED =
            "No checkpoint of this record is kept outside the database, so what is missing from its end cannot be proven.";

    /** How it came about, beside who did it. */
    private static final List<String> CIRCUMSTANCES = List.of("assurance", "link", "session", "request", "node");

    private final Approvals approvals;

    AuditController(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping
    ResponseEntity<byte[]> entries(Call call, Query query) {
        TrailFilter filter = new TrailFilter(
                query.of("post", PostId::new),
                query.of("link", LinkId::new),
                query.text("actor"),
                query.text("action"),
                query.instant("from"),
                query.instant("to"));
        return Reply.ok(Pages.json(approvals.records().entries(call, filter, query.page()), AuditController::entry))
                .entity();
    }

    @GetMapping("/verify")
    ResponseEntity<byte[]> verify(Call call) {
        Records.Verification verification = approvals.records().verify(call);
        List<Object> findings = new ArrayList<>();
        verification.findings().forEach(finding -> findings.add(finding(finding)));
        findings.add(finding(null, null, "UNANCHORED", UNANCHORED));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("valid", verification.valid());
        json.put("streams", verification.streams());
        json.put("entries", verification.entries());
        json.put("checkpoint", null);
        json.put("findings", findings);
        return Reply.ok(json).entity();
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

    private static Map<String, @Nullable Object> finding(Verifier.Finding finding) {
        return finding(finding.stream(), finding.seq(), finding.kind().name(), finding.message());
    }

    private static Map<String, @Nullable Object> finding(
            @Nullable Object stream, @Nullable Long seq, String kind, String message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("stream", stream);
        json.put("seq", seq);
        json.put("kind", kind);
        json.put("message", message);
        return json;
    }
}
