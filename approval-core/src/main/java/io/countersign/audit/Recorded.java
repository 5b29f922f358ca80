package io.countersign.audit;

import io.countersign.identity.WorkspaceId;

/** A thing whose changes form a chain; its revision is the number of the chain's last entry. */
public interface Recorded {
    WorkspaceId workspace();

    /** Which chain. */
    StreamId stream();

    /** Where the chain ends. */
    Head head();

    /** The same thing, with its chain at this end. */
    Recorded at(Head end);
}
