package io.countersign;

import io.countersign.canonical.Secret;

/**
 * What opening a link gives.
 *
 * @param device what the browser shows at its next try, so that strangers' guesses do not keep it waiting; good for {@link
 *     io.countersign.link.Devices#KEPT}, until the link is regenerated, and for nothing else
 */
public record Unlocked(ReviewSession session, Secret device) {}
