package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommentApiTest extends ApiTest {
    @Test
    void comments_are_told_newest_first_with_what_they_point_at() {
        String id = created(form(
                "Buy now",
                "media",
                List.of(Map.of("url", "https://cdn.example/a.png", "type", "IMAGE", "altText", "A kettle"))));
        String path = ACME + "/posts/" + id + "/comments";
        Map<String, Object> region = Map.of("media", 0, "x", 0.1, "y", 0.2, "w", 0.3, "h", 0.25);

        Http.Answer first = maya.post(path, Map.of("text", "The logo is old", "anchor", region));
        Http.Answer second =
                lena.post(path, Map.of("text", "Now?", "visibility", "EVERYONE", "anchor", Map.of("from", 4, "to", 7)));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().keySet()).containsExactly("id", "by", "at", "version", "visibility", "text", "anchor");
        assertThat(first.json())
                .containsEntry("version", 1)
                .containsEntry("visibility", "INTERNAL")
                .containsEntry("text", "The logo is old")
                .containsEntry("by", Map.of("kind", "USER", "id", "maya", "name", "Maya Meyer"));
        assertThat(first.at("anchor")).isEqualTo(region);
        assertThat(second.at("anchor")).isEqualTo(Map.of("from", 4, "to", 7));
        Http.Answer list = mark.get(path);
        assertThat(list.list("items")).containsExactly(second.json(), first.json());
        Http.Answer part = mark.get(path + "?limit=1");
        assertThat(mark.get(path + "?limit=1&cursor=" + part.text("next")).list("items"))
                .containsExactly(first.json());
    }

    @Test
    void through_a_link_no_internal_comment_is_told_and_none_on_a_version_that_was_not_submitted() {
        String jo = approver("Jo Visible");
        String id = submitted("First words", "approver:" + jo, "user:lena");
        Http guest = unlocked(link(jo));
        String path = REVIEW + "/posts/" + id + "/comments";
        lena.post(ACME + "/posts/" + id + "/comments", Map.of("text", "between us"));
        lena.post(ACME + "/posts/" + id + "/comments", Map.of("text", "for all", "visibility", "EVERYONE"));
        maya.put(ACME + "/posts/" + id, form("Second words", "version", 1));
        lena.post(ACME + "/posts/" + id + "/comments", Map.of("text", "on the second", "visibility", "EVERYONE"));

        Http.Answer mine = guest.post(path, Map.of("text", "from Jo", "anchor", Map.of("from", 0, "to", 5)));

        assertThat(mine.status()).as(mine.text()).isEqualTo(201);
        assertThat(mine.json())
                .containsEntry("version", 1)
                .containsEntry("visibility", "EVERYONE")
                .containsEntry("by", Map.of("kind", "APPROVER", "id", jo, "name", "Jo Visible"));
        Http.Answer list = guest.get(path);
        assertThat(list.list("items")).hasSize(2);
        assertThat(list.at("items.0")).isEqualTo(mine.json());
        assertThat(list.at("items.1.text")).isEqualTo("for all");
        assertThat(list.at("items.1.by.name")).isNull();
        assertThat(list.text()).doesNotContain("between us", "on the second", "lena", "Lena");
        assertThat(maya.get(ACME + "/posts/" + id + "/comments").at("items.0.by.name"))
                .isEqualTo("Jo Visible");
        String others = submitted("Not theirs", "user:lena");
        assertProblem(guest.get(REVIEW + "/posts/" + others + "/comments"), 404, "not-found");
        assertProblem(guest.post(REVIEW + "/posts/" + others + "/comments", Map.of("text", "t")), 404, "not-found");
        assertThat(fields(guest.post(path, Map.of("text", "t", "visibility", "INTERNAL"))))
                .containsExactly("visibility");
        assertThat(fields(guest.post(path, Map.of("text", "t", "anchor", Map.of("from", 0, "to", 12)))))
                .containsExactly("anchor.to");
        assertProblem(nobody.post(path, Map.of("text", "t")), 401, "session-expired");
        assertProblem(nobody.get(path), 401, "session-expired");
    }

    @Test
    void what_a_comment_cannot_be_is_told_by_its_field() {
        String id = created(form("Buy now"));
        String path = ACME + "/posts/" + id + "/comments";
        assertThat(fields(maya.post(path, Map.of()))).containsExactly("text");
        assertThat(fields(maya.post(path, Map.of("text", "")))).containsExactly("text");
        assertThat(fields(maya.post(path, Map.of("text", "x".repeat(4001))))).containsExactly("text");
        assertThat(fields(maya.post(path, "{\"text\":\"half \\ud83d\"}"))).containsExactly("text");
        assertThat(fields(maya.post(path, Map.of("text", "t", "visibility", "NOBODY"))))
                .containsExactly("visibility");
        assertThat(fields(maya.post(path, Map.of("text", "t", "replyTo", "x")))).containsExactly("replyTo");
        assertThat(anchored(path, Map.of())).containsExactly("anchor");
        assertThat(anchored(path, Map.of("from", 1, "media", 0))).containsExactly("anchor");
        assertThat(anchored(path, Map.of("from", 1))).containsExactly("anchor.to");
        assertThat(anchored(path, Map.of("from", 3, "to", 3))).containsExactly("anchor.to");
        assertThat(anchored(path, Map.of("from", 3, "to", 8))).containsExactly("anchor.to");
        assertThat(anchored(path, Map.of("from", 0, "to", 1, "of", "caption"))).containsExactly("anchor.of");
        assertThat(anchored(path, Map.of("media", 0, "x", 0, "y", 0, "w", 1))).containsExactly("anchor.h");
        assertThat(anchored(path, Map.of("media", 0, "x", 0.5, "y", 0, "w", 0.6, "h", 1)))
                .containsExactly("anchor.w");
        assertThat(anchored(path, Map.of("media", 0, "x", 0, "y", 0, "w", 1, "h", 1)))
                .containsExactly("anchor.media");
        assertThat(anchored(path, "here")).containsExactly("anchor");
        assertThat(maya.get(path).list("items")).isEmpty();
    }

    @Test
    void who_reads_posts_comments_on_them_and_nobody_else() {
        String id = created(form("Buy now"));
        String path = ACME + "/posts/" + id + "/comments";
        assertThat(nobody.as("vera").post(path, Map.of("text", "t")).status()).isEqualTo(201);
        assertProblem(nobody.as("erin").post(path, Map.of("text", "t")), 404, "not-found");
        assertProblem(nobody.as("erin").get(path), 404, "not-found");
        assertProblem(nobody.get(path), 401, "not-authenticated");
        assertProblem(nobody.as("gina").get("/approval/api/globex/posts/" + id + "/comments"), 404, "not-found");
        assertProblem(
                nobody.as("gina").post("/approval/api/globex/posts/" + id + "/comments", Map.of("text", "t")),
                404,
                "not-found");
    }

    @Test
    void S_67_a_comment_under_a_key_is_made_once() {
        String path = ACME + "/posts/" + created(form("Buy now")) + "/comments";
        Http keyed = lena.with("Idempotency-Key", key());

        Http.Answer first = keyed.post(path, Map.of("text", "Once"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(keyed.post(path, Map.of("text", "Once")).text()).isEqualTo(first.text());
        assertProblem(keyed.post(path, Map.of("text", "Twice")), 422, "idempotency-mismatch");
        assertThat(lena.get(path).list("items")).hasSize(1);
    }

    private List<String> anchored(String path, Object anchor) {
        Map<String, Object> comment = new LinkedHashMap<>();
        comment.put("text", "t");
        comment.put("anchor", anchor);
        return fields(maya.post(path, comment));
    }
}
