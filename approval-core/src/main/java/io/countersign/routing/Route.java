package io.countersign.routing;

import java.util.List;

/**
 * Where a content goes.
 *
 * @param stages that it needs, by order and then as the policy lists them, each once with every reason; empty where
 *     nothing asks for one
 * @param rules names of the rules that matched, in the policy's order
 */
public record Route(List<RoutedStage> stages, List<String> rules) {
    public Route {
        stages = List.copyOf(stages);
        rules = List.copyOf(rules);
    }
}
