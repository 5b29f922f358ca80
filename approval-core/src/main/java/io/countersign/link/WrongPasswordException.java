package io.countersign.link;

import io.countersign.problem.ApprovalException;

/** {@code wrong-password}: the link is right, its password is not. */
public final class WrongPasswordException extends ApprovalException {
    public WrongPasswordException() {
        super("wrong-password", "This is not the password of this link. Check it and try again.");
    }
}
