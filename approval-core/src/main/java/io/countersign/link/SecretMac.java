package io.countersign.link;

import io.countersign.canonical.Digest;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks what is stored of link secrets: HMAC-SHA-256 under a key that the host keeps outside the database, so
 * that a stolen dump opens nothing; without a key, SHA-256 of the same input (S-2). Thread safe.
 */
public final class SecretMac {
    /** The key name of what was made without a key. */
    public static final String NO_KEY = "none";

    private static final String LINK = "link/v1";

    private final @Nullable KeyRing keys;

    private SecretMac(@Nullable KeyRing keys) {
        this.keys = keys;
    }

    /** With keys of the host. Those taken out make the links that were last opened under them unknown. */
    public static SecretMac withKeys(KeyRing keys) {
        return new SecretMac(keys);
    }

    /**
     * With one key of the host.
     *
     * @throws IllegalArgumentException when name or key are not as {@link KeyRing#of} wants them
     */
    public static SecretMac withKey(String kid, byte[] key) {
        return withKeys(KeyRing.of(kid, Map.of(kid, key)));
    }

    /** Where the host configures no key. */
    public static SecretMac withoutKey() {
        return new SecretMac(null);
    }

    /** Whether the host gave a key; where not, one warning at start is due. */
    public boolean keyed() {
        return keys != null;
    }

    /** What to store for a token. */
    public Mac of(LinkToken token) {
        String kid = current();
        return Mac.of(kid, compute(kid, LINK, token));
    }

    /**
     * Whether the token is the one that was stored, in a time that does not depend on where they differ (S-3). What was
     * made before the host had a key still holds; what was made under a key that is not {@linkplain #knows known} does
     * not.
     */
    public boolean matches(LinkToken token, Mac stored) {
        return knows(stored.kid()) && MessageDigest.isEqual(compute(stored.kid(), LINK, token), stored.bytes());
    }

    /** Whether the key of that name is at hand; a link stored under another is dead, and the operator should hear of it. */
    public boolean knows(String kid) {
        return kid.equals(NO_KEY) || (keys != null && keys.has(kid));
    }

    /** Whether what is stored was made as it would be now; if not, it is made anew when its secret is next seen. */
    public boolean isCurrent(Mac stored) {
        return stored.kid().equals(current());
    }

    /** The name of the key that new things are made with. */
    String current() {
        return keys == null ? NO_KEY : keys.current();
    }

    /**
     * HMAC under a key of the host.
     *
     * @param kid that is known and not {@link #NO_KEY}
     */
    byte[] mac(String kid, byte[] input) {
        if (keys == null) throw new IllegalStateException("There is no key '%s', for there is none".formatted(kid));
        return keys.mac(kid, input);
    }

    /** Kinds of secrets begin their input differently, so that one of a kind is none of another (S-12). */
    byte[] compute(String kid, String kind, LinkToken token) {
        byte[] input = Framed.bytes(kind, token.link().value(), token.secret().reveal());
        return kid.equals(NO_KEY) ? Digest.of(input).bytes() : mac(kid, input);
    }

    @Override
    public String toString() {
        return "SecretMac[" + current() + "]";
    }
}
