package io.countersign.store;

import io.countersign.content.Channel;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the record; null means all.
 *
 * @param post entries of its stream and those about it
 * @param actor id of a user or approver
 * @param campaign entries of posts whose current version belongs to it, and those about them
 * @param channel entries of posts whose current version is for it, and those about them
 * @param from inclusive
 * @param to exclusive
 */
public record TrailFilter(
        @Nullable PostId post,
        @Nullable LinkId link,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String campaign,
        @Nullable Channel channel,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final TrailFilter ALL = new TrailFilter(null, null, null, null, null, null);

    /** Of any campaign and channel. */
    public TrailFilter(
            @Nullable PostId post,
            @Nullable LinkId link,
            @Nullable String actor,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {
        this(post, link, actor, action, null, null, from, to);
    }
}
