package io.countersign.spring.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page's static files, each under a name that holds the hash of its bytes and may so be cached for ever. */
public final class PageAssets {
    /** What a file is put together from. */
    private static final Map<String, List<String>> PARTS =
            Map.of("review.js", List.of("review.js", "place.js", "session.js", "index.js", "start.js"));

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "avif", "image/avif",
            "ico", "image/x-icon");

    private final Map<String, Asset> byName;
    private final Map<String, Asset> byHashedName;

    PageAssets(Collection<Asset> assets) {
        byName = assets.stream().collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));
        byHashedName = assets.stream().collect(Collectors.toUnmodifiableMap(Asset::hashedName, Function.identity()));
    }

    /**
     * A static file.
     *
     * @param hashedName that it is served under
     * @param bytes not to be written to
     * @param gzipped the same, shorter
     */
    public record Asset(String name, String hashedName, String contentType, byte[] bytes, byte[] gzipped) {
        /** {@code review.css} is served as {@code review-0123456789ab.css}. */
        static Asset of(String name, byte[] bytes) {
            int dot = name.lastIndexOf('.');
            String extension = name.substring(dot + 1);
            return new Asset(
                    name,
                    name.substring(0, dot) + "-" + hash(bytes) + "." + extension,
                    TYPES.getOrDefault(extension, "application/octet-stream"),
                    bytes,
                    Gzip.of(bytes));
        }

        /** The same with something after it. */
        Asset and(String more) {
            if (more.isEmpty()) return this;
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(bytes);
            both.writeBytes(more.getBytes(StandardCharsets.UTF_8));
            return of(name, both.toByteArray());
        }
    }

    /** A file that comes with the page. */
    static Asset own(String name) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (String part : PARTS.getOrDefault(name, List.of(name))) whole.writeBytes(part(part));
        return Asset.of(name, whole.toByteArray());
    }

    /** The file served under this name, {@code null} where there is none. */
    public @Nullable Asset find(String hashedName) {
        return byHashedName.get(hashedName);
    }

    /** The name a file is served under: {@code review.css} gives {@code review-0123456789ab.css}. */
    public String hashedName(String name) {
        Asset asset = byName.get(name);
        if (asset == null) throw new IllegalArgumentException("The reviewer page has no file " + name);
        return asset.hashedName();
    }

    private static byte[] part(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream("assets/" + name)) {
            if (in == null)
                throw new IllegalStateException(
                        "The reviewer page's file assets/" + name + " is not on the class path");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The reviewer page's file assets/" + name + " cannot be read", e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
