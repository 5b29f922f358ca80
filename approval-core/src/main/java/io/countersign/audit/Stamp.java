package io.countersign.audit;

import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, when, where and in which request: the same for all entries of one command.
 *
 * @param at the store's time, in whole microseconds
 * @param request the host's id of the request, where it has one
 * @param node name of the node that did it
 */
public record Stamp(
        WorkspaceId workspace,
        Actor actor,
        Instant at,
        @Nullable String request,
        String node) {
    public Stamp {
        if (at.getNano() % 1000 != 0)
            throw new IllegalArgumentException("Time is cut to microseconds where it enters, and " + at + " is not");
    }
}
