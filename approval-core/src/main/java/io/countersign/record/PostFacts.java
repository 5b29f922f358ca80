package io.countersign.record;

import io.countersign.canonical.Digest;
import io.countersign.content.Target;
import io.countersign.post.PostStatus;
import io.countersign.post.Release;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a post is, and what became of it.
 *
 * @param version number of the current one
 * @param digest of the current version
 * @param scheduledAt null for no time
 * @param zone in which the author thinks of its time
 * @param bundle what ties posts together that were made together; null for nothing
 * @param campaign of the current version
 * @param held whether a hold keeps it from going out
 * @param reviewOwed whether it went out by break glass and nobody has looked at it since
 */
public record PostFacts(
        Target target,
        Party author,
        Instant createdAt,
        PostStatus status,
        int version,
        Digest digest,
        @Nullable Instant scheduledAt,
        ZoneId zone,
        Release release,
        @Nullable String bundle,
        List<String> campaign,
        boolean advocacy,
        boolean held,
        boolean reviewOwed,
        Use use) {
    public PostFacts {
        campaign = List.copyOf(campaign);
    }

    /** Whether the public has, or had, it. */
    public enum Out {
        /** It was never published. */
        NEVER,
        /** It is on its way, or nobody knows whether the provider took it. */
        UNCERTAIN,
        /** It was published, and nobody took it back: the record knows no last use. */
        STILL,
        /** It was published, and somebody took it back. */
        RECALLED
    }

    /**
     * Dates of first and last use.
     *
     * @param firstAt when it was published; null where it was not
     * @param version that was published; null where none was
     * @param digest of that version
     * @param reference the provider's name for it; null where there is none
     * @param lastAt when it was taken back; null where it was not
     */
    public record Use(
            Out out,
            @Nullable Instant firstAt,
            @Nullable Integer version,
            @Nullable Digest digest,
            @Nullable String reference,
            @Nullable Instant lastAt) {}
}
