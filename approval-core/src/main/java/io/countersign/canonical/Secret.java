package io.countersign.canonical;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A text that is handed over once and never written: it prints as {@code hidden}, and JSON has no form for it. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** 32 random bytes as 43 characters of base64url (RFC 4648, section 5). */
    public static Secret random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    /** Its UTF-8. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "hidden";
    }
}
