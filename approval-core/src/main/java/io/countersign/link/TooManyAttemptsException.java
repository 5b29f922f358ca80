package io.countersign.link;

import io.countersign.problem.ApprovalException;
import java.time.Duration;

/**
 * {@code too-many-attempts}: the attempt was neither made nor counted. The message is the same for a delay and for a
 * password that is disabled until the link is regenerated; only {@link #retryAfter()} differs (S-49).
 */
public final class TooManyAttemptsException extends ApprovalException {
    private final transient Duration retryAfter;

    public TooManyAttemptsException(Duration retryAfter) {
        super("too-many-attempts", "There were too many attempts. Wait before you try again, or request a new link.");
        this.retryAfter = retryAfter;
    }

    /** How long to wait from now, in whole seconds, at least one. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
