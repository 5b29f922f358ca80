package io.countersign.record;

import io.countersign.content.Anchor;
import io.countersign.identity.LinkId;
import io.countersign.review.Visibility;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said outside of a decision.
 *
 * @param version that it is about
 * @param anchor the part of the version that is meant; null for the whole
 */
public record Remark(
        String id,
        long seq,
        Instant at,
        Party by,
        @Nullable LinkId link,
        int version,
        Visibility visibility,
        @Nullable Anchor anchor,
        Said said) {}
