package io.countersign.canonical;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a person wrote, or what tells who a person is, with the salted commitment that stands for it in the record: once
 * text and salt are deleted, the commitment tells nothing and every chain still verifies.
 *
 * @param commitment SHA-256 of salt and text
 * @param salt 32 hexadecimal digits
 */
public record Erasable(Digest commitment, String salt, String text) {
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");

    /** Commits to a text with a salt of 16 random bytes. */
    public static Erasable of(byte[] salt, String text) {
        if (salt.length != 16)
            throw new IllegalArgumentException("the salt of a text has 16 bytes, not " + salt.length);
        return new Erasable(
                Digest.of(salt, text.getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(salt),
                text);
    }

    /** Whether the commitment is that of this salt and text. */
    public boolean holds() {
        return SALT.matcher(salt).matches()
                && of(HexFormat.of().parseHex(salt), text).equals(this);
    }

    @Override
    public String toString() {
        return "Erasable[" + commitment + "]";
    }
}
