package io.countersign.store;

import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Session;

/** What becomes of a review session. */
public sealed interface SessionChange {
    /** A new one. */
    record Open(Session session) implements SessionChange {}

    /** Its time of last use, and what it has seen. */
    record Seen(Session session) implements SessionChange {}

    /** Its end. */
    record Close(WorkspaceId workspace, Digest id) implements SessionChange {}
}
