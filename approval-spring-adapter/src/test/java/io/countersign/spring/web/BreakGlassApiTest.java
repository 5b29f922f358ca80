package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakGlassApiTest extends ApiTest {
    private static final Map<String, String> REASON = Map.of("reason", "The recall must be out in an hour");

    @BeforeEach
    void allow() {
        policy(Map.of("breakGlass", true));
    }

    @AfterEach
    void forbid() {
        policy(Map.of());
    }

    @Test
    void two_people_let_a_post_out_and_a_third_closes_the_review_that_is_owed() {
        String path = ACME + "/posts/" + submitted("Urgent", "user:lena");

        Http.Answer asked = maya.post(path + "/break-glass", REASON);
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        assertThat(asked.json()).containsEntry("status", "IN_REVIEW").containsEntry("reviewOwed", null);
        assertThat(asked.at("glass.by.name")).isEqualTo("Maya Meyer");
        assertThat(asked.at("glass.reason")).isEqualTo(REASON.get("reason"));
        assertProblem(maya.post(path + "/consent"), 403, "not-permitted");

        Http.Answer consented = admin.post(path + "/consent");
        assertThat(consented.json()).containsEntry("status", "SCHEDULED").containsEntry("glass", null);
        assertThat(consented.at("reviewOwed.brokenBy.id")).isEqualTo("maya");
        assertThat(consented.at("reviewOwed.consentedBy.id")).isEqualTo("admin");
        assertThat(consented.at("reviewOwed.digest")).isEqualTo(consented.at("digest"));
        assertThat(consented.at("reviewOwed.earlier")).isNull();

        Http.Answer closed = lena.post(path + "/close-review", Map.of("finding", "It was right to do so"));
        assertThat(closed.json()).containsEntry("reviewOwed", null);
        assertProblem(lena.post(path + "/close-review", Map.of("finding", "Again")), 409, "illegal-transition");
        maya.post(path + "/withdraw");
    }

    @Test
    void what_is_missing_or_not_allowed_is_told() {
        String id = submitted("Not urgent", "user:lena");
        String path = ACME + "/posts/" + id;

        assertThat(fields(maya.post(path + "/break-glass", Map.of()))).containsExactly("reason");
        assertThat(fields(maya.post(path + "/break-glass", Map.of("reason", "x".repeat(4001)))))
                .containsExactly("reason");
        assertThat(fields(maya.post(path + "/close-review", Map.of()))).containsExactly("finding");
        assertThat(fields(maya.post(path + "/close-review", Map.of("finding", "f", "note", "n"))))
                .containsExactly("note");
        assertThat(fields(maya.post(path + "/consent", Map.of("reason", "r")))).containsExactly("reason");
        assertProblem(admin.post(path + "/consent"), 409, "illegal-transition");
        assertProblem(lena.post(path + "/break-glass", REASON), 403, "not-permitted");
        assertProblem(lena.post(path + "/consent"), 403, "not-permitted");
        assertProblem(admin.post("/approval/api/globex/posts/" + id + "/break-glass", REASON), 404, "not-found");
        assertProblem(nobody.post(path + "/break-glass", REASON), 401, "not-authenticated");
        forbid();
        assertProblem(maya.post(path + "/break-glass", REASON), 403, "not-permitted");
    }

    @Test
    void S_67_who_asks_twice_under_a_key_asks_once() {
        String path = ACME + "/posts/" + submitted("Once", "user:lena") + "/break-glass";
        Http keyed = maya.with("Idempotency-Key", key());

        Http.Answer first = keyed.post(path, REASON);

        assertThat(first.at("glass.reason")).isEqualTo(REASON.get("reason"));
        assertThat(keyed.post(path, REASON).text()).isEqualTo(first.text());
        assertProblem(maya.post(path, REASON), 409, "illegal-transition");
    }

    @Test
    void through_a_link_nobody_is_told_of_it() {
        String jo = approver("Jo");
        String id = submitted("Urgent for Jo", "approver:" + jo);
        Http guest = unlocked(link(jo));
        maya.post(ACME + "/posts/" + id + "/break-glass", REASON);
        assertThat(guest.get(REVIEW + "/posts/" + id).text()).doesNotContain("glass", "recall must", "maya\"}");
        admin.post(ACME + "/posts/" + id + "/consent");
        assertThat(guest.get(REVIEW + "/posts/" + id).text()).doesNotContain("Owed", "admin");
        assertProblem(guest.post(REVIEW + "/posts/" + id + "/break-glass", REASON), 404, "not-found");
        maya.post(ACME + "/posts/" + id + "/withdraw");
    }

    private void policy(Map<String, Object> policy) {
        Http.Answer put = admin.put(ACME + "/routing-policy", policy);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.at("stages")).isEqualTo(List.of());
    }
}
