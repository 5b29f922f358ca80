package io.countersign.store;

import io.countersign.content.Channel;
import io.countersign.post.PostStatus;
import org.jspecify.annotations.Nullable;

/** Which posts of a workspace; null means all. */
public record PostFilter(
        @Nullable PostStatus status,
        @Nullable Channel channel,
        @Nullable String campaign,
        @Nullable String bundle,
        @Nullable String author) {
    public static final PostFilter ALL = new PostFilter(null, null, null, null, null);
}
