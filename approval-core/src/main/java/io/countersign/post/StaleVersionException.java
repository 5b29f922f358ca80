package io.countersign.post;

import io.countersign.problem.ApprovalException;
import java.util.Map;

/** {@code stale-version}: the caller saw another version than the current one. */
public final class StaleVersionException extends ApprovalException {
    private final int currentVersion;

    StaleVersionException(Post post, String named) {
        super(
                "stale-version",
                "Post %s is at version %d, the call was for %s. Look at the current version and decide again."
                        .formatted(post.id(), post.version().number(), named));
        this.currentVersion = post.version().number();
    }

    public int currentVersion() {
        return currentVersion;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("currentVersion", currentVersion);
    }
}
