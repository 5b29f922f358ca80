package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewApiTest extends ApiTest {
    @Test
    void S_41_unlocking_answers_a_session_and_sets_its_cookie() {
        Http.Answer link = link(approver("Jo Reviewer"));

        Http.Answer answer = nobody.post(REVIEW + "/unlock", Map.of("token", link.text("token"), "password", PASSWORD));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().keySet()).containsExactly("session", "expiresAt", "approver", "workspace", "device");
        assertThat(answer.at("approver")).isEqualTo(Map.of("name", "Jo Reviewer"));
        assertThat(answer.at("workspace")).isEqualTo("acme");
        assertThat(answer.at("expiresAt"))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).toString());
        assertThat(answer.header("Set-Cookie"))
                .isEqualTo("__Host-approval-review=" + answer.text("session")
                        + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    @Test
    void S_32_a_client_without_cookies_is_known_by_what_unlocking_answered() {
        Http.Answer link = link(approver("Jo"));
        Map<String, String> right = Map.of("token", link.text("token"), "password", PASSWORD);
        String device = nobody.post(REVIEW + "/unlock", right).text("device");
        Map<String, String> wrong = Map.of("token", link.text("token"), "password", "wrong wrong wrong");
        for (int i = 0; i < 5; i++)
            assertThat(nobody.post(REVIEW + "/unlock", wrong).status()).isEqualTo(401);
        assertThat(nobody.post(REVIEW + "/unlock", right).status()).isEqualTo(429);
        Map<String, String> known = Map.of("token", link.text("token"), "password", PASSWORD, "device", device);
        assertThat(nobody.post(REVIEW + "/unlock", known).status()).isEqualTo(200);
    }

    @Test
    void S_48_wrong_secret_unknown_link_and_malformed_token_are_answered_alike() {
        Http.Answer link = link(approver("Jo"));
        Http client = nobody.with("X-Client", "guesser-" + key());
        String wrong = link.text("id") + "." + "A".repeat(43);

        String first = client.post(REVIEW + "/unlock", Map.of("token", wrong, "password", PASSWORD))
                .text();
        for (String token : List.of("no-such-link." + "A".repeat(43), "nonsense", "")) {
            Http.Answer answer = client.post(REVIEW + "/unlock", Map.of("token", token, "password", PASSWORD));
            assertProblem(answer, 404, "link-unknown");
            assertThat(answer.text()).isEqualTo(first);
        }
    }

    @Test
    void S_35_a_client_that_names_many_unknown_links_is_told_to_wait() {
        Http client = nobody.with("X-Client", "crawler-" + key());
        Map<String, String> guess = Map.of("token", "no-such-link." + "A".repeat(43), "password", PASSWORD);
        for (int i = 0; i < 30; i++) assertProblem(client.post(REVIEW + "/unlock", guess), 404, "link-unknown");

        Http.Answer answer = client.post(REVIEW + "/unlock", guess);

        assertProblem(answer, 429, "too-many-attempts");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 61);
        assertThat(nobody.with("X-Client", "other-" + key())
                        .post(REVIEW + "/unlock", guess)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void S_31_wrong_passwords_are_counted_and_then_delayed() {
        Http.Answer link = link(approver("Jo"));
        Map<String, String> guess = Map.of("token", link.text("token"), "password", "not the password at all");
        for (int i = 0; i < 5; i++) assertProblem(nobody.post(REVIEW + "/unlock", guess), 401, "wrong-password");

        Http.Answer answer = nobody.post(REVIEW + "/unlock", guess);

        assertProblem(answer, 429, "too-many-attempts");
        assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(maya.get(ACME + "/links/" + link.text("id")).at("failedAttempts"))
                .isEqualTo(5);
    }

    @Test
    void only_who_has_the_right_secret_learns_that_a_link_has_ended() {
        String approver = approver("Ended");
        Http.Answer revoked = link(approver);
        maya.post(ACME + "/links/" + revoked.text("id") + "/revoke");
        Http.Answer expired =
                maya.post(ACME + "/links", Map.of("approverId", approver, "password", PASSWORD, "validFor", "PT1H"));
        clock.pass(Duration.ofHours(1));

        assertProblem(unlock(revoked), 410, "link-revoked");
        assertProblem(unlock(expired), 410, "link-expired");
        assertThat(maya.get(ACME + "/links/" + expired.text("id")).at("status")).isEqualTo("EXPIRED");
        assertThat(maya.get(ACME + "/links?status=EXPIRED&approver=" + approver).list("items"))
                .hasSize(1);
    }

    @Test
    void S_53_a_request_for_a_new_link_is_answered_with_the_same_bytes_whatever_the_token() {
        Http.Answer link = link(approver("Asker"));
        Http client = nobody.with("X-Client", "asker-" + key());

        Http.Answer right = client.post(REVIEW + "/request-link", Map.of("token", link.text("token")));
        Http.Answer wrong =
                client.post(REVIEW + "/request-link", Map.of("token", link.text("id") + "." + "A".repeat(43)));
        Http.Answer nonsense = client.post(REVIEW + "/request-link", Map.of("token", "nonsense"));

        assertThat(List.of(right.status(), wrong.status(), nonsense.status())).containsOnly(202);
        assertThat(List.of(wrong.text(), nonsense.text())).containsOnly(right.text());
        assertThat(maya.get(ACME + "/links/" + link.text("id")).at("renewalRequestedAt"))
                .isNotNull();
    }

    @Test
    void a_guest_sees_what_waits_for_them_and_nothing_else() {
        String jo = approver("Jo");
        String hers = submitted("For Jo", "approver:" + jo);
        String others = submitted("For Lena", "user:lena");
        Http guest = unlocked(link(jo));

        Http.Answer list = guest.get(REVIEW + "/posts");

        assertThat(list.list("items")).hasSize(1);
        assertThat(list.at("items.0.id")).isEqualTo(hers);
        assertThat(list.at("next")).isNull();
        assertThat(guest.get(REVIEW + "/posts/" + hers).at("caption")).isEqualTo("For Jo");
        assertProblem(guest.get(REVIEW + "/posts/" + others), 404, "not-found");
    }

    @Test
    void a_guest_is_told_no_internal_note_no_revision_no_bundle_and_no_other_reviewer() {
        String jo = approver("Jo Visible");
        String id = created(
                form("Secretive", "bundle", "b-77", "reviewers", List.of("approver:" + jo, "user:lena", "user:mark")));
        maya.post(ACME + "/posts/" + id + "/submit");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE", "note", "between us")));
        mark.post(
                ACME + "/decisions",
                decisions(decision(id, 1, "APPROVE", "note", "for all", "visibility", "EVERYONE")));
        Http guest = unlocked(link(jo));
        guest.post(REVIEW + "/decisions", decisions(decision(id, 1, "APPROVE", "note", "mine")));

        Http.Answer post = guest.get(REVIEW + "/posts/" + id);

        assertThat(post.json()).doesNotContainKeys("revision", "bundle").containsEntry("beingRevised", false);
        assertThat(post.text()).doesNotContain("between us", "lena", "Lena", "mark", "Mark", "b-77");
        assertThat(post.at("reviewers")).isEqualTo(List.of("approver:" + jo));
        assertThat(post.at("review.stages.0.reviewers")).isEqualTo(List.of("approver:" + jo));
        assertThat(post.list("review.stages.0.decisions")).hasSize(3);
        assertThat(post.at("review.stages.0.decisions.0.note")).isNull();
        assertThat(post.at("review.stages.0.decisions.0.verdict")).isEqualTo("APPROVE");
        assertThat(post.at("review.stages.0.decisions.1.note")).isEqualTo("for all");
        assertThat(post.at("review.stages.0.decisions.1.by.name")).isNull();
        assertThat(post.at("review.stages.0.decisions.2.by"))
                .isEqualTo(Map.of("kind", "APPROVER", "id", jo, "name", "Jo Visible"));
        assertThat(post.at("review.stages.0.decisions.2.assurance")).isEqualTo("LINK");
        assertThat(guest.get(REVIEW + "/posts").at("items.0")).isEqualTo(post.json());
        assertThat(maya.get(ACME + "/posts/" + id).at("review.stages.0.decisions.0.note"))
                .isEqualTo("between us");
    }

    @Test
    void a_version_that_was_not_submitted_is_not_shown() {
        String jo = approver("Jo");
        String id = submitted("First words", "approver:" + jo);
        Http.Answer first = maya.get(ACME + "/posts/" + id);
        Http guest = unlocked(link(jo));
        maya.put(ACME + "/posts/" + id, form("Second words", "version", 1, "reviewers", List.of("approver:" + jo)));

        Http.Answer post = guest.get(REVIEW + "/posts/" + id);

        assertThat(post.json())
                .containsEntry("caption", "First words")
                .containsEntry("version", 1)
                .containsEntry("digest", first.at("digest"))
                .containsEntry("status", "DRAFT")
                .containsEntry("beingRevised", true);
        assertThat(guest.get(REVIEW + "/posts").at("items.0")).isEqualTo(post.json());
        maya.post(ACME + "/posts/" + id + "/submit");
        assertThat(guest.get(REVIEW + "/posts/" + id).json())
                .containsEntry("caption", "Second words")
                .containsEntry("beingRevised", false);
    }

    @Test
    void S_38_the_first_view_of_a_version_is_recorded_and_lists_record_nothing() {
        String jo = approver("Viewer");
        String id = submitted("Seen", "approver:" + jo);
        Http.Answer link = link(jo);
        Http guest = unlocked(link);

        guest.get(REVIEW + "/posts");
        assertThat(views(link)).isEmpty();
        guest.get(REVIEW + "/posts/" + id);
        guest.get(REVIEW + "/posts/" + id);

        assertThat(views(link)).hasSize(1);
        assertThat(admin.get(ACME + "/audit?action=link.viewed&link=" + link.text("id"))
                        .at("items.0.subject.about"))
                .isEqualTo(id);
    }

    @Test
    void a_guest_decides_and_moves_as_far_as_the_link_allows() {
        String jo = approver("Decider");
        String id = submitted("Decide me", "approver:" + jo);
        Http guest = unlocked(link(jo));
        Http.Answer fixed =
                maya.post(ACME + "/links", Map.of("approverId", jo, "password", PASSWORD, "mayReschedule", false));
        Map<String, String> time = Map.of("scheduledAt", "2028-05-06T07:08:09Z", "timeZone", "Asia/Tokyo");

        assertProblem(unlocked(fixed).post(REVIEW + "/posts/" + id + "/reschedule", time), 403, "not-permitted");
        Http.Answer moved = guest.post(REVIEW + "/posts/" + id + "/reschedule", time);
        Http.Answer decided = guest.post(
                REVIEW + "/decisions", decisions(decision(id, 1, "APPROVE", "visibility", "INTERNAL", "note", "ok")));

        assertThat(moved.json())
                .containsEntry("scheduledAt", "2028-05-06T07:08:09Z")
                .doesNotContainKey("revision");
        assertThat(decided.at("results.0.outcome")).isEqualTo("RECORDED");
        assertThat(decided.at("results.0.post.review.stages.0.decisions.0.note"))
                .isEqualTo("ok");
        assertThat(decided.at("results.0.post.beingRevised")).isEqualTo(false);
    }

    @Test
    void S_42_locking_ends_the_session_and_clears_the_browser() {
        Http guest = unlocked(link(approver("Leaver")));

        Http.Answer answer = guest.post(REVIEW + "/lock");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Clear-Site-Data")).contains("\"storage\"", "\"cache\"");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("__Host-approval-review=;")
                .contains("Max-Age=0");
        assertProblem(guest.get(REVIEW + "/posts"), 401, "session-expired");
    }

    @Test
    void S_42_a_session_ends_after_an_hour_without_a_call() {
        Http idle = unlocked(link(approver("Idle")));
        Http busy = unlocked(link(approver("Busy")));

        clock.pass(Duration.ofMinutes(40));
        assertThat(busy.get(REVIEW + "/posts").status()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(40));

        assertThat(busy.get(REVIEW + "/posts").status()).isEqualTo(200);
        assertProblem(idle.get(REVIEW + "/posts"), 401, "session-expired");
    }

    @Test
    void without_a_session_there_is_nothing() {
        assertProblem(nobody.get(REVIEW + "/posts"), 401, "session-expired");
        assertProblem(nobody.bearing("nonsense").get(REVIEW + "/posts"), 401, "session-expired");
        assertProblem(maya.get(REVIEW + "/posts"), 401, "session-expired");
        assertProblem(
                nobody.post(REVIEW + "/decisions", decisions(decision("x", 1, "APPROVE"))), 401, "session-expired");
    }

    @Test
    void S_45_every_answer_to_a_reviewer_carries_the_headers() {
        for (Http.Answer answer : List.of(
                nobody.get(REVIEW + "/posts"),
                nobody.get(REVIEW + "/no-such-thing"),
                nobody.get("/approval/review/x"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "img-src 'self'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        }
        assertThat(nobody.get("/open").header("Content-Security-Policy")).isEmpty();
    }

    private Http.Answer unlock(Http.Answer link) {
        return nobody.post(REVIEW + "/unlock", Map.of("token", link.text("token"), "password", PASSWORD));
    }

    private List<Object> views(Http.Answer link) {
        return admin.get(ACME + "/audit?action=link.viewed&link=" + link.text("id"))
                .list("items");
    }
}
