package io.countersign.record;

import io.countersign.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said.
 *
 * @param text null where it was erased
 * @param commitment that stands for it in the chain: SHA-256 of a salt and the text
 */
public record Said(@Nullable String text, Digest commitment) {
    /** Whether only the commitment is left. */
    public boolean erased() {
        return text == null;
    }
}
