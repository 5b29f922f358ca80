package io.countersign.spring.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page's static files, each under a name that holds the hash of its bytes and may so be cached for ever. */
public final class PageAssets {

    /** Each file, and what it is put together from. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "review.css", List.of("review.css"),
            "review.js", List.of("review.js", "place.js", "session.js", "start.js"),
            "icon.svg", List.of("icon.svg"));

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Asset> byName;
    private final Map<String, Asset> byHashedName;

    private PageAssets(List<Asset> assets) {
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
    public record Asset(String name, String hashedName, String contentType, byte[] bytes, byte[] gzipped) {}

    /** Reads the files from the class path. */
    public static PageAssets load() {
        return new PageAssets(PARTS.entrySet().stream()
                .map(file -> read(file.getKey(), file.getValue()))
                .toList());
    }

    /** The file served under this name, {@code null} where there is none. */
    public @Nullable Asset find(String hashedName) {
        return byHashedName.get(hashedName);
    }

    /** The name a file is served under: {@code review.css} gives {@code review-0123456789ab.css}. */
    public String hashedName(String name) {
        var asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("The reviewer page has no file " + name);
        }
        return asset.hashedName();
    }

    private static Asset read(String name, List<String> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (String part : parts) whole.writeBytes(part(part));
        byte[] bytes = whole.toByteArray();
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1);
        String hashed = name.substring(0, dot) + "-" + hash(bytes) + "." + extension;
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return new Asset(name, hashed, type, bytes, Gzip.of(bytes));
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
