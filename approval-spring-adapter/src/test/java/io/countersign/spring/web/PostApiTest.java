package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostApiTest extends ApiTest {
    @Test
    void a_post_is_made_with_the_defaults_of_the_contract() {
        Http.Answer answer = maya.post(ACME + "/posts", form("Hello"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().keySet())
                .containsExactly(
                        "id",
                        "workspace",
                        "author",
                        "status",
                        "version",
                        "revision",
                        "target",
                        "caption",
                        "link",
                        "media",
                        "category",
                        "campaign",
                        "note",
                        "scheduledAt",
                        "timeZone",
                        "bundle",
                        "release",
                        "advocacy",
                        "reviewers",
                        "missedSchedule",
                        "hold",
                        "recalled",
                        "digest",
                        "unpinnedMedia",
                        "review",
                        "publication",
                        "glass",
                        "reviewOwed");
        assertThat(answer.json())
                .containsEntry("workspace", "acme")
                .containsEntry("author", "maya")
                .containsEntry("status", "DRAFT")
                .containsEntry("version", 1)
                .containsEntry("timeZone", "UTC")
                .containsEntry("release", "AUTOMATIC")
                .containsEntry("advocacy", false)
                .containsEntry("scheduledAt", null)
                .containsEntry("review", null)
                .containsEntry("media", List.of())
                .containsEntry("unpinnedMedia", false);
        assertThat(maya.get(ACME + "/posts/" + answer.text("id")).text()).isEqualTo(answer.text());
    }

    @Test
    void every_member_of_a_post_comes_back() {
        Map<String, Object> form = form(
                "Grüße 🫖",
                "link",
                "https://acme.example/a",
                "media",
                List.of(Map.of("url", "https://cdn.example/a.png", "type", "IMAGE", "altText", "A kettle")),
                "scheduledAt",
                "2027-12-01T09:00:00Z",
                "timeZone",
                "Europe/Berlin",
                "category",
                "product",
                "campaign",
                List.of("spring-launch"),
                "bundle",
                "b-1",
                "note",
                "please look",
                "release",
                "MANUAL",
                "advocacy",
                true,
                "reviewers",
                List.of("user:lena", "group:marketing"));

        Http.Answer answer = maya.post(ACME + "/posts", form);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("media.0.sha256")).isNull();
        assertThat(answer.at("unpinnedMedia")).isEqualTo(true);
        for (String name : form.keySet())
            if (!name.equals("media")) assertThat(answer.json()).containsEntry(name, form.get(name));
    }

    @Test
    void an_edit_replaces_everything_and_names_the_version_it_came_from() {
        String id = created(form("One", "category", "product"));

        Http.Answer edited = maya.put(ACME + "/posts/" + id, form("Two", "version", 1));
        Http.Answer stale = maya.put(ACME + "/posts/" + id, form("Three", "version", 1));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.json()).containsEntry("version", 2).containsEntry("category", null);
        assertProblem(stale, 409, "stale-version");
        assertThat(stale.json()).containsEntry("currentVersion", 2);
        assertThat(fields(maya.put(ACME + "/posts/" + id, form("No version")))).containsExactly("version");
    }

    @Test
    void versions_are_told_with_their_content() {
        String id = created(form("One"));
        maya.put(ACME + "/posts/" + id, form("Two", "version", 1));

        Http.Answer versions = maya.get(ACME + "/posts/" + id + "/versions");

        assertThat(versions.status()).isEqualTo(200);
        assertThat(versions.list("items")).hasSize(2);
        assertThat(versions.at("items.0.caption")).isEqualTo("One");
        assertThat(versions.at("items.1.version")).isEqualTo(2);
        assertThat(versions.at("items.1.editedBy")).isEqualTo("maya");
        assertThat(versions.at("items.1.digest"))
                .isEqualTo(maya.get(ACME + "/posts/" + id).at("digest"));
    }

    @Test
    void a_list_is_paged_newest_first_and_filtered() {
        String bundle = "list-" + key();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++)
            ids.add(0, created(form("Post " + i, "bundle", bundle, "campaign", List.of("c-" + i))));

        Http.Answer first = maya.get(ACME + "/posts?limit=2&bundle=" + bundle);
        Http.Answer second = maya.get(ACME + "/posts?limit=2&bundle=" + bundle + "&cursor=" + first.text("next"));

        assertThat(first.list("items")).hasSize(2);
        assertThat(first.at("items.0.id")).isEqualTo(ids.get(0));
        assertThat(second.list("items")).hasSize(1);
        assertThat(second.at("items.0.id")).isEqualTo(ids.get(2));
        assertThat(second.at("next")).isNull();
        String all = ACME + "/posts?status=DRAFT&channel=LINKEDIN&author=maya&campaign=c-1&bundle=" + bundle;
        assertThat(maya.get(all).list("items")).hasSize(1);
        assertThat(maya.get(ACME + "/posts?status=PUBLISHED&bundle=" + bundle).list("items"))
                .isEmpty();
    }

    @Test
    void what_a_filter_cannot_mean_is_invalid_input() {
        for (String query : List.of("status=NO", "channel=linked%20in", "limit=0", "limit=201", "limit=x", "cursor=x"))
            assertProblem(maya.get(ACME + "/posts?" + query), 400, "invalid-input");
        assertThat(fields(maya.get(ACME + "/posts?status=NO"))).containsExactly("status");
        assertThat(maya.get(ACME + "/posts?status=&limit=1").status()).isEqualTo(200);
    }

    @Test
    void a_post_goes_from_draft_to_scheduled_and_back_out() {
        String id = submitted("On its way", "user:lena");

        assertThat(maya.get(ACME + "/posts/" + id).at("review.stages.0.status")).isEqualTo("OPEN");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));
        Http.Answer released = maya.post(ACME + "/posts/" + id + "/release", Map.of());
        Http.Answer withdrawn = maya.post(ACME + "/posts/" + id + "/withdraw");
        Http.Answer again = maya.post(ACME + "/posts/" + id + "/submit", Map.of("note", "once more"));

        assertThat(released.json()).containsEntry("status", "SCHEDULED");
        assertThat(withdrawn.json()).containsEntry("status", "WITHDRAWN");
        assertProblem(again, 409, "illegal-transition");
        assertThat(again.json()).containsEntry("postStatus", "WITHDRAWN");
    }

    @Test
    void a_move_keeps_the_zone_where_none_is_named() {
        String id = created(form("Move me", "timeZone", "Asia/Tokyo"));

        Http.Answer moved =
                maya.post(ACME + "/posts/" + id + "/reschedule", Map.of("scheduledAt", "2027-01-02T03:04:05Z"));
        Http.Answer elsewhere = maya.post(
                ACME + "/posts/" + id + "/reschedule",
                Map.of("scheduledAt", "2027-01-02T03:04:05Z", "timeZone", "Europe/Berlin"));
        Http.Answer past =
                maya.post(ACME + "/posts/" + id + "/reschedule", Map.of("scheduledAt", "2020-01-01T00:00:00Z"));

        assertThat(moved.json())
                .containsEntry("scheduledAt", "2027-01-02T03:04:05Z")
                .containsEntry("timeZone", "Asia/Tokyo");
        assertThat(elsewhere.json()).containsEntry("timeZone", "Europe/Berlin");
        assertProblem(past, 400, "invalid-input");
        assertThat(fields(maya.post(ACME + "/posts/" + id + "/reschedule", Map.of())))
                .containsExactly("scheduledAt");
    }

    @Test
    void decisions_are_told_with_who_decided_and_what_they_said() {
        String id = submitted("Read this", "user:lena", "user:mark");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE", "note", "fine by me")));

        Http.Answer post = maya.get(ACME + "/posts/" + id);

        assertThat(post.at("review.round")).isEqualTo(1);
        assertThat(post.at("review.stages.0.name")).isEqualTo("requested");
        assertThat(post.at("review.stages.0.quorum")).isEqualTo("ALL");
        assertThat(post.at("review.stages.0.reviewers")).isEqualTo(List.of("user:lena", "user:mark"));
        assertThat(post.at("review.stages.0.because")).isEqualTo(List.of("requested by the author"));
        assertThat(post.at("review.stages.0.decisions.0.by"))
                .isEqualTo(Map.of("kind", "USER", "id", "lena", "name", "Lena Lind"));
        assertThat(post.at("review.stages.0.decisions.0.note")).isEqualTo("fine by me");
        assertThat(post.at("review.stages.0.decisions.0.assurance")).isEqualTo("ACCOUNT");
        assertThat(post.at("review.stages.0.decisions.0.version")).isEqualTo(1);
        assertThat(post.json().toString()).contains("for=null");
    }
}
