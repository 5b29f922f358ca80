package io.countersign.store;

import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.review.Plan;

/**
 * A round of a post as it was routed.
 *
 * @param author of the post
 * @param version that was reviewed
 */
public record RoutedRound(PostId post, String author, Version version, Plan plan) {}
