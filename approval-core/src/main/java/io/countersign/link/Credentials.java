package io.countersign.link;

import io.countersign.canonical.Secret;

/**
 * What is stored to recognise the holder of a link; replaced as a whole by regenerate. It prints as hidden.
 *
 * @param mac of the secret
 * @param password PHC string of the password's {@linkplain LinkPassword canonical form}
 * @param generated whether the password was generated, and may be typed {@linkplain LinkPassword loosely}
 */
public record Credentials(Mac mac, String password, boolean generated) {
    public Credentials {
        // A link without a password must not come to be by any path (S-13).
        if (!password.startsWith("$")) throw new IllegalArgumentException("a link's password is stored as PHC string");
    }

    /** What to compare with {@link #password()}, of what a person typed. */
    public Secret canonical(Secret typed) {
        return LinkPassword.canonical(typed, generated);
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
