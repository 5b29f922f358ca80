package io.countersign;

import io.countersign.post.Post;
import io.countersign.review.Outlook;
import java.time.Instant;
import java.util.List;

/**
 * A post in review that will miss its slot, if its stages take as long as they usually do.
 *
 * @param slot when it is meant to go out
 * @param expectedAt when it may be expected to be approved
 * @param holdups the stages that decide that, the first that opens first
 */
public record AtRisk(Post post, Instant slot, Instant expectedAt, List<Outlook.Holdup> holdups) {
    public AtRisk {
        holdups = List.copyOf(holdups);
    }
}
