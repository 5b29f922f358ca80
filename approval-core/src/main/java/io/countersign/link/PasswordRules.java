package io.countersign.link;

/**
 * What a password of a person's own choice must be (S-16, S-17); there are no rules of composition.
 *
 * @param minLength fewest code points after NFC, 8 to 128
 */
public record PasswordRules(int minLength) {
    /** At least 15 code points. */
    public static final PasswordRules STANDARD = new PasswordRules(15);

    private static final int LOWEST = 8;

    public PasswordRules {
        if (minLength < LOWEST || minLength > LinkPassword.MAX_LENGTH)
            throw new IllegalArgumentException(
                    "The minimum length of link passwords is %d; it must be %d to %d, and should be 15 or more"
                            .formatted(minLength, LOWEST, LinkPassword.MAX_LENGTH));
    }
}
