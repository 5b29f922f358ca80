package io.countersign.content;

import io.countersign.problem.Text;
import jakarta.validation.constraints.NotNull;

/**
 * The one place that a post goes to.
 *
 * @param account the host's name of the account on the channel, 1 to 200 code points
 */
public record Target(
        @NotNull Channel channel,
        @NotNull @Text(min = 1, max = 200) String account) {}
