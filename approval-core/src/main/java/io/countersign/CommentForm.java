package io.countersign;

import io.countersign.content.Anchor;
import io.countersign.problem.Text;
import io.countersign.review.Visibility;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A note outside of decisions.
 *
 * @param text 1 to 4000 code points
 * @param visibility default INTERNAL for users, through a link always EVERYONE
 * @param anchor the part of the version that is meant; null for the whole
 */
public record CommentForm(
        @NotNull @Text(min = 1, max = 4000, note = true) String text,
        @Nullable Visibility visibility,
        @Nullable Anchor anchor) {
    /** About the whole, for who reads it by default. */
    public static CommentForm of(String text) {
        return new CommentForm(text, null, null);
    }
}
