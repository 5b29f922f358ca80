package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.canonical.Digest;
import io.countersign.content.Content;
import io.countersign.content.Version;
import io.countersign.post.Post;
import io.countersign.review.Plan;

/**
 * What a reviewer sees of a post: the version last submitted, never a later one.
 *
 * @param beingRevised whether there is a later one
 */
record Edition(int number, Content content, Digest digest, boolean beingRevised) {
    /** Reads again only for a post that is being revised. */
    static Edition of(Post post, Approvals approvals, Call call) {
        Plan plan = post.plan();
        Version current = post.version();
        if (plan == null || plan.version() >= current.number()) return of(current, false);
        return approvals.posts().versions(call, post.id()).stream()
                .filter(version -> version.number() == plan.version())
                .findFirst()
                .map(version -> of(version, true))
                .orElseThrow(() -> new IllegalStateException(
                        "Post %s has no version %d, which its last round reviewed".formatted(post.id(), plan.version())));
    }

    private static Edition of(Version version, boolean beingRevised) {
        return new Edition(version.number(), version.content(), version.digest(), beingRevised);
    }
}
