package io.countersign.canonical;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON for what is hashed: RFC 8785, restricted to strings, booleans, null, arrays, objects and integers within
 * ±(2^53−1), because implementations differ on everything else. Times are RFC 3339 in UTC with exactly six decimals.
 */
public final class Canonical {
    private Canonical() {}

    /**
     * The canonical bytes of a record, or of maps, lists, strings, booleans and integers.
     *
     * @throws IllegalArgumentException for a fraction, an integer out of range or a lone surrogate
     */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #bytes}, before encoding as UTF-8. */
    public static String text(@Nullable Object value) {
        return CanonicalWriter.text(Json.model(value));
    }
}
