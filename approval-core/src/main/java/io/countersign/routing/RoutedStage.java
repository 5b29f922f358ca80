package io.countersign.routing;

import java.util.List;

/**
 * A stage that a content needs.
 *
 * @param because why, in the order of the policy's rules, such as {@code rule 'pricing to legal': keyword 'pricing' in
 *     caption}
 */
public record RoutedStage(StageRule rule, List<String> because) {
    public RoutedStage {
        because = List.copyOf(because);
    }
}
