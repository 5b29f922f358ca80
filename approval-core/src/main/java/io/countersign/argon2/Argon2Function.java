package io.countersign.argon2;

/** Argon2id, version 1.3, in whoever's code. */
interface Argon2Function {
    /**
     * The tag of these bytes.
     *
     * @throws IllegalStateException when the code cannot be had
     */
    byte[] tag(byte[] password, byte[] salt, Argon2Parameters parameters, int length);
}
