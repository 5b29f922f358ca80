package io.countersign.publish;

import io.countersign.canonical.Digest;
import io.countersign.content.Target;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;

/**
 * The permission to publish one version once.
 *
 * @param digest what may be published; a publisher can compare it to {@code Content.digest()} of what it sends
 * @param key for idempotency at the provider: the same for every attempt at this version
 * @param fence grows with each claim, so that a resource can refuse who was paused and overtaken
 * @param attempt from 1
 * @param clearance why it may be published
 */
public record Permit(
        WorkspaceId workspace,
        PostId post,
        Target target,
        int version,
        Digest digest,
        Digest key,
        long fence,
        int attempt,
        Clearance clearance) {}
