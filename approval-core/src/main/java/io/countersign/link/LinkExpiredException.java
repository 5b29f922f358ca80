package io.countersign.link;

import io.countersign.problem.ApprovalException;

/** {@code link-expired}: the right secret of a link whose time is over. */
public final class LinkExpiredException extends ApprovalException {
    public LinkExpiredException() {
        super("link-expired", "This link has expired. You can request a new one; who sent it to you will be told.");
    }
}
