package io.countersign.routing;

import io.countersign.content.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A routing policy made ready to be asked often: which stages a content needs, and why. Submitting, explaining and
 * replaying all ask here. A pure function of policy, content and author; immutable and thread safe. Making one costs
 * more than asking it, so keep it as long as the policy's version holds.
 */
public final class Router {
    private static final String UNCLASSIFIED = "content was not classified";
    private static final String NO_RULE = "no rule matched";

    private final List<StageRule> stages;
    private final List<Line> lines;
    private final Keywords keywords;
    private final List<String> otherwise;
    private final List<String> whenUnclassified;

    private Router(RoutingPolicy policy) {
        Compiler compiler = new Compiler();
        List<Line> compiled = new ArrayList<>();
        for (Rule rule : policy.rules())
            compiled.add(new Line(rule.name(), compiler.compile(rule.when()), distinct(rule.then())));
        this.lines = List.copyOf(compiled);
        this.keywords = compiler.keywords();
        // Stable: within one order, the policy's own.
        this.stages = policy.stages().stream()
                .sorted(Comparator.comparingInt(StageRule::order))
                .toList();
        this.otherwise = distinct(policy.otherwise());
        this.whenUnclassified = compiler.asksForLabels() ? distinct(policy.whenUnclassified()) : List.of();
    }

    /**
     * Compiles a policy that {@link PolicyCheck} passed.
     *
     * @throws IllegalArgumentException for one that it would refuse and that cannot be applied without letting content
     *     pass by a stage
     */
    public static Router of(RoutingPolicy policy) {
        Router router = new Router(policy);
        Set<String> known = new HashSet<>();
        for (StageRule stage : router.stages)
            if (!known.add(stage.name()))
                throw new IllegalArgumentException("The policy defines stage '%s' twice".formatted(stage.name()));
        router.lines.forEach(line -> known(line.then, known));
        known(router.otherwise, known);
        known(router.whenUnclassified, known);
        return router;
    }

    /**
     * The stages that a content of this author needs, by order and then as the policy lists them, each once with every
     * reason; empty where nothing asks for one.
     *
     * @param author id of the host's user
     */
    public List<RoutedStage> route(Content content, String author) {
        Reading reading = Reading.of(content, author, keywords);
        Map<String, List<String>> because = new HashMap<>();
        boolean matched = false;
        for (Line line : lines) {
            String reason = line.when.reason(reading);
            if (reason == null) continue;
            matched = true;
            add(line.then, "rule '" + line.name + "': " + reason, because);
        }
        if (!matched) add(otherwise, NO_RULE, because);
        add(whenUnclassified, UNCLASSIFIED, because);
        return stages.stream()
                .filter(stage -> because.containsKey(stage.name()))
                .map(stage -> new RoutedStage(stage, because.getOrDefault(stage.name(), List.of())))
                .toList();
    }

    private static void add(List<String> names, String reason, Map<String, List<String>> because) {
        for (String name : names)
            because.computeIfAbsent(name, any -> new ArrayList<>()).add(reason);
    }

    private static List<String> distinct(List<String> names) {
        return List.copyOf(new LinkedHashSet<>(names));
    }

    private static void known(List<String> names, Set<String> known) {
        for (String name : names)
            if (!known.contains(name))
                throw new IllegalArgumentException("The policy defines no stage '%s'".formatted(name));
    }

    /** A rule, compiled. */
    private record Line(String name, Question when, List<String> then) {}
}
