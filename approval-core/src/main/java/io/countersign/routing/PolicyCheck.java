package io.countersign.routing;

import io.countersign.identity.ReviewerRef;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a policy, each of whose fields holds its constraints, makes sense as a whole: its names fit together, its
 * keywords and patterns can be found, its stages can be cleared.
 */
public final class PolicyCheck {
    /** Of deadlines and reminders; a shorter one would be overdue at every look. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Of deadlines and reminders. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** Of all patterns of a policy together, as {@link SafePattern#cost} counts. */
    static final int MAX_PATTERN_COST = 50_000;

    private final List<Violation> violations = new ArrayList<>();
    private final RoutingPolicy policy;
    private final ConditionCheck conditions;
    private final Set<String> defined = new HashSet<>();

    private PolicyCheck(RoutingPolicy policy, boolean classifier) {
        this.policy = policy;
        this.conditions = new ConditionCheck(classifier, violations);
    }

    /**
     * Passes a policy that {@link Router#of} can apply as its author meant it.
     *
     * @param classifier whether one is configured, without which a label means nothing
     * @throws InvalidInputException naming every rule or stage, and its field, that cannot stay so
     */
    public static void check(RoutingPolicy policy, boolean classifier) {
        PolicyCheck check = new PolicyCheck(policy, classifier);
        check.checkStages();
        check.checkRules();
        check.checkDefined("otherwise", policy.otherwise());
        check.checkDefined("whenUnclassified", policy.whenUnclassified());
        if (!check.violations.isEmpty()) throw new InvalidInputException(check.violations);
    }

    private void checkStages() {
        for (int i = 0; i < policy.stages().size(); i++) {
            StageRule stage = policy.stages().get(i);
            String field = "stages[%d] '%s'".formatted(i, stage.name());
            if (RoutingPolicy.RESERVED.contains(stage.name()))
                add(field + ".name", "is reserved; give the stage another name");
            if (!defined.add(stage.name())) add(field + ".name", "names an earlier stage, too; names are unique");
            checkTimes(stage, field);
            if (stage.onOverdue() == OnOverdue.ESCALATE && stage.escalateTo().isEmpty())
                add(field + ".escalateTo", "must name somebody where onOverdue is ESCALATE");
            checkQuorum(stage, field);
        }
    }

    private void checkTimes(StageRule stage, String field) {
        Duration deadline = stage.deadline();
        if (deadline != null) checkTime(deadline, field + ".deadline");
        for (int i = 0; i < stage.remindBefore().size(); i++)
            checkTime(stage.remindBefore().get(i), "%s.remindBefore[%d]".formatted(field, i));
    }

    private void checkTime(Duration time, String field) {
        if (time.compareTo(SHORTEST) < 0) add(field, "must be at least a minute, such as PT48H");
        else if (time.compareTo(LONGEST) > 0) add(field, "must be at most P%dD".formatted(LONGEST.toDays()));
    }

    private void checkQuorum(StageRule stage, String field) {
        if (!(stage.quorum() instanceof Quorum.AtLeast quorum)) return;
        if (stage.reviewers().stream().anyMatch(ReviewerRef.Group.class::isInstance)) return;
        long people = stage.reviewers().stream().distinct().count();
        if (quorum.persons() > people)
            add(field + ".quorum", "asks for %d persons, but only %d can answer".formatted(quorum.persons(), people));
    }

    private void checkRules() {
        Map<String, Integer> named = new HashMap<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            Rule rule = policy.rules().get(i);
            String field = "rules[%d] '%s'".formatted(i, rule.name());
            Integer earlier = named.putIfAbsent(rule.name(), i);
            if (earlier != null)
                add(field + ".name", "is the name of rules[%d], too; names are unique".formatted(earlier));
            conditions.check(rule.when(), field + ".when");
            checkDefined(field + ".then", rule.then());
        }
        if (conditions.patternCost() > MAX_PATTERN_COST)
            add(
                    "rules",
                    "the patterns together are too much to search every content for; use fewer, shorter, or "
                            + "smaller counts in braces");
    }

    private void checkDefined(String field, List<String> names) {
        for (String name : new LinkedHashSet<>(names))
            if (!defined.contains(name)) add(field, "names the stage '%s', which is not defined".formatted(name));
    }

    private void add(String field, String message) {
        violations.add(new Violation(field, message));
    }
}
