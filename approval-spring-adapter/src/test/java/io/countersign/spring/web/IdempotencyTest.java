package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S-67: the same key again does nothing and answers the same. */
class IdempotencyTest extends ApiTest {
    @Test
    void S_67_the_same_call_again_answers_the_same_and_does_nothing() {
        Http once = maya.with("Idempotency-Key", key());
        String bundle = "once-" + key();

        Http.Answer first = once.post(ACME + "/posts", form("Once", "bundle", bundle));
        Http.Answer second = once.post(ACME + "/posts", form("Once", "bundle", bundle));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(maya.get(ACME + "/posts?bundle=" + bundle).list("items")).hasSize(1);
    }

    @Test
    void S_67_the_key_of_another_body_or_path_is_a_mismatch() {
        Http once = maya.with("Idempotency-Key", key());
        String id = once.post(ACME + "/posts", form("One")).text("id");

        assertProblem(once.post(ACME + "/posts", form("Two")), 422, "idempotency-mismatch");
        assertProblem(once.post(ACME + "/posts/" + id + "/withdraw"), 422, "idempotency-mismatch");
    }

    @Test
    void S_67_keys_of_different_callers_never_meet() {
        String key = key();

        String mayas = maya.with("Idempotency-Key", key)
                .post(ACME + "/posts", form("Ours"))
                .text("id");
        String admins = admin.with("Idempotency-Key", key)
                .post(ACME + "/posts", form("Ours"))
                .text("id");

        assertThat(mayas).isNotEqualTo(admins);
    }

    @Test
    void S_67_a_refused_call_may_be_repeated_under_its_key() {
        String id = created(form("Nobody to ask yet"));
        Http once = maya.with("Idempotency-Key", key());

        assertProblem(once.post(ACME + "/posts/" + id + "/submit"), 400, "invalid-input");
        maya.put(ACME + "/posts/" + id, form("Somebody", "version", 1, "reviewers", List.of("user:lena")));
        assertThat(once.post(ACME + "/posts/" + id + "/submit").status()).isEqualTo(200);
    }

    @Test
    void S_67_every_command_answers_its_repetition() {
        String id = created(form("All of them", "reviewers", List.of("user:lena")));
        String post = ACME + "/posts/" + id;

        assertRepeats(maya, "PUT", post, form("Edited", "version", 1, "reviewers", List.of("user:lena")));
        assertRepeats(maya, "POST", post + "/submit", Map.of("note", "please"));
        assertRepeats(lena, "POST", ACME + "/decisions", decisions(decision(id, 2, "APPROVE", "note", "ok")));
        assertRepeats(maya, "POST", post + "/reschedule", Map.of("scheduledAt", "2028-01-01T00:00:00Z"));
        assertRepeats(maya, "POST", post + "/withdraw", Map.of());
        String other = created(form("Bulk", "reviewers", List.of("user:lena")));
        assertRepeats(maya, "POST", ACME + "/posts/submit", Map.of("ids", List.of(other, "none")));
        assertRepeats(maya, "POST", ACME + "/approvers", Map.of("name", "Once"));
        String approver = approver("Twice");
        assertRepeats(maya, "PUT", ACME + "/approvers/" + approver, Map.of("name", "Renamed"));
        assertRepeats(maya, "PUT", ACME + "/approvers/" + approver, Map.of("name", "Renamed"));
        String link = link(approver).text("id");
        assertRepeats(maya, "POST", ACME + "/links/" + link + "/extend", Map.of("by", "P1D"));
        assertRepeats(maya, "POST", ACME + "/links/" + link + "/revoke", Map.of());
        assertRepeats(maya, "DELETE", ACME + "/approvers/" + approver, null);
        assertRepeats(admin, "PUT", ACME + "/routing-policy", Map.of("reviewRequired", true));
    }

