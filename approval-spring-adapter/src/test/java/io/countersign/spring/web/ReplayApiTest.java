package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayApiTest extends ApiTest {
    private static final String REPLAY = ACME + "/routing-policy/replay";

    @AfterEach
    void noPolicy() {
        admin.put(ACME + "/routing-policy", Map.of());
    }

    @Test
    void a_proposed_policy_is_tried_on_the_posts_of_a_period() {
        clock.pass(Duration.ofMinutes(1));
        String from = clock.instant().toString();
        admin.put(ACME + "/routing-policy", policy("everybody", "marketing"));
        String id = submitted("Our new pricing");
        String other = submitted("Nothing special");
        clock.pass(Duration.ofMinutes(1));

        Http.Answer report = admin.post(REPLAY, replay(policy("pricing", "legal", "keyword", "pricing"), from));

        assertThat(report.status()).as(report.text()).isEqualTo(200);
        assertThat(report.json().keySet())
                .containsExactly(
                        "from",
                        "to",
                        "rounds",
                        "unlabelled",
                        "added",
                        "removed",
                        "refused",
                        "deadRules",
                        "unsatisfiable");
        assertThat(report.at("rounds")).isEqualTo(2);
        assertThat(report.at("added.total")).isEqualTo(1);
        assertThat(report.at("added.byStage")).isEqualTo(Map.of("legal", 1));
        assertThat(report.at("added.listed.0")).isEqualTo(Map.of("post", id, "round", 1, "stage", "legal"));
        assertThat(report.at("removed.byStage")).isEqualTo(Map.of("marketing", 2));
        assertThat(report.at("deadRules")).isEqualTo(List.of());
        assertThat(admin.get(ACME + "/routing-policy").text())
                .contains("marketing")
                .doesNotContain("legal");
        Http.Answer dead = admin.post(REPLAY, replay(policy("shoes", "legal", "keyword", "shoes"), from));
        assertThat(dead.at("deadRules")).isEqualTo(List.of("shoes"));
        maya.post(ACME + "/posts/" + id + "/withdraw");
        maya.post(ACME + "/posts/" + other + "/withdraw");
    }

    @Test
    void what_cannot_be_replayed_is_told_by_the_path_of_its_field() {
        String from = clock.instant().toString();
        Map<String, Object> policy = policy("p", "legal");

        assertThat(fields(admin.post(REPLAY, Map.of()))).containsExactlyInAnyOrder("policy", "from", "to");
        assertThat(fields(admin.post(REPLAY, with(replay(policy, from), "limit", 1))))
                .containsExactly("limit");
        assertThat(fields(admin.post(REPLAY, replay(with(policy, "stagez", List.of()), from))))
                .containsExactly("policy.stagez");
        Map<String, Object> rule = Map.of("name", "r", "when", Map.of("moon", "full"), "then", List.of("legal"));
        assertThat(fields(admin.post(REPLAY, replay(with(policy, "rules", List.of(rule)), from))))
                .containsExactly("policy.rules[0].when.moon");
        assertThat(fields(admin.post(REPLAY, replay(with(policy, "otherwise", List.of("nobody")), from))))
                .allMatch(field -> field.startsWith("policy.otherwise"));
        assertThat(fields(admin.post(REPLAY, with(replay(policy, from), "to", "1999"))))
                .containsExactly("to");
        assertThat(fields(admin.post(REPLAY, with(replay(policy, from), "to", from))))
                .containsExactly("to");
        assertProblem(admin.post(REPLAY, "{"), 400, "invalid-input");
    }

    @Test
    void only_who_manages_routing_replays() {
        Map<String, Object> replay =
                replay(policy("p", "legal"), clock.instant().toString());
        assertProblem(maya.post(REPLAY, replay), 403, "not-permitted");
        assertProblem(nobody.post(REPLAY, replay), 401, "not-authenticated");
        assertProblem(admin.post("/approval/api/globex/routing-policy/replay", replay), 404, "not-found");
        assertThat(nobody.as("gina")
                        .post("/approval/api/globex/routing-policy/replay", replay)
                        .status())
                .isEqualTo(200);
    }

    private Map<String, Object> replay(Map<String, Object> policy, String from) {
        Map<String, Object> replay = new LinkedHashMap<>();
        replay.put("policy", policy);
        replay.put("from", from);
        replay.put("to", clock.instant().plus(Duration.ofHours(1)).toString());
        return replay;
    }

    /** One stage of Lena's, and one rule that leads to it: for every post, or for what this condition says. */
    private static Map<String, Object> policy(String rule, String stage, String... condition) {
        Map<String, Object> when = condition.length == 0
                ? Map.of("channel", List.of("LINKEDIN"))
                : Map.of(condition[0], List.of(condition[1]));
        Map<String, Object> one = Map.of("name", stage, "order", 0, "reviewers", List.of("user:lena"), "quorum", "ANY");
        return Map.of(
                "stages",
                List.of(one),
                "rules",
                List.of(Map.of("name", rule, "when", when, "then", List.of(stage))),
                "reviewRequired",
                false);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
