package io.countersign.post;

import io.countersign.problem.ApprovalException;
import java.util.Map;

/** {@code illegal-transition}: the post's status does not allow the command. */
public final class IllegalTransitionException extends ApprovalException {
    private final PostStatus postStatus;

    IllegalTransitionException(Post post, String why) {
        super("illegal-transition", "Post %s is %s: %s".formatted(post.id(), post.status(), why));
        this.postStatus = post.status();
    }

    public PostStatus postStatus() {
        return postStatus;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("postStatus", postStatus.name());
    }
}
