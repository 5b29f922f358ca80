package io.countersign.link;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a review session is carried by. Only its {@linkplain #id() hash} is stored (S-40); it prints as hidden.
 *
 * @param secret 43 characters of base64url: 32 random bytes
 */
public record SessionToken(Secret secret) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public SessionToken {
        if (!FORM.matcher(secret.reveal()).matches())
            throw new IllegalArgumentException("a session token is 43 characters of base64url");
    }

    /** A fresh one. */
    public static SessionToken random() {
        return new SessionToken(Secret.random());
    }

    /**
     * Reads what a caller sent.
     *
     * @throws SessionExpiredException when it cannot be one
     */
    public static SessionToken parse(String text) {
        if (!FORM.matcher(text).matches()) throw new SessionExpiredException();
        return new SessionToken(Secret.of(text));
    }

    /** The id that the session is stored and found under. */
    public Digest id() {
        return Digest.of(Framed.bytes("session/v1", secret.reveal()));
    }

    /** The page's token against forged posts (S-44): derived, so that nothing of it is stored. */
    public Secret csrf() {
        byte[] derived = Hmac.of(secret.bytes(), "csrf/v1".getBytes(StandardCharsets.UTF_8));
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
    }

    /** Whether this is the session's token against forged posts; in a time that does not tell where it differs. */
    public boolean acceptsCsrf(String candidate) {
        return MessageDigest.isEqual(csrf().bytes(), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SessionToken[hidden]";
    }
}
