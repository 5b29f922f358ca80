package io.countersign.link;

import io.countersign.canonical.Secret;
import io.countersign.problem.InvalidInputException;
import java.security.SecureRandom;
import java.text.Normalizer;

/**
 * The password of a new link. A person's own counts exactly as typed, after NFC; a generated one may later be typed
 * without regard to case, spaces and hyphens, with O for 0 and I or L for 1 (S-20).
 *
 * @param canonical the form that is hashed
 * @param shown the form that is handed over, once
 * @param generated which of the two kinds it is; kept with the link
 */
public record LinkPassword(Secret canonical, Secret shown, boolean generated) {
    /** Most code points after NFC; more than 512 bytes of UTF-8 (S-16) they cannot be. */
    public static final int MAX_LENGTH = 128;

    /** Crockford's base 32: no I, L, O, U. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GENERATED_LENGTH = 20;
    private static final int GROUP = 4;
    private static final String FIELD = "password";

    /** What is longer is too long whatever NFC makes of it, and is not normalised. */
    private static final int MAX_UNITS = 4096;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A generated password: 20 characters, 100 random bits, in groups of four. */
    public static LinkPassword generate() {
        StringBuilder canonical = new StringBuilder(GENERATED_LENGTH);
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            char next = ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()));
            if (i > 0 && i % GROUP == 0) shown.append('-');
            canonical.append(next);
            shown.append(next);
        }
        return new LinkPassword(Secret.of(canonical.toString()), Secret.of(shown.toString()), true);
    }

    /**
     * A password that a person chose.
     *
     * @throws InvalidInputException for {@code password}, with the reason and nothing of the password
     */
    public static LinkPassword chosen(Secret typed, PasswordRules rules) {
        String normal = normal(typed);
        int length = normal.codePointCount(0, normal.length());
        if (length < rules.minLength())
            throw refused("has %d characters; at least %d are needed".formatted(length, rules.minLength()));
        String reason = Guessable.reason(normal, rules);
        if (reason != null) throw refused(reason);
        return new LinkPassword(Secret.of(normal), typed, false);
    }

    /**
     * What to compare with the stored hash, of what a person typed to unlock. Only what could not be a password at all is
     * refused.
     *
     * @throws InvalidInputException for {@code password}
     */
    public static Secret canonical(Secret typed, boolean generated) {
        String normal = normal(typed);
        return Secret.of(generated ? loose(normal) : normal);
    }

    private static String normal(Secret typed) {
        String text = typed.reveal();
        if (text.isEmpty()) throw refused("is required");
        if (text.length() > MAX_UNITS) throw refused("has more than %d characters".formatted(MAX_LENGTH));
        if (text.indexOf('\0') >= 0) throw refused("must not contain the NUL character");
        if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF))
            throw refused("is not well-formed Unicode: it contains half of a surrogate pair");
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        int length = normal.codePointCount(0, normal.length());
        if (length > MAX_LENGTH)
            throw refused("has %d characters; at most %d are allowed".formatted(length, MAX_LENGTH));
        return normal;
    }

    private static String loose(String typed) {
        StringBuilder strict = new StringBuilder(GENERATED_LENGTH);
        typed.codePoints()
                .filter(point -> !Character.isWhitespace(point) && !Character.isSpaceChar(point) && !isHyphen(point))
                .map(LinkPassword::readAs)
                .forEach(strict::appendCodePoint);
        return strict.toString();
    }

    /** Mail programs and word processors turn a hyphen into a dash. */
    private static boolean isHyphen(int point) {
        return Character.getType(point) == Character.DASH_PUNCTUATION || point == 0x00AD || point == 0x2212;
    }

    private static int readAs(int point) {
        int upper = point >= 'a' && point <= 'z' ? point - 'a' + 'A' : point;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }

    private static InvalidInputException refused(String reason) {
        return new InvalidInputException(FIELD, reason);
    }
}
