package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkApiTest extends ApiTest {
    @Test
    void S_5_a_link_leads_to_the_configured_address_whatever_a_request_says_of_its_own() {
        Http.Answer answer = maya.with("X-Forwarded-Host", "evil.example")
                .with("X-Forwarded-Proto", "http")
                .with("Forwarded", "host=evil.example;proto=http")
                .with("Origin", "https://evil.example")
                .post(ACME + "/links", Map.of("approverId", approver("Dana"), "password", PASSWORD));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text("url")).startsWith("https://host.example/approval/review/");
        assertThat(answer.text()).doesNotContain("evil");
    }

    @Test
    void S_4_a_link_is_made_of_the_base_url_with_its_secret_in_the_fragment() {
        String approver = approver("Jo Reviewer");

        Http.Answer answer = maya.post(ACME + "/links", Map.of("approverId", approver));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().keySet())
                .containsExactly("id", "url", "token", "password", "expiresAt", "warnings", "share");
        String id = answer.text("id");
        String token = answer.text("token");
        assertThat(token).startsWith(id + ".");
        assertThat(answer.text("url"))
                .isEqualTo("https://host.example/approval/review/" + id + "#" + token.substring(id.length() + 1));
        assertThat(answer.text("password")).matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){4}");
        assertThat(answer.at("expiresAt"))
                .isEqualTo(clock.instant().plus(Duration.ofDays(30)).toString());
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void S_29_the_password_stands_in_its_own_text_and_never_beside_the_link() {
        Http.Answer answer = maya.post(ACME + "/links", Map.of("approverId", approver("Jo & Co <x>")));
        Map<?, ?> share = (Map<?, ?>) answer.at("share");
        String password = answer.text("password");
        String url = answer.text("url");

        for (Object name : share.keySet()) {
            String text = String.valueOf(share.get(name));
            boolean holdsPassword = text.contains(password);
            assertThat(holdsPassword).as("%s", name).isEqualTo(name.equals("passwordText"));
            if (holdsPassword) assertThat(text).doesNotContain(url);
        }
        assertThat(share.get("text").toString()).contains(url).contains("Jo & Co <x>");
        assertThat(share.get("slack").toString()).contains("<" + url + ">").contains("Jo &amp; Co &lt;x&gt;");
        assertThat(share.get("mailto").toString())
                .startsWith("mailto:a%2Bb@example.com?subject=Posts%20for%20your%20review")
                .doesNotContain(" ", "#", "\n");
        assertThat(decoded(share.get("mailto"))).contains(url).contains("\r\n");
        assertThat(share.get("whatsapp").toString())
                .startsWith("https://wa.me/?text=")
                .doesNotContain("#");
        assertThat(decoded(share.get("whatsapp"))).contains(url);
    }

    @Test
    void a_password_of_the_callers_choice_is_told_in_no_field_but_its_text() {
        Http.Answer answer = link(approver("Jo"));

        assertThat(answer.at("password")).isNull();
        assertThat(answer.text("share.passwordText")).contains(PASSWORD);
        assertThat(answer.text().split(PASSWORD, -1)).hasSize(2);
    }

    @Test
    void a_link_is_listed_by_status_and_approver_without_its_secret() {
        String approver = approver("Listed");
        Http.Answer made = link(approver);

        Http.Answer list = maya.get(ACME + "/links?status=ACTIVE&approver=" + approver);

        assertThat(list.list("items")).hasSize(1);
        assertThat(list.text()).doesNotContain(made.text("token")).doesNotContain("argon2");
        assertThat(maya.get(ACME + "/links/" + made.text("id")).json())
                .containsEntry("approver", approver)
                .containsEntry("status", "ACTIVE")
                .containsEntry("createdBy", "maya")
                .containsEntry("uses", 0)
                .containsEntry("failedAttempts", 0)
                .containsEntry("generation", 1)
                .containsEntry("revokedAt", null)
                .containsEntry("lastUsedAt", null)
                .containsEntry("renewalRequestedAt", null)
                .containsEntry("mayReschedule", true);
        assertThat(maya.get(ACME + "/links?status=REVOKED&approver=" + approver).list("items"))
                .isEmpty();
        assertThat(maya.get(ACME + "/links/counts").json().keySet()).containsExactly("ACTIVE", "EXPIRED", "REVOKED");
        assertThat(link(approver).list("warnings")).hasSize(1);
        assertThat(fields(maya.get(ACME + "/links?status=DEAD"))).containsExactly("status");
        assertThat(fields(maya.get(ACME + "/links?approver=a%20b"))).containsExactly("approver");
    }

    @Test
    void S_9_a_link_is_extended_and_revoked_and_a_revoked_one_stays_so() {
        String id = link(approver("Ext")).text("id");

        Http.Answer longer = maya.post(ACME + "/links/" + id + "/extend", Map.of("by", "P7D"));
        assertThat(longer.at("expiresAt"))
                .isEqualTo(clock.instant().plus(Duration.ofDays(37)).toString());
        assertProblem(maya.post(ACME + "/links/" + id + "/extend", Map.of()), 400, "invalid-input");
        assertProblem(lena.post(ACME + "/links/" + id + "/revoke"), 403, "not-permitted");
        assertProblem(nobody.as("gina").post("/approval/api/globex/links/" + id + "/revoke"), 404, "not-found");

        assertThat(maya.post(ACME + "/links/" + id + "/revoke").json()).containsEntry("status", "REVOKED");
        assertProblem(maya.post(ACME + "/links/" + id + "/extend", Map.of("by", "P7D")), 410, "link-revoked");
        assertProblem(maya.post(ACME + "/links/" + id + "/regenerate"), 410, "link-revoked");
    }

    @Test
    void S_10_a_regenerated_link_opens_by_its_new_secret_alone() {
        Http.Answer made = link(approver("Re"));
        Http session = unlocked(made);

        Http.Answer fresh = maya.post(ACME + "/links/" + made.text("id") + "/regenerate", Map.of());

        assertThat(fresh.status()).isEqualTo(201);
        assertThat(fresh.text("id")).isEqualTo(made.text("id"));
        assertThat(fresh.json().keySet()).isEqualTo(made.json().keySet());
        assertProblem(session.get(REVIEW + "/posts"), 401, "session-expired");
        Map<String, String> old = Map.of("token", made.text("token"), "password", PASSWORD);
        assertProblem(nobody.post(REVIEW + "/unlock", old), 404, "link-unknown");
        Map<String, String> renewed = Map.of("token", fresh.text("token"), "password", fresh.text("password"));
        assertThat(nobody.post(REVIEW + "/unlock", renewed).status()).isEqualTo(200);
    }

    @Test
    void links_are_listed_by_status_approver_and_creator_a_page_at_a_time() {
        String approver = approver("Many");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) ids.add(0, link(approver).text("id"));
        Map<String, Object> byAdmin = Map.of("approverId", approver, "password", PASSWORD, "validFor", "PT2H");
        String short1 = admin.post(ACME + "/links", byAdmin).text("id");
        maya.post(ACME + "/links/" + ids.get(1) + "/revoke");
        clock.pass(Duration.ofHours(2));

        String list = ACME + "/links?approver=" + approver;
        assertThat(ids(list + "&createdBy=maya")).isEqualTo(ids);
        assertThat(ids(list + "&createdBy=admin")).containsExactly(short1);
        assertThat(ids(list + "&status=ACTIVE&createdBy=maya")).containsExactly(ids.get(0), ids.get(2));
        assertThat(ids(list + "&status=REVOKED")).containsExactly(ids.get(1));
        assertThat(ids(list + "&status=EXPIRED")).containsExactly(short1);
        Http.Answer first = maya.get(list + "&limit=3");
        assertThat(first.list("items")).hasSize(3);
        assertThat(ids(list + "&limit=3&cursor=" + first.text("next"))).containsExactly(ids.get(2));
    }

    @Test
    void S_54_an_open_request_is_listed_until_it_is_answered() {
        Http.Answer made = link(approver("Asks"));
        String id = made.text("id");
        String queue = ACME + "/links?renewalRequested=true";
        assertThat(ids(queue)).doesNotContain(id);

        nobody.post(REVIEW + "/request-link", Map.of("token", made.text("token")));
        assertThat(ids(queue)).contains(id);
        assertThat(ids(ACME + "/links?renewalRequested=false")).contains(id);
        assertThat(maya.get(ACME + "/links/" + id).text("renewalRequestedAt"))
                .isEqualTo(clock.instant().toString());

        Http.Answer dismissed = maya.post(ACME + "/links/" + id + "/dismiss-renewal");
        assertThat(dismissed.json()).containsEntry("renewalRequestedAt", null).containsEntry("status", "ACTIVE");
        assertThat(ids(queue)).doesNotContain(id);
        assertThat(maya.post(ACME + "/links/" + id + "/dismiss-renewal").status())
                .isEqualTo(200);
        assertThat(fields(maya.get(ACME + "/links?renewalRequested=yes"))).containsExactly("renewalRequested");
    }

    @Test
    void texts_to_share_a_link_are_in_the_language_that_is_asked_for() {
        String approver = approver("Jo");
        assertThat(share(maya, approver, null)).isEqualTo("en: Posts for your review, from Maya Meyer");
        assertThat(share(maya, approver, "de-AT")).isEqualTo("de-AT: Beiträge zur Prüfung, von Maya Meyer");
        assertThat(share(maya.with("Accept-Language", "fr"), approver, null))
                .isEqualTo("fr: Publications à relire, de la part de Maya Meyer");
        assertThat(share(maya.with("Accept-Language", "fr"), approver, "es"))
                .isEqualTo("es: Publicaciones para revisar, de Maya Meyer");
        assertThat(share(maya, approver, "tlh")).startsWith("en: ");
        Map<String, String> malformed = Map.of("approverId", approver, "language", "not a language");
        assertThat(fields(maya.post(ACME + "/links", malformed))).containsExactly("language");

        String id = link(approver).text("id");
        Http.Answer fresh = maya.post(ACME + "/links/" + id + "/regenerate", Map.of("language", "de"));
        assertThat(fresh.text("share.passwordText"))
                .isEqualTo("Das Passwort für die Beiträge, um deren Prüfung Maya Meyer Sie bittet: "
                        + fresh.text("password"));
    }

    @Test
    void a_link_is_not_lost_when_the_directory_fails_to_tell_who_sends_it() {
        Map<String, String> form = Map.of("approverId", approver("Jo"));
        Http.Answer answer = nobody.as("unnamed").post(ACME + "/links", form);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text("share.subject")).isEqualTo("Posts for your review, from unnamed");
    }

    private static String share(Http caller, String approver, @Nullable String language) {
        Map<String, Object> form = new HashMap<>(Map.of("approverId", approver));
        if (language != null) form.put("language", language);
        Http.Answer answer = caller.post(ACME + "/links", form);
        return answer.text("share.language") + ": " + answer.text("share.subject");
    }

    private List<String> ids(String list) {
        return maya.get(list).list("items").stream()
                .map(link -> String.valueOf(((Map<?, ?>) link).get("id")))
                .toList();
    }

    @Test
    void S_13_a_link_with_anything_wrong_is_not_made() {
        String approver = approver("None");
        Map<String, Object> form = new HashMap<>(Map.of("approverId", approver));

        form.put("password", "too short");
        assertThat(fields(maya.post(ACME + "/links", form))).containsExactly("password");
        form.remove("password");
        form.put("posts", List.of("no-such-post"));
        assertThat(fields(maya.post(ACME + "/links", form))).containsExactly("posts");
        form.put("posts", List.of());
        assertThat(fields(maya.post(ACME + "/links", form))).containsExactly("posts");
        form.remove("posts");
        form.put("validFor", "P91D");
        assertThat(fields(maya.post(ACME + "/links", form))).containsExactly("validFor");
        assertThat(fields(maya.post(ACME + "/links", Map.of("approverId", "nobody"))))
                .containsExactly("approverId");
        assertThat(fields(maya.post(ACME + "/links", Map.of()))).containsExactly("approverId");

        assertThat(maya.get(ACME + "/links?approver=" + approver).list("items")).isEmpty();
    }

    private static String decoded(Object url) {
        return URLDecoder.decode(String.valueOf(url), StandardCharsets.UTF_8);
    }
}
