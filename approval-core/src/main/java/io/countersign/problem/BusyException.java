package io.countersign.problem;

import java.time.Duration;

/** {@code busy}: capacity is taken for the moment; nothing was done and nothing was counted. */
public final class BusyException extends ApprovalException {
    private final transient Duration retryAfter;

    public BusyException(String message, Duration retryAfter) {
        super("busy", message);
        this.retryAfter = retryAfter;
    }

    /** When trying again makes sense, from now. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
