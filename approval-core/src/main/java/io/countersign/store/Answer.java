package io.countersign.store;

import io.countersign.canonical.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a call answered, kept under its idempotency key.
 *
 * @param caller who called, so that keys of different callers never meet
 * @param fingerprint of path and body
 * @param body what was answered; null where the answer held a secret, or was forgotten with a person whom it may have named
 * @param thing id of what the call made, where its body is not kept
 */
public record Answer(
        String caller,
        String key,
        Digest fingerprint,
        @Nullable String body,
        @Nullable String thing,
        Instant at) {
    /** That there was an answer, and not what it was. */
    public Answer forgotten() {
        return new Answer(caller, key, fingerprint, null, thing, at);
    }
}
