package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a post outside of decisions, for everyone.
 *
 * @param comments the oldest first
 * @param earlier cursor of those before them; null where there are none
 * @param typed a comment that was refused
 */
public record TalkView(
        List<CommentView> comments,
        @Nullable String earlier,
        @Nullable String typed) {}
