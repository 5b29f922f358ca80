package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Checkpoints;
import io.countersign.identity.PostId;
import io.countersign.record.PostRecord;
import io.countersign.spring.record.RecordPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The record of one post as a file that verifies without this server. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts/{id}/evidence")
final class EvidenceController {
    private final Approvals approvals;
    private final RecordPage page;

    EvidenceController(Approvals approvals, RecordPage page) {
        this.approvals = approvals;
        this.page = page;
    }

    @GetMapping
    ResponseEntity<byte[]> evidence(Call call, @PathVariable("id") PostId id) throws IOException {
        // Who may not see the record is refused before anything is made.
        approvals.records().post(call, id);
        if (approvals.checkpoints().status().state() != Checkpoints.State.OFF)
            approvals.checkpoints().make(call);
        PostRecord record = approvals.records().post(call, id);
        Map<String, byte[]> views = Map.of("record.html", page.html(record), "record.json", page.json(record));
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        approvals.records().evidence(call, id, views, pack);
        String file = "evidence-%s.zip".formatted(id.value().replaceAll("[^A-Za-z0-9._-]", "_"));
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "zip"))
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment().filename(file).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(pack.toByteArray());
    }
}
