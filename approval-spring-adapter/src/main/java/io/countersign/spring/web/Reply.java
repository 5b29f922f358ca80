package io.countersign.spring.web;

import io.countersign.canonical.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a call answers.
 *
 * @param body a record, map or list; null for no body
 */
record Reply(int status, @Nullable Object body) {
    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply created(Object body) {
        return new Reply(201, body);
    }

    static Reply nothing() {
        return new Reply(204, null);
    }

    /** As it is kept under an idempotency key. */
    String kept() {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("status", status);
        kept.put("body", body);
        return Json.write(kept);
    }

    /** What {@link #kept()} made. */
    static Reply parse(String kept) {
        Map<String, Object> parts = Json.readObject(kept);
        int status = parts.get("status") instanceof Integer number ? number : 200;
        return new Reply(status, parts.get("body"));
    }

    ResponseEntity<byte[]> entity() {
        return entity(new HttpHeaders());
    }

    /** With these headers besides. */
    ResponseEntity<byte[]> entity(HttpHeaders headers) {
        if (body == null) return ResponseEntity.status(status).headers(headers).build();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return ResponseEntity.status(status)
                .headers(headers)
                .body(Json.write(body).getBytes(StandardCharsets.UTF_8));
    }
}
