package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordApiTest extends ApiTest {
    private static final String GLOBEX = "/approval/api/globex";

    private static final Map<String, Object> POLICY = Map.of(
            "stages",
            List.of(
                    Map.of(
                            "name",
                            "marketing",
                            "order",
                            0,
                            "reviewers",
                            List.of("group:marketing"),
                            "deadline",
                            "PT24H"),
                    Map.of("name", "legal", "order", 10, "reviewers", List.of("group:legal"), "quorum", "ALL"),
                    Map.of("name", "cmo", "order", 20, "reviewers", List.of("user:vera"), "quorum", 1)),
            "rules",
            List.of(Map.of(
                    "name", "pricing to legal",
                    "when", Map.of("keyword", List.of("pricing", "discount")),
                    "then", List.of("legal"))),
            "otherwise",
            List.of("marketing"));

    @Test
    void a_workspace_without_a_policy_has_the_defaults() {
        Http.Answer answer = nobody.as("gina").get(GLOBEX + "/routing-policy");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("stages", List.of())
                .containsEntry("rules", List.of())
                .containsEntry("otherwise", List.of())
                .containsEntry("reviewRequired", true)
                .containsEntry("fourEyes", true)
                .containsEntry("distinctReviewers", false)
                .containsEntry("rescheduleNeedsApproval", false)
                .containsEntry("breakGlass", false);
    }

    @Test
    void a_policy_is_put_read_and_explained() {
        Http.Answer put = admin.put(ACME + "/routing-policy", POLICY);
        Http.Answer explained = maya.post(ACME + "/routing-policy/explain", form("Our new pricing"));
        Http.Answer otherwise = maya.post(ACME + "/routing-policy/explain", form("Nothing special"));

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(maya.get(ACME + "/routing-policy").text()).isEqualTo(put.text());
        assertThat(put.at("stages.2.quorum")).isEqualTo(1);
        assertThat(put.at("rules.0.when")).isEqualTo(Map.of("keyword", List.of("pricing", "discount")));
        assertThat(explained.json())
                .isEqualTo(Map.of(
                        "stages",
                        List.of(Map.of(
                                "name",
                                "legal",
                                "order",
                                10,
                                "because",
                                List.of("rule 'pricing to legal': keyword 'pricing' in caption")))));
        assertThat(otherwise.at("stages.0.name")).isEqualTo("marketing");
        assertThat(admin.put(ACME + "/routing-policy", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void a_policy_that_cannot_be_is_told_by_its_field() {
        Map<String, Object> dangling = Map.of("otherwise", List.of("nobody"));

        assertProblem(admin.put(ACME + "/routing-policy", dangling), 400, "invalid-input");
        assertThat(fields(admin.put(ACME + "/routing-policy", Map.of("stagess", List.of()))))
                .containsExactly("stagess");
        assertProblem(maya.put(ACME + "/routing-policy", POLICY), 403, "not-permitted");
    }

    @Test
    void the_record_tells_who_did_what_with_its_hashes() {
        String id = created(form("For the record"));

        Http.Answer answer = admin.with("X-Request-Id", "r-1").get(ACME + "/audit?post=" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.list("items")).hasSize(1);
        Map<?, ?> entry = (Map<?, ?>) answer.at("items.0");
        assertThat(entry.keySet().stream().map(String::valueOf))
                .containsExactly(
                        "stream",
                        "seq",
                        "at",
                        "actor",
                        "action",
                        "subject",
                        "details",
                        "assurance",
                        "link",
                        "session",
                        "request",
                        "node",
                        "hash",
                        "previousHash");
        assertThat(answer.at("items.0.stream")).isEqualTo("post/" + id);
        assertThat(answer.at("items.0.assurance")).isEqualTo("ACCOUNT");
        assertThat(answer.at("items.0.request")).asString().isNotBlank();
        assertThat(answer.at("items.0.node")).asString().startsWith("node-");
        assertThat(answer.at("items.0.link")).isNull();
        assertThat(answer.at("items.0.actor")).isEqualTo(Map.of("kind", "USER", "id", "maya"));
        assertThat(answer.at("items.0.previousHash")).isEqualTo("0".repeat(64));
        assertThat(admin.get(ACME + "/audit?post=" + id + "&action=post.withdrawn")
                        .list("items"))
                .isEmpty();
        assertThat(admin.get(ACME + "/audit?post=" + id + "&from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z")
                        .list("items"))
                .isEmpty();
        assertThat(fields(admin.get(ACME + "/audit?from=yesterday"))).containsExactly("from");
        assertThat(fields(admin.get(ACME + "/audit?to=%2B1000000000-12-31T23:59:59Z")))
                .containsExactly("to");
        assertProblem(maya.get(ACME + "/audit"), 403, "not-permitted");
    }

    @Test
    void the_record_verifies_and_says_that_nothing_anchors_it() {
        created(form("One more"));

        Http.Answer answer = admin.get(ACME + "/audit/verify");

        assertThat(answer.json()).containsEntry("valid", true).containsEntry("checkpoint", null);
        assertThat((Integer) answer.at("entries")).isPositive();
        assertThat((Integer) answer.at("streams")).isPositive();
        assertThat(answer.list("findings")).hasSize(1);
        assertThat(answer.at("findings.0.kind")).isEqualTo("UNANCHORED");
        assertThat(((Map<?, ?>) answer.at("findings.0")).keySet().stream().map(String::valueOf))
                .containsExactly("stream", "seq", "kind", "message");
    }
}
