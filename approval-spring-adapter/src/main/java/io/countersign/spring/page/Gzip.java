package io.countersign.spring.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Shortens what travels, for browsers that take it. */
final class Gzip {
    private Gzip() {}

    static byte[] of(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory does not fail", impossible);
        }
        return out.toByteArray();
    }

    /** Whether the browser takes it. */
    static boolean isAccepted(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Accept-Encoding");
        while (headers.hasMoreElements())
            for (String coding : headers.nextElement().toLowerCase(Locale.ROOT).split(","))
                if (coding.strip().matches("(x-)?gzip(;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?")) return true;
        return false;
    }
}
