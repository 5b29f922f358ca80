package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.canonical.Json;
import io.countersign.content.Channel;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.problem.Checks;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyJsonTest {
    @Test
    void the_example_of_the_contract_is_read() {
        RoutingPolicy policy = Policies.read(Policies.EXAMPLE);

        StageRule legal = policy.stages().get(1);
        assertThat(legal.quorum()).isEqualTo(Quorum.ALL);
        assertThat(legal.deadline()).isEqualTo(Duration.ofHours(48));
        assertThat(legal.onOverdue()).isEqualTo(OnOverdue.ESCALATE);
        assertThat(legal.escalateTo()).containsExactly(new ReviewerRef.User("admin"));
        assertThat(legal.minAssurance()).isEqualTo(Assurance.LINK);
        assertThat(policy.stages().get(2).quorum()).isEqualTo(new Quorum.AtLeast(1));
        assertThat(policy.rules().get(0).when().keyword()).containsExactly("pricing", "discount");
        assertThat(policy.rules().get(1).when().channel()).containsExactly(new Channel("LINKEDIN"));
        assertThat(policy.rules().get(2).when().all()).hasSize(2);
        assertThat(policy.rules().get(3).when().atLeast()).isEqualTo(0.7);
        assertThat(policy.fourEyes()).isTrue();
        assertThat(policy.breakGlass()).isFalse();
    }

    @Test
    void what_is_written_reads_back_the_same_and_writes_the_same_again() {
        RoutingPolicy policy = Policies.read(Policies.EXAMPLE);

        String stored = Json.write(policy);

        assertThat(Json.read(stored, RoutingPolicy.class)).isEqualTo(policy);
        assertThat(Policies.read(stored)).isEqualTo(policy);
        assertThat(Json.write(Json.read(stored, RoutingPolicy.class))).isEqualTo(stored);
    }

    @Test
    void what_is_absent_takes_its_default() {
        assertThat(Policies.read("{}")).isEqualTo(RoutingPolicy.NONE);
        StageRule stage = Policies.read("{\"stages\": [{\"name\": \"a\", \"order\": 3, \"reviewers\": [\"user:b\"]}]}")
                .stages()
                .get(0);
        assertThat(stage).isEqualTo(StageRule.of("a", 3, List.of(new ReviewerRef.User("b")), Quorum.ANY));
    }

    @Test
    void one_value_may_stand_for_a_list_of_one() {
        assertThat(Policies.condition("{\"pattern\": \"a+\", \"channel\": \"X\", \"all\": {\"mediaType\": \"GIF\"}}"))
                .isEqualTo(Policies.condition(
                        "{\"pattern\": [\"a+\"], \"channel\": [\"X\"], \"all\": [{\"mediaType\": [\"GIF\"]}]}"));
    }

    @Test
    void what_a_condition_does_not_ask_is_not_written() {
        assertThat(Json.write(Policies.condition("{\"all\": [{\"label\": \"a\", \"atLeast\": 0.7}]}")))
                .isEqualTo("{\"all\":[{\"label\":\"a\",\"atLeast\":0.7}]}");
    }

    @Test
    void an_unknown_condition_is_refused_by_name() {
        assertThat(refused(rule("{\"keywords\": [\"a\"]}")))
                .containsExactly(new Violation("rules[0].when.keywords", "is not a known field"));
    }

    @Test
    void a_value_of_another_form_is_refused_by_name() {
        assertThat(refused(rule("{\"channel\": [\"LinkedIn\"]}")))
                .extracting(Violation::field)
                .containsExactly("rules[0].when.channel[0]");
        assertThat(refused(rule("{\"keyword\": [5]}")))
                .extracting(Violation::field)
                .containsExactly("rules[0].when.keyword[0]");
        assertThat(refused(rule("{\"label\": \"a\", \"atLeast\": \"high\"}")))
                .containsExactly(new Violation("rules[0].when.atLeast", "must be a number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "0", "-1", "1001", "\"0%\"", "\"101%\"", "\"most\"", "1.5", "[]", "{}", "true"})
    void a_quorum_that_is_none_is_refused_by_name(String quorum) {
        assertThat(refused("""
                        {"stages": [{"name": "a", "order": 1, "reviewers": ["user:b"]},
                                    {"name": "b", "order": 1, "reviewers": ["user:b"], "quorum": %s}]}
                        """.formatted(quorum))).extracting(Violation::field).containsExactly("stages[1].quorum");
    }

    @Test
    void a_stage_of_nobody_and_a_rule_to_nowhere_are_refused_by_name() {
        assertThat(refused("""
                        {"stages": [{"name": "a", "order": 1, "reviewers": []}, {"name": "b", "order": 1}],
                         "rules": [{"name": "r", "when": {"channel": "X"}, "then": []}]}
                        """))
                .extracting(Violation::field)
                .containsExactly("rules[0].then", "stages[0].reviewers", "stages[1].reviewers");
    }

    @Test
    void a_null_among_values_is_refused_by_name() {
        assertThat(refused("{\"stages\": [null], \"otherwise\": [null]}"))
                .containsExactly(
                        new Violation("otherwise[0]", "must not be null"),
                        new Violation("stages[0]", "must not be null"));
        assertThat(refused(rule("{\"keyword\": [null]}")))
                .containsExactly(new Violation("rules[0].when.keyword[0]", "must not be null"));
    }

    @Test
    void constraints_reach_into_nested_conditions() {
        assertThat(refused(rule("{\"not\": {\"any\": [{\"keyword\": [\"%s\"]}]}}".formatted("a".repeat(201)))))
                .containsExactly(new Violation(
                        "rules[0].when.not.any[0].keyword[0]", "has 201 characters; at most 200 are allowed"));
        assertThat(refused("{\"rules\": [{\"name\": \"a\", \"then\": [\"s\"]}]}"))
                .containsExactly(new Violation("rules[0].when", "must not be null"));
    }

    private static String rule(String when) {
        return "{\"rules\": [{\"name\": \"a\", \"when\": %s, \"then\": [\"s\"]}]}".formatted(when);
    }

    private static List<Violation> refused(String json) {
        return catchThrowableOfType(
                        InvalidInputException.class, () -> Checks.standard().valid(Policies.read(json)))
                .violations();
    }
}
