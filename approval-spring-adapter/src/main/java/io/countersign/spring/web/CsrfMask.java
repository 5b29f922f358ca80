package io.countersign.spring.web;

import io.countersign.canonical.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Gives the page's token against forged posts another look in each answer, so that it cannot be guessed piece by piece from
 * how short the answers become when they are compressed (BREACH).
 */
final class CsrfMask {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CsrfMask() {}

    /** The token under a fresh mask. */
    static String mask(Secret token) {
        byte[] bare = Base64.getUrlDecoder().decode(token.reveal());
        byte[] masked = new byte[2 * bare.length];
        byte[] mask = new byte[bare.length];
        RANDOM.nextBytes(mask);
        System.arraycopy(mask, 0, masked, 0, mask.length);
        System.arraycopy(xor(bare, mask), 0, masked, mask.length, mask.length);
        return text(masked);
    }

    /** The token without its mask; what has none stays as it is. */
    static String bare(String masked) {
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(masked);
        } catch (IllegalArgumentException malformed) {
            return masked;
        }
        if (both.length != 2 * BYTES) return masked;
        int half = both.length / 2;
        return text(xor(Arrays.copyOfRange(both, half, 2 * half), Arrays.copyOf(both, half)));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = new byte[one.length];
        for (int i = 0; i < one.length; i++) result[i] = (byte) (one[i] ^ other[i]);
        return result;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
