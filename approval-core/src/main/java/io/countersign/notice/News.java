package io.countersign.notice;

import io.countersign.content.Schedule;
import io.countersign.content.Target;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.post.PostStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a letter tells a user of the host. */
public sealed interface News {
    Notice.Kind kind();

    /** When it happened. */
    Instant at();

    /**
     * Of a post, as it is now.
     *
     * @param caption its beginning, in one line; null for none
     * @param stage that it is about; null for none
     * @param dueAt the stage's deadline; null for none
     * @param who did it, as people know them; null where it has no doer
     * @param said why: the reviewer's note, the channel's error, what blocks the stage; null for nothing
     */
    record OfPost(
            Notice.Kind kind,
            Instant at,
            PostId post,
            Target target,
            @Nullable String caption,
            Schedule schedule,
            PostStatus status,
            @Nullable String stage,
            @Nullable Instant dueAt,
            @Nullable String who,
            @Nullable String said)
            implements News {}

    /**
     * Of a link.
     *
     * @param approver whose it is, as people know them; null once the name is erased
     * @param expiresAt its end
     */
    record OfLink(
            Notice.Kind kind,
            Instant at,
            LinkId link,
            @Nullable String approver,
            Instant expiresAt) implements News {}
}
