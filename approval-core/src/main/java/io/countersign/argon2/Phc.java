package io.countersign.argon2;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PHC string of Argon2id, version 1.3: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag}, both in base64 without padding
 * (github.com/P-H-C/phc-string-format).
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
record Phc(Argon2Parameters parameters, byte[] salt, byte[] tag) {
    // Salt of 8 to 64 bytes, tag of 16 to 64.
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,8}),t=([1-9][0-9]{0,8}),p=([1-9][0-9]{0,8})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** @throws IllegalStateException when it is none, or its parameters are above the ceiling */
    static Phc parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) throw new IllegalStateException("The stored password is no PHC string of Argon2id v=19");
        try {
            Argon2Parameters parameters = new Argon2Parameters(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            return new Phc(parameters, decode(parts.group(4)), decode(parts.group(5)));
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException("The stored password is refused: " + unusable.getMessage(), unusable);
        }
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$%s$%s$%s".formatted(parameters, base64.encodeToString(salt), base64.encodeToString(tag));
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public String toString() {
        return "Phc[hidden]";
    }
}
