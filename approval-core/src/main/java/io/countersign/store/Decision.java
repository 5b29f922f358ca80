package io.countersign.store;

import io.countersign.identity.PostId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the record has it.
 *
 * @param seq number of its entry among those of the post
 * @param seenAt when the approver first saw that version through a link, where they did before they decided; null for users,
 *     whom the host shows posts
 * @param body the entry, as JSON
 */
public record Decision(
        PostId post, long seq, Instant at, @Nullable Instant seenAt, String body) {}
