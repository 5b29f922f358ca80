package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.problem.Checks;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyCheckTest {
    @Test
    void the_example_of_the_contract_passes_where_a_classifier_is_configured() {
        RoutingPolicy policy = Checks.standard().valid(Policies.read(Policies.EXAMPLE));

        assertThatCode(() -> PolicyCheck.check(policy, true)).doesNotThrowAnyException();
    }

    @Test
    void without_a_classifier_a_label_condition_is_refused() {
        assertThat(wrong(Policies.read(Policies.EXAMPLE), false))
                .containsExactly(new Violation(
                        "rules[3] 'classified'.when.label",
                        "a label condition needs a classifier, and none is configured"));
    }

    @Test
    void a_policy_of_nothing_passes() {
        assertThatCode(() -> PolicyCheck.check(Checks.standard().valid(Policies.read("{}")), false))
                .doesNotThrowAnyException();
    }

    @Test
    void every_name_of_a_stage_must_be_defined() {
        assertThat(wrong(Policies.read("""
                        { "stages": [{"name": "legal", "order": 1, "reviewers": ["group:legal"]}],
                          "rules": [{"name": "a", "when": {"channel": ["X"]}, "then": ["legal", "lgeal", "lgeal"]}],
                          "otherwise": ["cmo"], "whenUnclassified": ["all"] }
                        """)))
                .containsExactly(
                        new Violation("rules[0] 'a'.then", "names the stage 'lgeal', which is not defined"),
                        new Violation("otherwise", "names the stage 'cmo', which is not defined"),
                        new Violation("whenUnclassified", "names the stage 'all', which is not defined"));
    }

    @Test
    void names_of_stages_are_unique_and_not_reserved() {
        assertThat(wrong(Policies.read("""
                        { "stages": [{"name": "legal", "order": 1, "reviewers": ["group:legal"]},
                                     {"name": "legal", "order": 2, "reviewers": ["group:legal"]},
                                     {"name": "requested", "order": 3, "reviewers": ["group:legal"]},
                                     {"name": "release", "order": 4, "reviewers": ["group:legal"]}] }
                        """)))
                .containsExactly(
                        new Violation("stages[1] 'legal'.name", "names an earlier stage, too; names are unique"),
                        new Violation("stages[2] 'requested'.name", "is reserved; give the stage another name"),
                        new Violation("stages[3] 'release'.name", "is reserved; give the stage another name"));
    }

    @Test
    void names_of_rules_are_unique() {
        Rule rule = new Rule("a", Policies.condition("{\"channel\": [\"X\"]}"), List.of("s"));

        assertThat(wrong(Policies.with(List.of(rule, rule))))
                .containsExactly(new Violation("rules[1] 'a'.name", "is the name of rules[0], too; names are unique"));
    }

    @Test
    void times_are_at_least_a_minute_and_not_endless() {
        assertThat(wrong(stage("\"deadline\": \"PT0S\"")))
                .containsExactly(
                        new Violation("stages[0] 'legal'.deadline", "must be at least a minute, such as PT48H"));
        assertThat(wrong(stage("\"deadline\": \"PT-1H\", \"remindBefore\": [\"PT1H\", \"PT-1H\"]")))
                .extracting(Violation::field)
                .containsExactly("stages[0] 'legal'.deadline", "stages[0] 'legal'.remindBefore[1]");
        assertThat(wrong(stage("\"deadline\": \"P3651D\"")))
                .containsExactly(new Violation("stages[0] 'legal'.deadline", "must be at most P3650D"));
    }

    @Test
    void escalation_needs_somebody() {
        assertThat(wrong(stage("\"onOverdue\": \"ESCALATE\", \"deadline\": \"PT1H\"")))
                .containsExactly(new Violation(
                        "stages[0] 'legal'.escalateTo", "must name somebody where onOverdue is ESCALATE"));
    }

    @Test
    void a_quorum_of_more_persons_than_are_named_is_refused() {
        assertThat(wrong(stage("\"reviewers\": [\"user:a\", \"approver:b\", \"user:a\"], \"quorum\": 3")))
                .containsExactly(
                        new Violation("stages[0] 'legal'.quorum", "asks for 3 persons, but only 2 can answer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"reviewers\": [\"user:a\", \"user:b\"], \"quorum\": 2",
                "\"reviewers\": [\"user:a\", \"group:b\"], \"quorum\": 5",
                "\"quorum\": \"100%\"",
                "\"quorum\": \"ALL\"",
                "\"deadline\": \"PT1M\", \"onOverdue\": \"RETURN\""
            })
    void a_stage_that_can_be_cleared_passes(String members) {
        assertThatCode(() -> PolicyCheck.check(stage(members), false)).doesNotThrowAnyException();
    }

    @Test
    void an_empty_condition_is_refused_at_any_depth() {
        assertThat(wrongWhen("{}")).extracting(Violation::field).containsExactly("rules[0] 'r'.when");
        assertThat(wrongWhen("{}").get(0).message()).startsWith("is empty; name at least one of channel, account,");
        assertThat(wrongWhen("{\"all\": [{\"channel\": [\"X\"]}, {\"any\": [{\"not\": {}}]}]}"))
                .extracting(Violation::field)
                .containsExactly("rules[0] 'r'.when.all[1].any[0].not");
    }

    @Test
    void an_empty_list_is_refused() {
        assertThat(wrongWhen("{\"channel\": [\"X\"], \"keyword\": []}"))
                .containsExactly(new Violation(
                        "rules[0] 'r'.when", "has an empty list, which nothing can match; fill it or leave it out"));
    }

    @Test
    void a_keyword_without_a_word_is_refused() {
        assertThat(wrongWhen("{\"keyword\": [\"ok\", \"...\", \"\u200D\"]}"))
                .extracting(Violation::field)
                .containsExactly("rules[0] 'r'.when.keyword[1]", "rules[0] 'r'.when.keyword[2]");
        assertThat(wrongWhen("{\"keyword\": [\"!!\"]}").get(0).message())
                .isEqualTo("'!!' has no letter, digit or symbol that could be looked for; use a pattern");
    }

    @Test
    void a_pattern_that_RE2_does_not_know_is_refused_in_its_words() {
        assertThat(wrongWhen("{\"pattern\": [\"a\", \"(b\"]}"))
                .containsExactly(
                        new Violation("rules[0] 'r'.when.pattern[1]", "is no RE2 pattern: missing closing ): '(b'"));
        assertThat(wrongWhen("{\"pattern\": [\"(?=a)\"]}").get(0).message()).startsWith("is no RE2 pattern: ");
    }

    @Test
    void a_pattern_that_is_too_long_or_repeats_too_much_is_refused() {
        assertThat(wrongWhen("{\"pattern\": [\"%s\"]}".formatted("a".repeat(1001))))
                .extracting(Violation::message)
                .containsExactly("is too long; a pattern has at most 1000 characters");
        assertThat(wrongWhen("{\"pattern\": [\"((a{1000}){1000}){1000}\"]}"))
                .extracting(Violation::message)
                .containsExactly("repeats too much; use smaller counts in braces");
    }

    @Test
    void patterns_that_are_too_much_together_are_refused() {
        String many = "\"(ab){200}\",".repeat(50) + "\"a\"";
        assertThat(wrongWhen("{\"pattern\": [%s]}".formatted(many)))
                .extracting(Violation::field)
                .containsExactly("rules");
    }

    @Test
    void how_sure_a_label_must_be_is_from_0_to_1_and_only_of_a_label() {
        assertThat(wrongWhen("{\"label\": \"a\", \"atLeast\": 1.01}"))
                .containsExactly(new Violation("rules[0] 'r'.when.atLeast", "must be from 0 to 1"));
        assertThat(wrongWhen("{\"label\": \"a\", \"atLeast\": -1}")).hasSize(1);
        assertThat(wrongWhen("{\"label\": \"a\", \"atLeast\": 1e999}")).hasSize(1);
        assertThat(wrongWhen("{\"channel\": [\"X\"], \"atLeast\": 0.5}"))
                .containsExactly(
                        new Violation("rules[0] 'r'.when.atLeast", "says how sure a label is, but there is no label"));
    }

    @Test
    void a_label_under_not_is_refused() {
        assertThat(wrongWhen("{\"not\": {\"any\": [{\"label\": \"a\"}]}}"))
                .containsExactly(new Violation(
                        "rules[0] 'r'.when.not.any[0].label",
                        "must not stand under 'not': a classifier adds stages and never takes one away"));
    }

    @Test
    void conditions_nest_only_so_deep() {
        String deep = "{\"not\": ".repeat(400) + "{\"channel\": [\"X\"]}" + "}".repeat(400);

        RoutingPolicy policy = Checks.standard().valid(Policies.when(Policies.condition(deep)));

        assertThat(wrong(policy)).extracting(Violation::message).containsExactly("is nested more than 20 deep");
    }

    @Test
    void everything_wrong_is_named_at_once() {
        assertThat(wrong(Policies.read("""
                        { "stages": [{"name": "requested", "order": 1, "reviewers": ["user:a"], "quorum": 2}],
                          "rules": [{"name": "a", "when": {"keyword": ["?"]}, "then": ["nowhere"]}] }
                        """))).hasSize(4);
    }

    private static RoutingPolicy stage(String members) {
        String reviewers = members.contains("reviewers") ? "" : "\"reviewers\": [\"user:a\", \"user:b\"], ";
        return Checks.standard()
                .valid(Policies.read(
                        "{\"stages\": [{\"name\": \"legal\", \"order\": 0, %s%s}]}".formatted(reviewers, members)));
    }

    private static List<Violation> wrongWhen(String condition) {
        return wrong(Policies.when(Policies.condition(condition)));
    }

    private static List<Violation> wrong(RoutingPolicy policy) {
        return wrong(policy, true);
    }

    private static List<Violation> wrong(RoutingPolicy policy, boolean classifier) {
        return catchThrowableOfType(InvalidInputException.class, () -> PolicyCheck.check(policy, classifier))
                .violations();
    }
}
