package io.countersign.link;

import io.countersign.canonical.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords by PBKDF2 with HMAC-SHA-256 (NIST SP 800-132), for hosts that must use approved algorithms alone, and by
 * their provider's code (S-28): the JVM's first provider of {@code PBKDF2WithHmacSHA256} is used. It needs no memory, so
 * Argon2id is better wherever it may be used. Strings are {@code $pbkdf2-sha256$i=600000,l=32$salt$tag}. Thread safe.
 */
public final class Pbkdf2Hashing implements SaltedHasher {
    /** OWASP's number, and the least. */
    public static final int STANDARD_ITERATIONS = 600_000;

    /** More are refused, also when they are read (S-22). */
    public static final int MOST_ITERATIONS = 10_000_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final String PREFIX = "$pbkdf2-sha256$";
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("\\$pbkdf2-sha256\\$i=([1-9][0-9]{0,8}),l=32\\$([A-Za-z0-9+/]{22,86})\\$[A-Za-z0-9+/]{43}");

    private final int iterations;
    private final SecureRandom random = new SecureRandom();

    private Pbkdf2Hashing(int iterations) {
        if (iterations < STANDARD_ITERATIONS || iterations > MOST_ITERATIONS)
            throw new IllegalArgumentException("PBKDF2-HMAC-SHA-256 takes %d to %d iterations here, not %d"
                    .formatted(STANDARD_ITERATIONS, MOST_ITERATIONS, iterations));
        this.iterations = iterations;
    }

    /** With {@link #STANDARD_ITERATIONS}. */
    public static Pbkdf2Hashing standard() {
        return new Pbkdf2Hashing(STANDARD_ITERATIONS);
    }

    /**
     * With more work.
     *
     * @throws IllegalArgumentException below {@link #STANDARD_ITERATIONS} or above {@link #MOST_ITERATIONS}
     */
    public static Pbkdf2Hashing withIterations(int iterations) {
        return new Pbkdf2Hashing(iterations);
    }

    @Override
    public String hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(password, iterations, salt);
    }

    @Override
    public String hash(Secret password, String like) {
        Matcher parts = FORM.matcher(like);
        if (!parts.matches())
            throw new IllegalStateException("The stored password is no PHC string of PBKDF2-HMAC-SHA-256");
        int work = Integer.parseInt(parts.group(1));
        if (work > MOST_ITERATIONS)
            throw new IllegalStateException("The stored password is refused: %d iterations are above the ceiling of %d"
                    .formatted(work, MOST_ITERATIONS));
        return phc(password, work, Base64.getDecoder().decode(parts.group(2)));
    }

    @Override
    public boolean reads(String phc) {
        return phc.startsWith(PREFIX);
    }

    @Override
    public boolean outdated(String phc) {
        return !phc.startsWith(PREFIX + "i=" + iterations + ",");
    }

    private static String phc(Secret password, int iterations, byte[] salt) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + "i=" + iterations + ",l=32$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(tag(password, iterations, salt));
    }

    private static byte[] tag(Secret password, int iterations, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, TAG_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(
                    "No security provider of this JVM hashes by " + ALGORITHM + " as it is asked to", unavailable);
        } finally {
            spec.clearPassword();
        }
    }
}
