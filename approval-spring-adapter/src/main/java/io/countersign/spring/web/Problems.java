package io.countersign.spring.web;

import io.countersign.link.TooManyAttemptsException;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.BusyException;
import io.countersign.problem.InvalidInputException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Problems as HTTP tells them (RFC 9457): one row for each code. */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";
    static final String INTERNAL = "internal-error";

    private record Row(int status, String title) {}

    private static final Map<String, Row> ROWS = Map.ofEntries(
            Map.entry("invalid-input", new Row(400, "Input that cannot be used")),
            Map.entry("not-authenticated", new Row(401, "Nobody is logged in")),
            Map.entry("wrong-password", new Row(401, "Wrong password")),
            Map.entry("session-expired", new Row(401, "The review session is over")),
            Map.entry("not-permitted", new Row(403, "Not permitted")),
            Map.entry("not-found", new Row(404, "Not found")),
            Map.entry("link-unknown", new Row(404, "Unknown link")),
            Map.entry("method-not-allowed", new Row(405, "Method not allowed")),
            Map.entry("link-expired", new Row(410, "The link has expired")),
            Map.entry("link-revoked", new Row(410, "The link was revoked")),
            Map.entry("stale-version", new Row(409, "Not the current version")),
            Map.entry("illegal-transition", new Row(409, "Not possible in this status")),
            Map.entry("conflict", new Row(409, "Conflict")),
            Map.entry("too-large", new Row(413, "Too large")),
            Map.entry("unsupported-media-type", new Row(415, "Unsupported media type")),
            Map.entry("idempotency-mismatch", new Row(422, "The idempotency key was used before")),
            Map.entry("too-many-attempts", new Row(429, "Too many attempts")),
            Map.entry("busy", new Row(503, "Busy")),
            Map.entry(INTERNAL, new Row(500, "Internal error")));

    private Problems() {}

    /** The status of a problem; a kind that a host added is told as a conflict with its rules. */
    static int status(ApprovalException problem) {
        return row(problem.code()).status();
    }

    static Map<String, Object> json(ApprovalException problem) {
        Map<String, Object> json = json(problem.code(), String.valueOf(problem.getMessage()));
        if (problem instanceof InvalidInputException invalid) json.put("errors", invalid.violations());
        problem.details().forEach(json::putIfAbsent);
        return json;
    }

    static Map<String, Object> json(String code, String detail) {
        Row row = row(code);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:countersign:problem:" + code);
        json.put("title", row.title());
        json.put("status", row.status());
        json.put("detail", detail);
        json.put("code", code);
        return json;
    }

    /** When trying again makes sense. */
    static Optional<Duration> retryAfter(ApprovalException problem) {
        if (problem instanceof TooManyAttemptsException attempts) return Optional.of(attempts.retryAfter());
        return problem instanceof BusyException busy ? Optional.of(busy.retryAfter()) : Optional.empty();
    }

    private static Row row(String code) {
        return ROWS.getOrDefault(code, new Row(409, "Refused"));
    }
}
