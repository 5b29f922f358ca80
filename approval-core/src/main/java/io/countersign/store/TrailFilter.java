package io.countersign.store;

import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the record; null means all.
 *
 * @param post entries of its stream and those about it
 * @param actor id of a user or approver
 * @param from inclusive
 * @param to exclusive
 */
public record TrailFilter(
        @Nullable PostId post,
        @Nullable LinkId link,
        @Nullable String actor,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final TrailFilter ALL = new TrailFilter(null, null, null, null, null, null);
}
