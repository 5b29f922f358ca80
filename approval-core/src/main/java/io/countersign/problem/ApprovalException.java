package io.countersign.problem;

import java.util.Map;

/**
 * A call that could not be done, with a stable {@link #code()} for programs and a message for people: what was wrong
 * with which value, and what to do. One subclass per kind that a caller may want to catch.
 */
public abstract class ApprovalException extends RuntimeException {
    private final String code;
    private final String reason;

    /** For the kinds of this library; {@code message} is a sentence that a person can act on, free of secrets. */
    protected ApprovalException(String code, String message) {
        super(message);
        this.code = code;
        this.reason = message;
    }

    /** Stable name of the kind, such as {@code stale-version}. */
    public final String code() {
        return code;
    }

    /** The sentence for people, which {@link #getMessage()} is. */
    public final String reason() {
        return reason;
    }

    /** What programs need beyond the code, such as {@code currentVersion}; plain values, never a secret. */
    public Map<String, Object> details() {
        return Map.of();
    }
}
