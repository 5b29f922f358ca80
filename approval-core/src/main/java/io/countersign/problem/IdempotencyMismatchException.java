package io.countersign.problem;

/** {@code idempotency-mismatch}: this key was used before, for a call with other content. */
public final class IdempotencyMismatchException extends ApprovalException {
    public IdempotencyMismatchException(String key) {
        super(
                "idempotency-mismatch",
                "The idempotency key '%s' was used before for a call with another body. Use a new key.".formatted(key));
    }
}
