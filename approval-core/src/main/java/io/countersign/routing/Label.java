package io.countersign.routing;

import io.countersign.problem.Text;
import jakarta.validation.constraints.NotNull;

/**
 * What a classifier saw in a content.
 *
 * @param name such as {@code medical-claim}, 1 to 200 code points
 */
public record Label(
        @NotNull @Text(min = 1, max = 200) String name,
        @NotNull Confidence confidence) {
    /** @param confidence from 0 to 1 */
    public static Label of(String name, double confidence) {
        return new Label(name, Confidence.of(confidence));
    }
}
