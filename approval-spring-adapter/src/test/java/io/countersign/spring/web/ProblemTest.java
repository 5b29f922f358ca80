package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of the error table that no other test is about. */
class ProblemTest extends ApiTest {
    @Test
    void malformed_json_and_unknown_fields_are_invalid_input() {
        Http.Answer malformed = maya.post(ACME + "/posts", "{\"caption\":");
        Http.Answer unknown = maya.post(ACME + "/posts", form("Typo", "captoin", "x"));
        Http.Answer array = maya.post(ACME + "/posts", "[]");
        Http.Answer twice = maya.post(ACME + "/posts", "{\"caption\":\"a\",\"caption\":\"b\"}");

        assertProblem(malformed, 400, "invalid-input");
        assertThat(fields(unknown)).containsExactly("captoin");
        assertProblem(array, 400, "invalid-input");
        assertProblem(twice, 400, "invalid-input");
    }

    @Test
    void every_field_that_breaks_a_constraint_is_named() {
        Http.Answer answer = maya.post(
                ACME + "/posts", Map.of("caption", "x".repeat(65_537), "category", "y".repeat(201), "link", "ftp://x"));

        assertProblem(answer, 400, "invalid-input");
        assertThat(fields(answer)).contains("target", "caption", "category", "link");
        assertThat(fields(maya.post(ACME + "/posts", form("Past", "scheduledAt", "2020-01-01T00:00:00Z"))))
                .containsExactly("scheduledAt");
    }

    @Test
    void without_a_user_a_call_is_not_authenticated() {
        assertProblem(nobody.get(ACME + "/posts"), 401, "not-authenticated");
        assertProblem(nobody.post(ACME + "/posts", form("Who?")), 401, "not-authenticated");
    }

    @Test
    void who_has_no_authority_in_a_workspace_finds_nothing_in_it() {
        String id = created(form("Ours"));
        Http gina = nobody.as("gina");
        Http stranger = nobody.as("stranger");

        for (Http caller : new Http[] {gina, stranger}) {
            assertProblem(caller.get(ACME + "/posts"), 404, "not-found");
            assertProblem(caller.get(ACME + "/posts/" + id), 404, "not-found");
            assertProblem(caller.post(ACME + "/posts", "{malformed"), 404, "not-found");
            assertProblem(caller.get(ACME + "/routing-policy"), 404, "not-found");
        }
        assertProblem(nobody.as("erin").get(ACME + "/posts/" + id), 404, "not-found");
        assertProblem(gina.get("/approval/api/globex/posts/" + id), 404, "not-found");
        assertThat(gina.get("/approval/api/globex/posts/" + id).text().replace(id, "unknown"))
                .isEqualTo(gina.get("/approval/api/globex/posts/unknown").text());
        assertThat(gina.get("/approval/api/globex/posts").list("items")).isEmpty();
    }

    @Test
    void who_lacks_a_permission_is_not_permitted() {
        assertProblem(lena.post(ACME + "/posts", form("Not mine to write")), 403, "not-permitted");
        assertProblem(lena.get(ACME + "/links"), 403, "not-permitted");
        assertThat(lena.get(ACME + "/posts?limit=1").status()).isEqualTo(200);
    }

    @Test
    void an_id_that_cannot_be_one_is_not_found() {
        assertProblem(maya.get(ACME + "/posts/a%20b"), 404, "not-found");
        assertProblem(maya.get(ACME + "/links/" + "x".repeat(65)), 404, "not-found");
        assertProblem(maya.get(ACME + "/posts/unknown"), 404, "not-found");
        assertProblem(maya.get("/approval/api/a%20b/posts"), 404, "not-found");
    }

    @Test
    void where_capacity_is_taken_the_caller_is_told_when_to_come_back() {
        Http.Answer answer = nobody.as("overload").post(ACME + "/decisions", decisions(decision("x", 1, "APPROVE")));

        assertProblem(answer, 503, "busy");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void a_fault_of_our_own_tells_nothing_but_an_id() {
        Http.Answer answer = nobody.as("broken")
                .with("X-Request-Id", "trace-42")
                .post(ACME + "/decisions", decisions(decision("x", 1, "APPROVE")));

        assertProblem(answer, 500, "internal-error");
        assertThat(answer.text()).contains("trace-42").doesNotContain("SELECT", "relation", "java", "Exception");
    }

    @Test
    void an_answer_is_not_kept_by_anybody_between() {
        assertThat(maya.get(ACME + "/posts?limit=1").header("Cache-Control")).contains("no-store");
        assertThat(nobody.get(ACME + "/posts").header("Cache-Control")).contains("no-store");
    }
}
