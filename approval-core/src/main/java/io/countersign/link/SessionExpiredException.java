package io.countersign.link;

import io.countersign.problem.ApprovalException;

/** {@code session-expired}: no review session, one that is over, or one whose link is no longer what it was. */
public final class SessionExpiredException extends ApprovalException {
    public SessionExpiredException() {
        super("session-expired", "This review session is over. Open the link again and enter its password.");
    }
}
