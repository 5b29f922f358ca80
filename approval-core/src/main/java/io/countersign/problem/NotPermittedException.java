package io.countersign.problem;

/** {@code not-permitted}: the actor is known but may not do this. */
public final class NotPermittedException extends ApprovalException {
    public NotPermittedException(String message) {
        super("not-permitted", message);
    }
}
