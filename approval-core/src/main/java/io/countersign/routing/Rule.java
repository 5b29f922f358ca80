package io.countersign.routing;

import io.countersign.problem.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Which contents need which stages.
 *
 * @param name unique in its policy; stands in the reasons
 * @param then names of stages of the same policy, at least one
 */
public record Rule(
        @NotNull @Text(min = 1, max = 200) String name,
        @NotNull @Valid Condition when,
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Text(min = 1, max = 100) String> then) {
    public Rule {
        then = Given.orNone(then);
    }
}
