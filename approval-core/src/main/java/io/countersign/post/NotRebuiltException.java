package io.countersign.post;

import io.countersign.identity.PostId;

/**
 * The record does not tell a post again: an entry is missing or is not the post's, or a version or a plan is not the one that
 * the entry pins. Something was altered behind the record's back, or is of a later release.
 */
public final class NotRebuiltException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String post;
    private final long seq;

    NotRebuiltException(PostId post, long seq, String why) {
        super("Post %s cannot be rebuilt from its record: entry %d %s".formatted(post, seq, why));
        this.post = post.value();
        this.seq = seq;
    }

    NotRebuiltException(PostId post, long seq, RuntimeException cause) {
        this(post, seq, "does not follow from what is before it: " + cause.getMessage());
        initCause(cause);
    }

    /** Of which post. */
    public PostId post() {
        return new PostId(post);
    }

    /** Number of the entry that cannot be told again. */
    public long seq() {
        return seq;
    }
}
