package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.identity.PostId;
import io.countersign.record.PostRecord;
import io.countersign.spring.record.RecordPage;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The record of one post. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts/{id}/record")
final class RecordController {
    private enum Format {
        JSON,
        HTML
    }

    private final Approvals approvals;
    private final RecordPage page;

    RecordController(Approvals approvals, RecordPage page) {
        this.approvals = approvals;
        this.page = page;
    }

    @GetMapping
    ResponseEntity<byte[]> record(Call call, Query query, @PathVariable("id") PostId id) {
        Format format = query.of("format", RecordController::format);
        PostRecord record = approvals.records().post(call, id);
        if (format != Format.HTML)
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page.json(record));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", page.policy() + "; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("X-Robots-Tag", "noindex")
                .body(page.html(record));
    }

    private static Format format(String text) {
        return switch (text) {
            case "json" -> Format.JSON;
            case "html" -> Format.HTML;
            default -> throw new IllegalArgumentException("must be json or html, and is '%s'".formatted(text));
        };
    }
}
