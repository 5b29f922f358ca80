package io.countersign;

import io.countersign.content.Anchor;
import io.countersign.identity.Actor;
import io.countersign.review.Visibility;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A note outside of decisions, as it stands in the record.
 *
 * @param version that it is about
 * @param anchor the part of that version that is meant; null for the whole
 * @param text null where it was erased
 */
public record Comment(
        String id,
        Actor.Name by,
        Instant at,
        int version,
        Visibility visibility,
        @Nullable Anchor anchor,
        @Nullable String text) {}
