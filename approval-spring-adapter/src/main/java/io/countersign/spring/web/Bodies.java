package io.countersign.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads bodies within their limits, and none of another type than the call takes (S-50). */
final class Bodies {
    static final String KEY = "Idempotency-Key";

    /** So much of a body that is too large is read and dropped, because many clients listen only when all is sent. */
    private static final long MOST_DROPPED = 32 << 20;

    private Bodies() {}

    static Body read(HttpServletRequest request, int limit, String type) throws IOException {
        String sent = request.getContentType();
        if (sent != null && !isOf(sent, type)) throw HttpProblem.unsupportedMediaType(type);
        byte[] bytes = bytes(request, limit);
        if (sent == null && bytes.length > 0) throw HttpProblem.unsupportedMediaType(type);
        return new Body(request.getMethod() + " " + request.getRequestURI(), request.getHeader(KEY), bytes);
    }

    private static byte[] bytes(HttpServletRequest request, int limit) throws IOException {
        InputStream in = request.getInputStream();
        boolean announced = request.getContentLengthLong() > limit;
        byte[] bytes = announced ? new byte[0] : in.readNBytes(limit + 1);
        if (!announced && bytes.length <= limit) return bytes;
        drop(in);
        throw HttpProblem.tooLarge(limit);
    }

    private static void drop(InputStream in) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long dropped = 0;
        for (int read; dropped < MOST_DROPPED && (read = in.read(buffer)) >= 0; ) dropped += read;
    }

    private static boolean isOf(String sent, String wanted) {
        MediaType type = parsed(sent);
        if (type == null || !type.isCompatibleWith(MediaType.parseMediaType(wanted)) || !type.isConcrete())
            return false;
        return type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
    }

    private static @Nullable MediaType parsed(String sent) {
        try {
            return MediaType.parseMediaType(sent);
        } catch (InvalidMediaTypeException malformed) {
            return null;
        }
    }
}
