package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forgetting who an approver was, by calls. */
class ErasureApiTest extends ApiTest {
    private static final String NAME = "Planted Person";
    private static final String ADDRESS = "planted@client.example";

    @Test
    void S_101_after_erasing_an_approver_no_answer_has_their_name_address_or_words() {
        String approver = maya.post(ACME + "/approvers", Map.of("name", NAME, "email", ADDRESS))
                .text("id");
        String post = submitted("Hello", "approver:" + approver, "user:lena");
        Http.Answer made = link(approver);
        String link = made.text("id");
        Http guest = unlocked(made);
        Map<String, Object> decision = decision(post, 1, "REQUEST_CHANGES", "note", "A planted note");
        decision.put("suggestion", Map.of("caption", "A planted caption"));
        guest.with("Idempotency-Key", key()).post(REVIEW + "/decisions", decisions(decision));
        guest.post(REVIEW + "/posts/" + post + "/comments", Map.of("text", "A planted comment"));
        lena.post(ACME + "/posts/" + post + "/comments", Map.of("text", "Of somebody else"));
        Http once = maya.with("Idempotency-Key", key());
        Map<String, Object> move = Map.of("scheduledAt", "2029-01-01T00:00:00Z");
        String answer = once.post(ACME + "/posts/" + post + "/reschedule", move).text();
        assertThat(answer).contains(NAME, "A planted note", "A planted caption");
        assertThat(everything(post, approver))
                .contains(NAME, ADDRESS, "A planted note", "A planted caption", "A planted comment");

        assertProblem(lena.post(ACME + "/approvers/" + approver + "/erase"), 403, "not-permitted");
        Http erasing = maya.with("Idempotency-Key", key());
        Http.Answer erased = erasing.post(ACME + "/approvers/" + approver + "/erase");

        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(erased.json()).containsEntry("name", null).containsEntry("email", null);
        assertThat(erased.at("erasedAt")).isNotNull();
        assertThat(erasing.post(ACME + "/approvers/" + approver + "/erase").text())
                .isEqualTo(erased.text());
        assertThat(maya.post(ACME + "/approvers/" + approver + "/erase").text()).isEqualTo(erased.text());
        assertThat(everything(post, approver))
                .doesNotContainIgnoringCase("planted")
                .contains("Of somebody else", "approver.erased", approver);
        assertThat(admin.get(ACME + "/audit/verify").json()).containsEntry("valid", true);
        assertThat(admin.get(ACME + "/audit?actor=maya&action=approver.erased").list("items"))
                .filteredOn(entry -> ((Map<?, ?>) entry).get("stream").equals("approver/" + approver))
                .hasSize(1);
        Http.Answer shown = maya.get(ACME + "/posts/" + post);
        String by = "review.stages.0.decisions.0.";
        assertThat(shown.at(by + "by")).isEqualTo(named(approver, null));
        assertThat(shown.at(by + "note")).isNull();
        assertThat(shown.at(by + "verdict")).isEqualTo("REQUEST_CHANGES");
        assertProblem(once.post(ACME + "/posts/" + post + "/reschedule", move), 409, "conflict");
        assertProblem(guest.get(REVIEW + "/posts"), 401, "session-expired");
        assertThat(maya.get(ACME + "/links/" + link).at("status")).isEqualTo("REVOKED");
        assertProblem(maya.get(ACME + "/approvers/" + approver), 404, "not-found");
        assertProblem(maya.post(ACME + "/approvers/nobody/erase"), 404, "not-found");
    }

    private static Map<String, @Nullable Object> named(String approver, @Nullable String name) {
        Map<String, @Nullable Object> by = new HashMap<>();
        by.put("kind", "APPROVER");
        by.put("id", approver);
        by.put("name", name);
        return by;
    }

    /** What can be read of a post, of its people and of what they did, by who may read everything. */
    private String everything(String post, String approver) {
        Set<String> answers = new LinkedHashSet<>();
        for (String path : List.of(
                "/posts/" + post,
                "/posts/" + post + "/versions",
                "/posts/" + post + "/comments",
                "/approvers?limit=200",
                "/approvers/" + approver,
                "/approvers/" + approver + "/delegations",
                "/links?approver=" + approver,
                "/inbox",
                "/queues",
                "/at-risk")) answers.add(admin.get(ACME + path).text());
        answers.add(lena.get(ACME + "/inbox").text());
        pages(answers, "/posts?limit=200");
        pages(answers, "/audit?limit=200");
        return String.join("\n", answers);
    }

    private void pages(Set<String> answers, String path) {
        Object next = null;
        do {
            Http.Answer page = admin.get(ACME + path + (next == null ? "" : "&cursor=" + next));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            answers.add(page.text());
            next = page.at("next");
        } while (next != null);
    }
}
