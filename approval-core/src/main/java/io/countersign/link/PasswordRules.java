package io.countersign.link;

import java.util.HashMap;
import java.util.Map;

/**
 * What a password of a person's own choice must be (S-16 to S-18). There are no rules of composition, but what everybody
 * tries first is refused, and what is little more than words that stand around it.
 *
 * @param minLength fewest code points after NFC, 8 to 128
 * @param words that are worth nothing within a password, such as a company's name, each with what it is, as in "the name of
 *     the company"
 */
public record PasswordRules(int minLength, Map<String, String> words) {
    /** At least 15 code points. */
    public static final PasswordRules STANDARD = new PasswordRules(15);

    private static final int LOWEST = 8;

    public PasswordRules {
        if (minLength < LOWEST || minLength > LinkPassword.MAX_LENGTH)
            throw new IllegalArgumentException(
                    "The minimum length of link passwords is %d; it must be %d to %d, and should be 15 or more"
                            .formatted(minLength, LOWEST, LinkPassword.MAX_LENGTH));
        words = Map.copyOf(words);
    }

    /** With no words of its own. */
    public PasswordRules(int minLength) {
        this(minLength, Map.of());
    }

    /** The same, with more words. */
    public PasswordRules and(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(words);
        all.putAll(more);
        return new PasswordRules(minLength, all);
    }
}
