package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.EvidenceExport;
import io.countersign.ExportHead;
import io.countersign.ExportSink;
import io.countersign.spring.sheet.RecordSheet;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Walked;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The record as a file, written while it is read. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/audit/export")
final class ExportController {
    private enum Format {
        JSONL("application/x-ndjson", "record-%s-%s.jsonl"),
        CSV("text/csv;charset=UTF-8", "record-%s-%s-not-evidence.csv");

        private final String type;
        private final String file;

        Format(String type, String file) {
            this.type = type;
            this.file = file;
        }

        static Format parse(String name) {
            return switch (name) {
                case "jsonl" -> JSONL;
                case "csv" -> CSV;
                default -> throw new IllegalArgumentException("must be jsonl or csv");
            };
        }
    }

    /** Ends an answer that has begun, so that what came of it does not look whole. */
    static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokenOffException(Throwable why) {
            super("An export broke off; its connection is closed", why);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
    private static final int BUFFER = 1 << 16;

    private final Approvals approvals;

    ExportController(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping
    void export(Call call, Query query, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Format asked = query.of("format", Format::parse);
        TrailFilter filter = AuditController.filter(query);
        Format format = asked == null ? Format.JSONL : asked;
        try {
            approvals.records().export(call, filter, new Download(call, format, response));
        } catch (RuntimeException failed) {
            if (!response.isCommitted()) throw failed;
            LOG.error("The export of request {} broke off", RequestIds.of(request), failed);
            throw new BrokenOffException(failed);
        }
    }

    /** Is an answer from the head on: what fails before is a problem like others. */
    private final class Download implements ExportSink {
        private final Call call;
        private final Format format;
        private final HttpServletResponse response;
        private @Nullable OutputStream out;
        private @Nullable ExportSink rows;

        Download(Call call, Format format, HttpServletResponse response) {
            this.call = call;
            this.format = format;
            this.response = response;
        }

        @Override
        public void begin(ExportHead head) throws IOException {
            String workspace = head.workspace().value().replaceAll("[^A-Za-z0-9._-]", "_");
            String file = format.file.formatted(
                    workspace, head.at().atOffset(ZoneOffset.UTC).toLocalDate());
            response.setContentType(format.type);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(file).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            OutputStream buffer = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            out = buffer;
            rows = switch (format) {
                case JSONL -> new EvidenceExport(buffer);
                case CSV ->
                    new RecordSheet(buffer, actors -> approvals.records().names(call, actors));
            };
            rows.begin(head);
            response.flushBuffer();
        }

        @Override
        public void entries(List<Walked> some) throws IOException {
            Objects.requireNonNull(rows).entries(some);
        }

        @Override
        public void end(long entries) throws IOException {
            Objects.requireNonNull(rows).end(entries);
            Objects.requireNonNull(out).flush();
        }
    }
}
