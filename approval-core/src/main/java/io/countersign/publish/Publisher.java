package io.countersign.publish;

import io.countersign.content.Version;
import java.util.Optional;

/** Puts approved versions out; the host's connection to its channels. Called outside any transaction. */
public interface Publisher {
    /**
     * Publishes {@code version}, perhaps again under the same key after a crash, as {@link #capability()} says. Any
     * exception counts as a failed attempt and is tried again later; its message is shown to the host's users.
     */
    Receipt publish(Permit permit, Version version) throws Exception;

    /** What can be promised about a call whose outcome is unknown. */
    default Capability capability() {
        return Capability.NONE;
    }

    /** Whether the permit's key was published; asked of {@link Capability#QUERYABLE} publishers only. */
    default Optional<Receipt> find(Permit permit) throws Exception {
        return Optional.empty();
    }
}
