package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signed notes are checked with (C2SP signed-note), of Ed25519 (RFC 8032).
 *
 * @param name of who signs; without spaces and plus signs
 * @param raw 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Owns its bytes, and equals compares them.
public record NoteKey(String name, byte[] raw) {
    private static final int LENGTH = 32;
    private static final byte ED25519 = 1;

    /** What stands before the 32 bytes of a key in the form of RFC 8410. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public NoteKey {
        if (!nameable(name))
            throw new IllegalArgumentException(
                    "The name of a key has visible characters, no space and no plus sign, and '%s' has not"
                            .formatted(name));
        if (raw.length != LENGTH)
            throw new IllegalArgumentException("A key of Ed25519 has 32 bytes, not " + raw.length);
        raw = raw.clone();
    }

    private static boolean nameable(String name) {
        return !name.isEmpty()
                && name.length() <= 200
                && name.codePoints()
                        .noneMatch(point -> point == '+'
                                || Character.isWhitespace(point)
                                || Character.isSpaceChar(point)
                                || Character.isISOControl(point));
    }

    /** Of a Java key. */
    public static NoteKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != PREFIX.length + LENGTH
                || !Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length))
            throw new IllegalArgumentException(
                    "The key %s is none of Ed25519 but of %s".formatted(name, key.getAlgorithm()));
        return new NoteKey(name, Arrays.copyOfRange(encoded, PREFIX.length, encoded.length));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is of another form, or its hash is not that of name and key
     */
    public static NoteKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) throw unreadable(text, null);
        byte[] key;
        try {
            key = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException malformed) {
            throw unreadable(text, malformed);
        }
        if (key.length != LENGTH + 1 || key[0] != ED25519) throw unreadable(text, null);
        NoteKey read = new NoteKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (!read.text().equals(text)) throw unreadable(text, null);
        return read;
    }

    private static IllegalArgumentException unreadable(String text, @Nullable Throwable why) {
        return new IllegalArgumentException("'%s' is no public key of the form NAME+HASH+KEY".formatted(text), why);
    }

    /** {@code NAME+HASH+KEY}, as notes' keys are published. */
    public String text() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(hash()),
                        Base64.getEncoder().encodeToString(typed()));
    }

    /** Four bytes that tell keys of one name apart. */
    byte[] hash() {
        Digest whole = Digest.of((name + "\n").getBytes(StandardCharsets.UTF_8), typed());
        return Arrays.copyOf(whole.bytes(), 4);
    }

    private byte[] typed() {
        byte[] typed = new byte[LENGTH + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, LENGTH);
        return typed;
    }

    @Override
    public byte[] raw() {
        return raw.clone();
    }

    /** Whether a signature of these bytes was made with the private key. */
    public boolean verifies(byte[] bytes, byte[] signature) {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
        System.arraycopy(raw, 0, encoded, PREFIX.length, LENGTH);
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(bytes);
            return check.verify(signature);
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey key && name.equals(key.name) && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return text();
    }
}
