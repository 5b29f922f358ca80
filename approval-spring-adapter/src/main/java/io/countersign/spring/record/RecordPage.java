package io.countersign.spring.record;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.countersign.canonical.Json;
import io.countersign.record.PostRecord;
import io.countersign.spring.text.Templates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * Writes the record of a post: as a page that needs nothing but itself, in English, and as JSON. The page's style stands in
 * it and is allowed by its hash, so that what is served, saved and put into a pack are the same bytes. Thread safe.
 */
public final class RecordPage {
    private final TemplateEngine templates = Templates.ours();
    private final String style = style();
    private final String policy =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'".formatted(sha256(style));

    /** The page, in UTF-8; it loads nothing, and runs nothing. */
    public byte[] html(PostRecord record) {
        Utf8ByteOutput page = new Utf8ByteOutput();
        templates.render(
                "record/record.jte",
                Map.of("r", record, "w", new RecordWords(record), "style", style, "policy", policy),
                page);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.getContentLength());
        try {
            page.writeTo(bytes);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    /** The same as JSON, in UTF-8: {@link PostRecord} with its members' names. */
    public byte[] json(PostRecord record) {
        return Json.write(record).getBytes(StandardCharsets.UTF_8);
    }

    /** The {@code Content-Security-Policy} of the page. */
    public String policy() {
        return policy;
    }

    private static String style() {
        try (InputStream in = RecordPage.class.getResourceAsStream("record.css")) {
            if (in == null) throw new IllegalStateException("The record's file record.css is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The record's file record.css cannot be read", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
