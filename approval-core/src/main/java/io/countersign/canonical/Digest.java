package io.countersign.canonical;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Plain {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** 32 zero bytes: the hash before the first. */
    public static final Digest ZERO = new Digest("0".repeat(64));

    public Digest {
        if (!FORM.matcher(hex).matches())
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
    }

    public static Digest parse(String hex) {
        return new Digest(hex);
    }

    /** Of all parts, one after the other. */
    public static Digest of(byte[]... parts) {
        MessageDigest sha = sha256();
        for (byte[] part : parts) sha.update(part);
        return ofBytes(sha.digest());
    }

    /** Of the text's UTF-8. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of everything that comes, to its end. */
    public static Digest of(InputStream in) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[1 << 14];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) sha.update(buffer, 0, count);
        return ofBytes(sha.digest());
    }

    /** The digest whose 32 bytes these are. */
    public static Digest ofBytes(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    /** Its 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public Object plain() {
        return hex;
    }

    @Override
    public String toString() {
        return hex;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
