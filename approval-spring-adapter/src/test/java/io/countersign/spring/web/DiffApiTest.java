package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffApiTest extends ApiTest {
    @Test
    void versions_are_compared_field_by_field_and_captions_by_words() {
        String id = created(form("Buy now", "category", "news"));
        maya.put(ACME + "/posts/" + id, form("Buy later", "version", 1, "link", "https://acme.example/a"));

        Http.Answer diff = lena.get(ACME + "/posts/" + id + "/versions/diff?from=1&to=2");

        assertThat(diff.status()).as(diff.text()).isEqualTo(200);
        assertThat(diff.json().keySet())
                .containsExactly(
                        "from", "to", "changed", "target", "caption", "link", "media", "category", "campaign", "note");
        assertThat(diff.json())
                .containsEntry("from", 1)
                .containsEntry("to", 2)
                .containsEntry("changed", List.of("caption", "link", "category"))
                .containsEntry("target", null)
                .containsEntry("media", null);
        assertThat(diff.at("caption"))
                .isEqualTo(List.of(
                        Map.of("op", "EQUAL", "text", "Buy "),
                        Map.of("op", "DELETE", "text", "now"),
                        Map.of("op", "INSERT", "text", "later")));
        assertThat(diff.at("link.to")).isEqualTo("https://acme.example/a");
        assertThat(diff.at("link.from")).isNull();
        assertThat(diff.at("category.from")).isEqualTo("news");
        assertThat(lena.get(ACME + "/posts/" + id + "/versions/diff?from=1").json())
                .isEqualTo(diff.json());
    }

    @Test
    void from_reviewed_is_the_version_that_the_caller_last_decided_on() {
        String id = submitted("First words", "user:lena", "user:mark");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));
        maya.put(ACME + "/posts/" + id, form("Second words", "version", 1));
        String path = ACME + "/posts/" + id + "/versions/diff?from=reviewed";

        assertThat(lena.get(path).at("caption.0.text")).isEqualTo("First");
        assertThat(lena.get(path).json()).containsEntry("from", 1).containsEntry("to", 2);
        assertThat(lena.get(path + "&to=1").at("changed")).isEqualTo(List.of());
        assertProblem(mark.get(path), 400, "invalid-input");
        assertThat(fields(mark.get(path))).containsExactly("from");
    }

    @Test
    void what_cannot_be_compared_is_told() {
        String id = created(form("Alone"));
        String path = ACME + "/posts/" + id + "/versions/diff";
        assertThat(fields(maya.get(path))).containsExactly("from");
        assertThat(fields(maya.get(path + "?from=2&to=1"))).containsExactly("from");
        assertThat(fields(maya.get(path + "?from=1&to=9999999999"))).containsExactly("to");
        assertThat(fields(maya.get(path + "?from=-1&to=1"))).containsExactly("from");
        assertThat(fields(maya.get(path + "?from=1&to=2"))).containsExactly("to");
        assertProblem(nobody.get(path + "?from=1&to=1"), 401, "not-authenticated");
        assertProblem(maya.get(ACME + "/posts/none/versions/diff?from=1&to=1"), 404, "not-found");
        assertProblem(admin.get("/approval/api/globex/posts/" + id + "/versions/diff?from=1&to=1"), 404, "not-found");
    }

    @Test
    void a_guest_is_told_what_changed_since_they_decided_and_nothing_that_was_not_submitted() {
        String jo = approver("Jo");
        String id = submitted("First words", "approver:" + jo);
        Http guest = unlocked(link(jo));
        String path = REVIEW + "/posts/" + id + "/diff";

        assertThat(guest.get(path).json()).containsEntry("from", null).containsEntry("to", 1);
        assertThat(guest.get(path).at("changed")).isEqualTo(List.of());
        assertThat(guest.get(path).at("caption")).isEqualTo(List.of(Map.of("op", "EQUAL", "text", "First words")));
        guest.post(REVIEW + "/decisions", decisions(decision(id, 1, "REQUEST_CHANGES", "note", "Other words")));
        maya.put(ACME + "/posts/" + id, form("Second words", "version", 1, "reviewers", List.of("approver:" + jo)));
        assertThat(guest.get(path).text()).doesNotContain("Second");
        maya.post(ACME + "/posts/" + id + "/submit");
        assertThat(guest.get(path).json()).containsEntry("from", 1).containsEntry("to", 2);
        assertThat(guest.get(path).at("caption.1")).isEqualTo(Map.of("op", "INSERT", "text", "Second"));
        assertProblem(guest.get(REVIEW + "/posts/" + created(form("Draft")) + "/diff"), 404, "not-found");
        assertProblem(nobody.get(path), 401, "session-expired");
    }
}
