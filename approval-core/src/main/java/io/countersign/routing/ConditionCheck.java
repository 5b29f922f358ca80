package io.countersign.routing;

import io.countersign.problem.Violation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether conditions can hold, and fail to hold, as their author meant them. */
final class ConditionCheck {
    private static final int MAX_DEPTH = 20;

    private final boolean classifier;
    private final List<Violation> violations;
    private long patternCost;

    ConditionCheck(boolean classifier, List<Violation> violations) {
        this.classifier = classifier;
        this.violations = violations;
    }

    /** Of all patterns so far, as {@link SafePattern#cost} counts. */
    long patternCost() {
        return patternCost;
    }

    void check(Condition condition, String field) {
        check(condition, field, 1, false);
    }

    private void check(Condition condition, String field, int depth, boolean negated) {
        if (depth > MAX_DEPTH) {
            add(field, "is nested more than %d deep".formatted(MAX_DEPTH));
            return;
        }
        if (isEmpty(condition))
            add(
                    field,
                    "is empty; name at least one of channel, account, category, campaign, author, "
                            + "keyword, pattern, mediaType, label, all, any, not");
        checkLists(condition, field);
        checkKeywords(condition.keyword(), field + ".keyword");
        checkPatterns(condition.pattern(), field + ".pattern");
        checkLabel(condition, field, negated);
        checkEach(condition.all(), field + ".all", depth, negated);
        checkEach(condition.any(), field + ".any", depth, negated);
        Condition not = condition.not();
        if (not != null) check(not, field + ".not", depth + 1, true);
    }

    private void checkEach(@Nullable List<Condition> conditions, String field, int depth, boolean negated) {
        if (conditions == null) return;
        for (int i = 0; i < conditions.size(); i++)
            check(conditions.get(i), "%s[%d]".formatted(field, i), depth + 1, negated);
    }

    private static boolean isEmpty(Condition condition) {
        return lists(condition).allMatch(Objects::isNull)
                && condition.label() == null
                && condition.not() == null
                && condition.atLeast() == null;
    }

    private void checkLists(Condition condition, String field) {
        if (lists(condition).anyMatch(list -> list != null && list.isEmpty()))
            add(field, "has an empty list, which nothing can match; fill it or leave it out");
    }

    private static Stream<@Nullable List<?>> lists(Condition condition) {
        return Stream.of(
                condition.channel(),
                condition.account(),
                condition.category(),
                condition.campaign(),
                condition.author(),
                condition.keyword(),
                condition.pattern(),
                condition.mediaType(),
                condition.all(),
                condition.any());
    }

    private void checkKeywords(@Nullable List<String> keywords, String field) {
        if (keywords == null) return;
        for (int i = 0; i < keywords.size(); i++)
            if (!Keywords.isUsable(keywords.get(i)))
                add(
                        "%s[%d]".formatted(field, i),
                        "'%s' has no letter, digit or symbol that could be looked for; use a pattern"
                                .formatted(keywords.get(i)));
    }

    private void checkPatterns(@Nullable List<String> patterns, String field) {
        if (patterns == null) return;
        for (int i = 0; i < patterns.size(); i++) {
            try {
                SafePattern.of(patterns.get(i));
                patternCost += SafePattern.cost(patterns.get(i));
            } catch (IllegalArgumentException wrong) {
                add("%s[%d]".formatted(field, i), String.valueOf(wrong.getMessage()));
            }
        }
    }

    private void checkLabel(Condition condition, String field, boolean negated) {
        Double atLeast = condition.atLeast();
        if (atLeast != null && !(atLeast >= 0 && atLeast <= 1)) add(field + ".atLeast", "must be from 0 to 1");
        if (condition.label() == null) {
            if (atLeast != null) add(field + ".atLeast", "says how sure a label is, but there is no label");
        } else if (!classifier) {
            add(field + ".label", "a label condition needs a classifier, and none is configured");
        } else if (negated) {
            add(field + ".label", "must not stand under 'not': a classifier adds stages and never takes one away");
        }
    }

    private void add(String field, String message) {
        violations.add(new Violation(field, message));
    }
}
