package io.countersign.link;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is stored of a link's secret (S-2).
 *
 * @param kid name of the key it was made with; {@link SecretMac#NO_KEY} where the host had none
 * @param hex 64 lower-case hexadecimal digits
 */
public record Mac(String kid, String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Mac {
        if (!FORM.matcher(hex).matches())
            throw new IllegalArgumentException("the stored form of a secret is 64 lower-case hexadecimal digits");
    }

    static Mac of(String kid, byte[] bytes) {
        return new Mac(kid, HexFormat.of().formatHex(bytes));
    }

    /** Its 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "Mac[" + kid + "]";
    }
}
