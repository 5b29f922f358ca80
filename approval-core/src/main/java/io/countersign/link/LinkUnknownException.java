package io.countersign.link;

import io.countersign.problem.ApprovalException;

/** {@code link-unknown}: a wrong secret, an unknown link or a malformed token; which of them is not told (S-48). */
public final class LinkUnknownException extends ApprovalException {
    public LinkUnknownException() {
        super("link-unknown", "This link is not known. Check that it was copied whole; if it was, ask for a new one.");
    }
}
