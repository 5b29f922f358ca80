package io.countersign.argon2;

import io.countersign.canonical.Secret;
import io.countersign.link.SaltedHasher;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Hashes passwords by Argon2id, with a salt of 16 bytes and a tag of 32 (S-21). Both kinds write and read the same PHC
 * strings, so a host may change from one to the other; neither ever stands in for the other by itself. What is read back
 * must not ask for more than 256 MiB, 10 passes or 4 lanes (S-22). Thread safe.
 */
public final class Argon2Hashing implements SaltedHasher {
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;

    private final Argon2Function function;
    private final Argon2Parameters parameters;
    private final SecureRandom random = new SecureRandom();

    Argon2Hashing(Argon2Function function, Argon2Parameters parameters) {
        if (!parameters.reachFloor())
            throw new IllegalArgumentException(
                    "Argon2 parameters %s are too weak: ASVS 5.0, appendix C, asks for m=47104 with t=1, m=19456 with t=2, or m=12288 with t=3 and more"
                            .formatted(parameters));
        this.function = function;
        this.parameters = parameters;
    }

    /** By native code with the standard parameters; it is loaded by the first hash, which fails where it cannot be. */
    public static Argon2Hashing nativeCode() {
        return nativeCode(Argon2Parameters.STANDARD);
    }

    /**
     * By native code.
     *
     * @throws IllegalArgumentException for parameters below the floor of ASVS 5.0, appendix C
     */
    public static Argon2Hashing nativeCode(Argon2Parameters parameters) {
        return new Argon2Hashing(new NativeArgon2(), parameters);
    }

    /** By Bouncy Castle with the standard parameters. */
    public static Argon2Hashing bouncyCastle() {
        return bouncyCastle(Argon2Parameters.STANDARD);
    }

    /**
     * By Bouncy Castle, without native code: for Alpine, read-only containers and native images.
     *
     * @throws IllegalArgumentException for parameters below the floor of ASVS 5.0, appendix C
     * @throws IllegalStateException where {@code org.bouncycastle:bcprov-jdk18on} is not on the class path
     */
    public static Argon2Hashing bouncyCastle(Argon2Parameters parameters) {
        return new Argon2Hashing(BouncyCastleArgon2.load(), parameters);
    }

    @Override
    public String hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Phc(parameters, salt, tag(password, salt, parameters, TAG_BYTES)).text();
    }

    @Override
    public String hash(Secret password, String like) {
        Phc stored = Phc.parse(like);
        byte[] tag = tag(password, stored.salt(), stored.parameters(), stored.tag().length);
        return new Phc(stored.parameters(), stored.salt(), tag).text();
    }

    @Override
    public boolean reads(String phc) {
        return phc.startsWith("$argon2id$");
    }

    @Override
    public boolean outdated(String phc) {
        return !Phc.parse(phc).parameters().equals(parameters);
    }

    private byte[] tag(Secret password, byte[] salt, Argon2Parameters with, int length) {
        byte[] bytes = password.bytes();
        try {
            return function.tag(bytes, salt, with, length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
