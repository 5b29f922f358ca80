package io.countersign.link;

import java.util.Map;

/**
 * Keys for HMAC-SHA-256 that the host keeps outside the database. Each has a name, which is stored with what was made under
 * it: to rotate, add a key and make it the current one; what older keys made still holds while they are in the ring. A host
 * whose keys never leave a KMS or an HSM implements this itself. Called outside any transaction, by several threads at a
 * time.
 */
public interface KeyRing {
    /** The name of the key that new things are made with. */
    String current();

    /** Whether a key of that name is at hand. */
    boolean has(String kid);

    /**
     * HMAC-SHA-256 of the input: 32 bytes.
     *
     * @param kid a name of which {@link #has} says yes
     */
    byte[] mac(String kid, byte[] input);

    /**
     * A ring of these keys.
     *
     * @param current the name of one of them
     * @param keys by name: 1 to 32 letters, digits, dots, underscores and hyphens, not {@code none}; each at least 32 bytes
     *     from a random source, and copied
     * @throws IllegalArgumentException when any of it is not so, naming which
     */
    static KeyRing of(String current, Map<String, byte[]> keys) {
        return new KeysInMemory(current, keys);
    }
}