    @Test
    void S_67_an_import_happens_once() {
        String category = "once-" + key();
        Http once = maya.with("Idempotency-Key", key());
        String csv = "channel,account,caption,category\nX,a,One," + category + "\nX,,Two,\n";

        Http.Answer first = once.send("POST", ACME + "/posts/import", "text/csv", csv);
        Http.Answer second = once.send("POST", ACME + "/posts/import", "text/csv", csv);

        assertThat(first.at("imported")).isEqualTo(1);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void S_67_of_what_answers_a_secret_only_the_id_is_kept() {
        String approver = approver("Secretive");
        Http once = maya.with("Idempotency-Key", key());
        Map<String, String> form = Map.of("approverId", approver, "password", PASSWORD);
        Http.Answer made = once.post(ACME + "/links", form);

        Http.Answer again = once.post(ACME + "/links", form);
        Http.Answer other = once.post(ACME + "/links", Map.of("approverId", approver("Other"), "password", PASSWORD));

        assertProblem(again, 409, "conflict");
        assertThat(again.json()).containsEntry("id", made.text("id"));
        assertThat(again.text()).doesNotContain(made.text("token"));
        assertProblem(other, 422, "idempotency-mismatch");
        assertThat(maya.get(ACME + "/links?approver=" + approver).list("items")).hasSize(1);

        Http regenerating = maya.with("Idempotency-Key", key());
        String path = ACME + "/links/" + made.text("id") + "/regenerate";
        Http.Answer fresh = regenerating.post(path, Map.of("password", PASSWORD));
        assertProblem(regenerating.post(path, Map.of("password", PASSWORD)), 409, "conflict");

        Http opening = nobody.with("Idempotency-Key", key());
        Map<String, String> credentials = Map.of("token", fresh.text("token"), "password", PASSWORD);
        assertThat(opening.post(REVIEW + "/unlock", credentials).status()).isEqualTo(200);
        Http.Answer reopened = opening.post(REVIEW + "/unlock", credentials);
        assertProblem(reopened, 409, "conflict");
        assertThat(reopened.json()).containsEntry("id", made.text("id")).doesNotContainKey("session");
    }

    @Test
    void S_67_a_guests_decision_answers_its_repetition() {
        String jo = approver("Jo");
        String id = submitted("By a guest", "approver:" + jo);

        assertRepeats(
                unlocked(link(jo)), "POST", REVIEW + "/decisions", decisions(decision(id, 1, "REJECT", "note", "no")));
    }

    @Test
    void S_67_of_calls_with_one_key_at_a_time_one_takes_effect() throws Exception {
        String bundle = "race-" + key();
        Http once = maya.with("Idempotency-Key", key());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Http.Answer>> calls = Stream.generate(
                        () -> (Callable<Http.Answer>) () -> once.post(ACME + "/posts", form("Race", "bundle", bundle)))
                .limit(8)
                .toList();

        for (Future<Http.Answer> future : threads.invokeAll(calls)) {
            Http.Answer answer = future.get();
            if (answer.status() == 201) continue;
            assertProblem(answer, 409, "conflict");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
        threads.shutdown();

        assertThat(maya.get(ACME + "/posts?bundle=" + bundle).list("items")).hasSize(1);
    }

    @Test
    void a_key_that_cannot_be_one_is_invalid_input() {
        assertProblem(maya.with("Idempotency-Key", "a b").post(ACME + "/posts", form("No")), 400, "invalid-input");
        assertProblem(
                maya.with("Idempotency-Key", "x".repeat(129)).post(ACME + "/posts", form("No")), 400, "invalid-input");
    }

    private static void assertRepeats(Http caller, String method, String path, Object body) {
        Http once = caller.with("Idempotency-Key", key());
        String type = body == null ? null : "application/json";
        String json = body == null ? null : io.countersign.canonical.Json.write(body);
        Http.Answer first = once.send(method, path, type, json);
        Http.Answer second = once.send(method, path, type, json);
        assertThat(first.status()).as("%s %s: %s", method, path, first.text()).isBetween(200, 204);
        assertThat(second.status()).as("%s %s: %s", method, path, second.text()).isEqualTo(first.status());
        assertThat(second.text()).as("%s %s", method, path).isEqualTo(first.text());
    }
}
