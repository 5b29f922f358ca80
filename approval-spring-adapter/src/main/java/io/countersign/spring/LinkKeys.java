package io.countersign.spring;

import io.countersign.argon2.Argon2Hashing;
import io.countersign.canonical.Secret;
import io.countersign.link.KeyRing;
import io.countersign.link.MixedHashing;
import io.countersign.link.PasswordHasher;
import io.countersign.link.Pbkdf2Hashing;
import io.countersign.link.Peppered;
import io.countersign.link.SaltedHasher;
import io.countersign.link.SecretMac;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of links' secrets and passwords, as properties give them. Complaints name the property, and nothing of a key. */
final class LinkKeys {
    private LinkKeys() {}

    /** @throws IllegalArgumentException when the keys cannot be used */
    static SecretMac mac(ApprovalProperties.Links links) {
        KeyRing keys = ring("keys", links.keys(), "current-key", links.currentKey());
        return keys == null ? SecretMac.withoutKey() : SecretMac.withKeys(keys);
    }

    /** @throws IllegalArgumentException when the peppers cannot be used */
    static PasswordHasher hasher(ApprovalProperties.Links links) {
        KeyRing peppers = ring("pepper-keys", links.pepperKeys(), "current-pepper", links.currentPepper());
        SaltedHasher argon2 = links.passwordHashing() == ApprovalProperties.PasswordHashing.ARGON2_JAVA
                ? Argon2Hashing.bouncyCastle()
                : Argon2Hashing.nativeCode();
        PasswordHasher byArgon2 = peppered(argon2, peppers);
        PasswordHasher byPbkdf2 = peppered(Pbkdf2Hashing.standard(), peppers);
        return links.passwordHashing() == ApprovalProperties.PasswordHashing.PBKDF2
                ? new MixedHashing(byPbkdf2, byArgon2)
                : new MixedHashing(byArgon2, byPbkdf2);
    }

    private static PasswordHasher peppered(SaltedHasher hasher, @Nullable KeyRing peppers) {
        return peppers == null ? hasher : new Peppered(hasher, peppers);
    }

    private static @Nullable KeyRing ring(
            String property, Map<String, Secret> given, String currentProperty, @Nullable String named) {
        if (given.isEmpty()) {
            if (named == null) return null;
            throw new IllegalArgumentException(
                    "approval.links.%s names the key '%s', but there is no approval.links.%s.%s"
                            .formatted(currentProperty, named, property, named));
        }
        Map<String, byte[]> keys = new HashMap<>();
        given.forEach((kid, key) -> keys.put(kid, bytes(property + "." + kid, key)));
        String current = named != null || keys.size() > 1
                ? named
                : keys.keySet().iterator().next();
        if (current == null)
            throw new IllegalArgumentException(
                    "approval.links.%s has several keys, %s; say in approval.links.%s which is current"
                            .formatted(property, new TreeSet<>(keys.keySet()), currentProperty));
        try {
            return KeyRing.of(current, keys);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "approval.links.%s or approval.links.%s cannot be used: %s"
                            .formatted(property, currentProperty, unusable.getMessage()),
                    unusable);
        }
    }

    private static byte[] bytes(String property, Secret key) {
        try {
            return Base64.getDecoder().decode(key.reveal().strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "approval.links.%s must be base64 of at least 32 random bytes, such as 'openssl rand -base64 32' gives"
                            .formatted(property));
        }
    }
}
