package io.countersign.link;

import io.countersign.problem.ApprovalException;

/** {@code link-revoked}: a revoked link opens nothing and can be neither extended nor regenerated. */
public final class LinkRevokedException extends ApprovalException {
    public LinkRevokedException() {
        super(
                "link-revoked",
                "This link was revoked, which is final: it can be neither used nor extended nor regenerated. A new link"
                        + " can be requested.");
    }
}
