package io.countersign.link;

import io.countersign.canonical.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Another hasher's strings with their tags under a key that the host keeps outside the database (S-24): {@code
 * $hmac-sha256$kid=…} before the string, and HMAC-SHA-256 of the whole of it in place of its tag. Who has stolen the database
 * alone cannot even test guesses. Strings without a pepper are read as well, and count as {@linkplain #outdated outdated}, as do
 * those under another than the current key. Thread safe.
 */
public final class Peppered implements PasswordHasher {
    private static final String KIND = "password/v1";
    private static final String PREFIX = "$hmac-sha256$kid=";

    private final SaltedHasher hasher;
    private final KeyRing keys;

    /** @param keys a key that is taken out makes the passwords under it unreadable, and their links unknown */
    public Peppered(SaltedHasher hasher, KeyRing keys) {
        this.hasher = hasher;
        this.keys = keys;
    }

    @Override
    public String hash(Secret password) {
        return sealed(hasher.hash(password), keys.current());
    }

    @Override
    public boolean matches(Secret password, String stored) {
        if (!isPeppered(stored)) return hasher.matches(password, stored);
        String expected = sealed(hasher.hash(password, plain(stored)), kid(stored));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean reads(String stored) {
        return hasher.reads(plain(stored)) && (!isPeppered(stored) || keys.has(kid(stored)));
    }

    @Override
    public boolean outdated(String stored) {
        return !isPeppered(stored) || !kid(stored).equals(keys.current()) || hasher.outdated(plain(stored));
    }

    private String sealed(String plain, String kid) {
        byte[] tag = keys.mac(kid, Framed.bytes(KIND, plain));
        return PREFIX
                + kid
                + plain.substring(0, plain.lastIndexOf('$') + 1)
                + Base64.getEncoder().withoutPadding().encodeToString(tag);
    }

    private static boolean isPeppered(String stored) {
        return stored.startsWith(PREFIX) && stored.indexOf('$', PREFIX.length()) > 0;
    }

    private static String kid(String stored) {
        return stored.substring(PREFIX.length(), stored.indexOf('$', PREFIX.length()));
    }

    /** The inner string, from its own dollar sign on. */
    private static String plain(String stored) {
        return isPeppered(stored) ? stored.substring(stored.indexOf('$', PREFIX.length())) : stored;
    }
}
