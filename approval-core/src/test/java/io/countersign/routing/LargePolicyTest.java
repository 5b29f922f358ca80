package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.canonical.Json;
import io.countersign.problem.Checks;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Ten thousand rules, and rules in every script. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LargePolicyTest {
    @Test
    void ten_thousand_rules_are_checked_kept_and_routed_by() {
        RoutingPolicy policy = Checks.standard().valid(Policies.with(rules(10_000)));
        PolicyCheck.check(policy, false);
        Router router = Router.of(Json.read(Json.write(policy), RoutingPolicy.class));

        Route route = router.route(Contents.withCaption("Of word9999 and word0, no more"), "maya", List.of(), null);

        assertThat(route.rules()).containsExactly("rule 0", "rule 9999");
        assertThat(route.stages().get(0).because())
                .containsExactly(
                        "rule 'rule 0': keyword 'word0' in caption", "rule 'rule 9999': keyword 'word9999' in caption");
    }

    @Test
    void one_more_is_refused_by_name() {
        RoutingPolicy policy = Policies.with(rules(10_001));

        assertThat(catchThrowableOfType(
                                InvalidInputException.class,
                                () -> Checks.standard().valid(policy))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("rules");
    }

    @Test
    void of_ten_thousand_rules_the_one_that_is_wrong_is_named() {
        List<Rule> rules = new ArrayList<>(rules(9_999));
        rules.add(7_000, new Rule("odd", Policies.condition("{\"keyword\": [\"!\"]}"), List.of("nowhere")));

        assertThat(catchThrowableOfType(
                                InvalidInputException.class, () -> PolicyCheck.check(Policies.with(rules), false))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("rules[7000] 'odd'.when.keyword[0]", "rules[7000] 'odd'.then");
    }

    @Test
    void a_rule_in_any_script_works() {
        List<UnicodeScript> tried = new ArrayList<>();
        for (UnicodeScript script : UnicodeScript.values()) {
            String word = letters(script);
            if (word.isEmpty()) continue;
            tried.add(script);
            Rule rule = new Rule(
                    "in " + word,
                    new Condition(
                            null, null, null, null, null, List.of(word), null, null, null, null, null, null, null),
                    List.of("s"));
            RoutingPolicy policy = Policies.with(List.of(rule));
            assertThatCode(() -> PolicyCheck.check(Checks.standard().valid(policy), false))
                    .as("%s", script)
                    .doesNotThrowAnyException();
            for (String caption : List.of(word, "(" + word + ")", "so: " + word.toUpperCase(Locale.ROOT) + "!"))
                assertThat(Policies.stages(Router.of(policy), Contents.withCaption(caption))
                                .get(0)
                                .because())
                        .as("%s in %s", script, caption)
                        .containsExactly("rule 'in %s': keyword '%s' in caption".formatted(word, word));
        }
        assertThat(tried).hasSizeGreaterThan(140);
    }

    /** The first three letters of a script; empty where it has none. */
    private static String letters(UnicodeScript script) {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .filter(point -> UnicodeScript.of(point) == script)
                .limit(3)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static List<Rule> rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Rule(
                        "rule " + i, Policies.condition("{\"keyword\": [\"word%d\"]}".formatted(i)), List.of("s")))
                .toList();
    }
}
