package io.countersign.link;

import io.countersign.canonical.Digest;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks what is stored of link secrets: HMAC-SHA-256 under a key that the host keeps outside the database, so
 * that a stolen dump opens nothing; without a key, SHA-256 of the same input (S-2). Thread safe.
 */
public final class SecretMac {
    /** The key name of what was made without a key. */
    public static final String NO_KEY = "none";

    private static final String LINK = "link/v1";
    private static final int SHORTEST_KEY = 32;
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final String kid;
    private final byte @Nullable [] key;

    private SecretMac(String kid, byte @Nullable [] key) {
        this.kid = kid;
        this.key = key;
    }

    /**
     * With a key of the host.
     *
     * @param kid its name, stored with each link: 1 to 32 letters, digits, dots, underscores and hyphens, not {@code none}
     * @param key at least 32 bytes, from a random source; copied
     * @throws IllegalArgumentException when either is not so
     */
    public static SecretMac withKey(String kid, byte[] key) {
        if (!KID.matcher(kid).matches() || kid.equals(NO_KEY))
            throw new IllegalArgumentException(
                    "The name of a link key is 1 to 32 letters, digits, dots, underscores and hyphens, and not '%s'"
                            .formatted(NO_KEY));
        if (key.length < SHORTEST_KEY)
            throw new IllegalArgumentException("The link key '%s' has %d bytes; it needs at least %d random ones"
                    .formatted(kid, key.length, SHORTEST_KEY));
        return new SecretMac(kid, key.clone());
    }

    /** Where the host configures no key. */
    public static SecretMac withoutKey() {
        return new SecretMac(NO_KEY, null);
    }

    /** Whether the host gave a key; where not, one warning at start is due. */
    public boolean keyed() {
        return key != null;
    }

    /** What to store for a token. */
    public Mac of(LinkToken token) {
        return Mac.of(kid, compute(key, LINK, token));
    }

    /**
     * Whether the token is the one that was stored, in a time that does not depend on where they differ (S-3). What was
     * made before the host had a key still holds; what was made under a key that is not {@linkplain #knows known} does
     * not.
     */
    public boolean matches(LinkToken token, Mac stored) {
        byte[] candidate = compute(stored.kid().equals(NO_KEY) ? null : key, LINK, token);
        return MessageDigest.isEqual(candidate, stored.bytes()) & knows(stored.kid());
    }

    /** Whether the key of that name is at hand; a link stored under another is dead, and the operator should hear of it. */
    public boolean knows(String storedKid) {
        return storedKid.equals(NO_KEY) || storedKid.equals(kid);
    }

    /** Kinds of secrets begin their input differently, so that one of a kind is none of another (S-12). */
    static byte[] compute(byte @Nullable [] key, String kind, LinkToken token) {
        byte[] input = Framed.bytes(kind, token.link().value(), token.secret().reveal());
        return key == null ? Digest.of(input).bytes() : Hmac.of(key, input);
    }

    @Override
    public String toString() {
        return "SecretMac[" + kid + "]";
    }
}
