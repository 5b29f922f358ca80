package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.problem.Text;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision on one post.
 *
 * @param version that was seen
 * @param digest of what was seen; null where the version alone is stated
 * @param note at most 4000 code points; needed with a refusal
 * @param visibility of the note; default INTERNAL for users, through a link always EVERYONE
 * @param suggestion a caption that the reviewer would approve, with REQUEST_CHANGES only; null for none
 * @param scheduledAt moves the post as well, with APPROVE only; null leaves its time alone
 */
public record DecisionForm(
        @NotNull PostId postId,
        @NotNull @Min(1) Integer version,
        @Nullable Digest digest,
        @NotNull Verdict verdict,
        @Nullable @Text(max = 4000, note = true) String note,
        @Nullable Visibility visibility,
        @Nullable Instant scheduledAt,
        @Nullable @Valid Suggested suggestion) {
    /**
     * What a reviewer would approve.
     *
     * @param caption at most 65,536 code points
     */
    public record Suggested(@NotNull @Text(max = 65_536) String caption) {}

    /** Of the version that was seen, with nothing more to say. */
    public static DecisionForm of(PostId post, int version, Verdict verdict, @Nullable String note) {
        return new DecisionForm(post, version, null, verdict, note, null, null, null);
    }
}
