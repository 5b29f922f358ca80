package io.countersign.link;

import io.countersign.canonical.Secret;

/**
 * Hashes link passwords, slowly and with much memory. Called outside any transaction of ours and behind a {@link
 * HashingGate}, by several threads at a time; an exception fails the call, and the attempt stays counted.
 */
public interface PasswordHasher {
    /**
     * A hash with a fresh salt, as PHC string: it names the algorithm and its parameters, so that it can be checked after
     * they were changed.
     */
    String hash(Secret password);

    /**
     * Whether the string was made from this password.
     *
     * @throws IllegalStateException when it is no string that this hasher reads, or asks for more work than it is ready to
     *     do; refused before any of it is done
     */
    boolean matches(Secret password, String phc);

    /** Whether it reads such a string, as far as that can be seen without a password: its algorithm, the name of its key. */
    default boolean reads(String phc) {
        return true;
    }

    /**
     * Whether the string was made with other parameters, or under another key, than {@link #hash} uses now. It is made anew
     * when its password is next seen (S-23).
     */
    default boolean outdated(String phc) {
        return false;
    }
}
