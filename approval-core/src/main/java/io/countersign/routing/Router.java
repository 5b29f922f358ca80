package io.countersign.routing;

import io.countersign.content.Content;
import io.countersign.identity.ReviewerRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A routing policy made ready to be asked often: which stages a content needs, and why. Submitting, explaining and
 * replaying all ask here. A pure function of policy, content, author, explicit reviewers and labels; immutable and thread
 * safe. Making one costs more than asking it, so keep it as long as the policy's version holds.
 */
public final class Router {
    private static final String UNCLASSIFIED = "content was not classified";
    private static final String NO_RULE = "no rule matched";
    private static final String NO_RULE_BUT_LABELS = "no rule matched but by a label";

    private final List<StageRule> stages;
    private final List<Line> lines;
    private final Keywords keywords;
    private final List<String> otherwise;
    private final List<String> whenUnclassified;
    private final boolean asksForLabels;

    private Router(RoutingPolicy policy) {
        Compiler compiler = new Compiler();
        List<Line> compiled = new ArrayList<>();
        for (Rule rule : policy.rules()) compiled.add(line(rule, compiler));
        this.lines = List.copyOf(compiled);
        this.keywords = compiler.keywords();
        // Stable: within one order, the policy's own.
        this.stages = policy.stages().stream()
                .sorted(Comparator.comparingInt(StageRule::order))
                .toList();
        this.otherwise = distinct(policy.otherwise());
        this.whenUnclassified = distinct(policy.whenUnclassified());
        this.asksForLabels = lines.stream().anyMatch(Line::asksForLabels);
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
     * Where a content of this author goes. Labels only add: a rule that holds by a label alone leaves the stages of {@code
     * otherwise} in place.
     *
     * @param author id of the host's user
     * @param requested whom the author asks explicitly
     * @param classification of the content; null where nobody classifies, which counts as unclassified where a rule asks
     *     for a label
     */
    public Route route(
            Content content, String author, List<ReviewerRef> requested, @Nullable Classification classification) {
        List<Label> labels =
                classification == null ? List.of() : classification.used().labels();
        Reading reading = Reading.of(content, author, labels, keywords);
        Map<String, List<String>> because = new HashMap<>();
        List<String> matching = new ArrayList<>();
        boolean matched = false;
        for (Line line : lines) {
            String reason = line.when.reason(reading);
            if (reason == null) continue;
            matching.add(line.name);
            matched = matched || !line.asksForLabels || line.when.reason(reading.withoutLabels()) != null;
            add(line.then, "rule '" + line.name + "': " + reason, because);
        }
        if (!matched) add(otherwise, matching.isEmpty() ? NO_RULE : NO_RULE_BUT_LABELS, because);
        if (isUnclassified(classification)) add(whenUnclassified, UNCLASSIFIED, because);
        List<RoutedStage> routed = new ArrayList<>();
        for (StageRule stage : stages) {
            List<String> reasons = because.get(stage.name());
            if (reasons != null) routed.add(new RoutedStage(stage, reasons));
        }
        RequestedStage.of(requested, routed).ifPresent(stage -> routed.add(0, stage));
        return new Route(routed, matching);
    }

    /** Whether a rule asks for a label, which only a classifier can give. */
    public boolean asksForLabels() {
        return asksForLabels;
    }

    private boolean isUnclassified(@Nullable Classification classification) {
        return classification == null ? asksForLabels : !classification.used().classified();
    }

    private static Line line(Rule rule, Compiler compiler) {
        Question when = compiler.compile(rule.when());
        return new Line(rule.name(), when, distinct(rule.then()), rule.when().asksForLabels());
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
    private record Line(String name, Question when, List<String> then, boolean asksForLabels) {}
}
