package io.countersign.spring.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with a page; what all answers say in their headers is said elsewhere. */
final class Pages {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final ReviewPageRenderer renderer;

    Pages(ReviewPageRenderer renderer) {
        this.renderer = renderer;
    }

    ResponseEntity<byte[]> ok(PageView page) {
        return answer(200, page, new HttpHeaders());
    }

    ResponseEntity<byte[]> answer(int status, PageView page, HttpHeaders headers) {
        return answer(status, bytes(page), headers);
    }

    ResponseEntity<byte[]> answer(int status, byte[] page, HttpHeaders headers) {
        headers.setContentType(HTML);
        return ResponseEntity.status(status).headers(headers).body(page);
    }

    byte[] bytes(PageView page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 << 10);
        try {
            renderer.render(page, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory does not fail", impossible);
        }
        return out.toByteArray();
    }
}
