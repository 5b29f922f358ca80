package io.countersign.identity;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a user of the host is reached.
 *
 * @param email null where there is none
 * @param language in which they read; null for the host's
 * @param zone whose clock they live by; null for the host's
 */
public record Contact(
        @Nullable String email,
        @Nullable Locale language,
        @Nullable ZoneId zone) {
    /** By this address, in the host's language and time zone. */
    public static Contact at(String email) {
        return new Contact(email, null, null);
    }
}
