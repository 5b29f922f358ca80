package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApproverApiTest extends ApiTest {
    @Test
    void an_approver_is_registered_listed_changed_and_taken_out() {
        Http.Answer made = maya.post(
                ACME + "/approvers",
                Map.of(
                        "name",
                        "Clara Client",
                        "email",
                        "clara@client.example",
                        "kind",
                        "EXTERNAL",
                        "groups",
                        List.of("client")));
        String id = made.text("id");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json())
                .containsEntry("name", "Clara Client")
                .containsEntry("email", "clara@client.example")
                .containsEntry("kind", "EXTERNAL")
                .containsEntry("userId", null)
                .containsEntry("groups", List.of("client"));
        assertThat(maya.get(ACME + "/approvers?limit=1").at("items.0")).isEqualTo(made.json());

        assertThat(lena.get(ACME + "/approvers/" + id).json()).isEqualTo(made.json());
        assertProblem(admin.get("/approval/api/globex/approvers/" + id), 404, "not-found");

        Http.Answer changed =
                maya.put(ACME + "/approvers/" + id, Map.of("name", "Clara Vera", "kind", "USER", "userId", "vera"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json()).containsEntry("userId", "vera").containsEntry("email", null);

        Http.Answer gone = maya.delete(ACME + "/approvers/" + id);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.text()).isEmpty();
        assertProblem(maya.delete(ACME + "/approvers/" + id), 404, "not-found");
        assertProblem(maya.get(ACME + "/approvers/" + id), 404, "not-found");
    }

    @Test
    void what_an_approver_needs_is_told_by_its_field() {
        assertThat(fields(maya.post(ACME + "/approvers", Map.of("kind", "EXTERNAL"))))
                .containsExactly("name");
        assertThat(fields(maya.post(ACME + "/approvers", Map.of("name", "V", "kind", "USER"))))
                .containsExactly("userId");
        assertThat(fields(maya.post(ACME + "/approvers", Map.of("name", "V", "kind", "ROBOT"))))
                .containsExactly("kind");
        assertThat(fields(maya.post(ACME + "/approvers", Map.of("name", "V", "nick", "v"))))
                .containsExactly("nick");
        assertProblem(lena.post(ACME + "/approvers", Map.of("name", "V")), 403, "not-permitted");
    }
}
