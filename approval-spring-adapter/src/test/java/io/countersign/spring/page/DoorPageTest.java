package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.store.LinkFilter;
import io.countersign.store.PageRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorPageTest extends PageTest {
    @Test
    void S_39_the_page_is_the_same_bytes_for_every_link_and_holds_nothing_of_a_review() {
        studio.waiting("acme-corp", "Not before the password");
        String known = reader.get("/" + studio.linkId()).body();
        for (String path : List.of("/nobody-made-this", "/%3Cscript%3E", "", "/unlock", "/" + studio.linkId() + "/"))
            assertThat(reader.get(path)).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(known);
            });
        assertThat(known)
                .doesNotContain("acme", "Not before", "Jordan", studio.workspace.value(), "og:")
                .contains("noindex", "autocomplete=\"current-password\"");
    }

    @Test
    void S_44_another_page_cannot_have_the_browser_cleared() {
        reader.headers.put("Sec-Fetch-Site", "cross-site");
        var answer = reader.post("/lock", fields("csrf", "x"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().keySet()).noneMatch("Clear-Site-Data"::equalsIgnoreCase);
    }

    @Test
    void the_page_is_the_same_bytes_in_an_unlocked_browser() {
        String before = reader.get("/" + studio.linkId()).body();
        reader.unlock(studio);
        assertThat(reader.get("/" + studio.linkId()).body()).isEqualTo(before);
    }

    @Test
    void S_38_reading_without_a_session_writes_nothing() {
        studio.waiting("acme-corp", "Hello");
        var record = studio.record();
        var link = approvals.links().get(studio.as("maya"), studio.link.link().id());
        for (String path : List.of("/" + studio.linkId(), "", "/posts", "/posts/1", "/assets/none.css", "/decisions")) {
            reader.get(path);
            assertThat(reader.head(path).body()).isEmpty();
        }
        assertThat(studio.record()).isEqualTo(record);
        assertThat(approvals.links().get(studio.as("maya"), studio.link.link().id()))
                .isEqualTo(link);
    }

    @Test
    void S_45_every_answer_has_the_headers_and_is_not_stored() {
        for (var answer :
                List.of(reader.get("/x"), reader.get("/posts"), reader.post("/unlock", fields("link", "x")))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "img-src 'self' https://cdn.example");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        }
    }

    @Test
    void S_41_unlocking_sends_to_the_posts_with_a_cookie_for_this_origin_alone() {
        var answer = reader.post("/unlock", fields("link", "  " + studio.url() + "\n", "password", studio.password()));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/approval/review/posts");
        List<String> cookies = answer.headers().get("set-cookie");
        assertThat(cookies)
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                        .doesNotContain("Domain"));
        assertThat(cookies.get(0)).startsWith("__Host-approval-review=").doesNotContain("Max-Age", "Expires");
        assertThat(cookies.get(1))
                .as("S-32")
                .startsWith("__Host-approval-device-" + studio.link.link().id() + "=")
                .contains("Max-Age=7776000");
        assertThat(reader.get("/posts").status()).isEqualTo(200);
    }

    @Test
    void S_32_a_browser_that_unlocked_the_link_is_not_kept_waiting_by_others() {
        reader.unlock(studio);
        Reader stranger = another();
        var guess = fields("link", studio.url(), "password", "wrong wrong wrong");
        for (int i = 0; i < 5; i++)
            assertThat(stranger.post("/unlock", guess).status()).isEqualTo(401);
        assertThat(stranger.post("/unlock", guess).status()).isEqualTo(429);
        reader.cookie = null;
        assertThat(reader.post("/unlock", guess).status()).isEqualTo(401);
        reader.unlock(studio);
        stranger.device = reader.device + "x";
        assertThat(stranger.post("/unlock", guess).status()).isEqualTo(429);
    }

    @Test
    void S_47_where_unlocking_leads_is_taken_from_no_input() {
        for (String field : List.of("next", "redirect", "return_to", "url", "continue", "lang"))
            for (String to :
                    List.of("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
                reader.cookie = null;
                reader.headers.put("X-Forwarded-Host", "evil.example");
                reader.headers.put("Referer", to.startsWith("https") ? to : Reader.HOME + "/");
                var answer = reader.post(
                        "/unlock?" + field + "=" + URLEncoder.encode(to, StandardCharsets.UTF_8),
                        fields("link", studio.url(), "password", studio.password(), field, to));
                assertThat(answer.status()).isEqualTo(303);
                assertThat(answer.header("Location")).isEqualTo("/approval/review/posts");
            }
    }

    @Test
    void S_29_the_password_can_be_pasted_kept_by_a_manager_and_shown() {
        String page = reader.get("/x").body();
        String field = page.replaceAll("(?s).*(<input id=\"password\"[^>]*>).*", "$1");
        assertThat(field)
                .contains("type=\"password\"", "autocomplete=\"current-password\"")
                .doesNotContain("readonly", "maxlength", "autocomplete=\"off\"");
        assertThat(page).contains("data-reveal");
        String script = reader.get(page.replaceAll("(?s).*(/approval/review/assets/review-[0-9a-f]{12}\\.js).*", "$1"))
                .body();
        assertThat(script).contains("[data-reveal]").doesNotContain("'paste'", "onpaste", "'copy'", "'contextmenu'");
    }

    @Test
    void a_token_opens_as_the_whole_link_does() {
        String token = studio.link.token().reveal();
        assertThat(reader.post("/unlock", fields("link", token, "password", studio.password()))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_wrong_password_is_told_without_the_link() {
        var answer = reader.post("/unlock", fields("link", studio.url(), "password", "wrong"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("notice bad").doesNotContain(studio.linkId());
        assertThat(answer.body()).doesNotContain(studio.link.token().secret().reveal());
        assertThat(reader.cookie).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a link", "https://posts.example/approval/review/x#short"})
    void S_48_what_is_no_link_is_told_as_an_unknown_one(String link) {
        var unknown = reader.post(
                "/unlock",
                fields("link", "https://posts.example/approval/review/x#" + "s".repeat(43), "password", "p"));
        var answer = reader.post("/unlock", fields("link", link, "password", "p"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(unknown.body());
    }

    @Test
    void S_49_who_tries_too_often_is_told_when_to_try_again() {
        for (int i = 0; i < 5; i++) reader.post("/unlock", fields("link", studio.url(), "password", "wrong"));
        var answer = reader.post("/unlock", fields("link", studio.url(), "password", studio.password()));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.text()).contains("Try again in 1 second");
    }

    @Test
    void a_revoked_link_says_that_a_new_one_can_be_had() {
        studio.revoke();
        var answer = reader.post("/unlock", fields("link", studio.url(), "password", studio.password()));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body()).contains("id=\"request\"");
        assertThat(answer.text()).contains("This link was withdrawn by its sender. You can ask for a new one.");
    }

    @Test
    void an_expired_link_says_so_to_who_has_it() {
        hands.pass(Duration.ofDays(30));
        var answer = reader.post("/unlock", fields("link", studio.url(), "password", "whatever it was"));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.text()).contains("This link has expired. You can ask for a new one.");
    }

    @Test
    void S_53_asking_for_a_new_link_answers_the_same_whatever_the_link_and_tells_the_creator_once() {
        var right = reader.post("/request-link", fields("link", studio.url()));
        var wrong = reader.post(
                "/request-link", fields("link", "https://posts.example/approval/review/x#" + "s".repeat(43)));
        assertThat(right.status()).isEqualTo(200);
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).isEqualTo(right.body());
        assertThat(right.body()).contains("its sender now knows");
        assertThat(approvals
                        .links()
                        .list(studio.as("maya"), new LinkFilter(null, null, null), PageRequest.FIRST)
                        .items())
                .singleElement()
                .satisfies(link -> assertThat(link.renewalRequestedAt()).isNotNull());
    }

    @Test
    void S_42_locking_ends_the_session_and_clears_the_browser() {
        var list = reader.unlock(studio);
        String cookie = reader.cookie;
        String csrf = FormsPageTest.csrf(list);
        var answer = reader.post("/lock", fields("csrf", csrf));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("The review is locked");
        assertThat(answer.header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
        assertThat(reader.cookie).isNull();
        reader.cookie = cookie;
        assertThat(reader.get("/posts").status()).isEqualTo(401);
        assertThat(studio.recorded("link.locked")).isOne();
    }

    @Test
    void locking_what_is_over_already_shows_the_same() {
        assertThat(reader.post("/lock", fields()).text()).contains("The review is locked");
    }

    @Test
    void S_50_what_an_address_does_not_take_is_refused_as_a_page() {
        String form = "application/x-www-form-urlencoded";
        assertThat(reader.send("POST", "/posts", form, "a=b").status()).isEqualTo(405);
        assertThat(reader.send("PUT", "/unlock", form, "a=b").status()).isEqualTo(405);
        assertThat(reader.send("POST", "/unlock", "application/json", "{}").status())
                .isEqualTo(415);
        assertThat(reader.send("POST", "/unlock", "multipart/form-data; boundary=x", "--x--")
                        .status())
                .isEqualTo(415);
        var large = reader.send("POST", "/unlock", form, "link=" + "a".repeat(256 << 10));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.header("Content-Type")).startsWith("text/html");
        assertThat(reader.get("/a/b/c").status()).isEqualTo(404);
        assertThat(reader.send("POST", "/unlock", form, "link=%zz").status()).isEqualTo(400);
    }

    @Test
    void a_secret_in_an_address_opens_nothing() {
        String query = "?link=" + studio.link.token().reveal() + "&password=" + studio.password();
        assertThat(reader.send("POST", "/unlock" + query, "application/x-www-form-urlencoded", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void S_51_the_door_works_without_any_script_and_takes_a_pasted_link() {
        String door = reader.get("/" + studio.linkId()).body();
        assertThat(door.replaceAll("<script type=\"module\" src=\"/approval/review/assets/[^\"]+\"></script>", ""))
                .doesNotContainIgnoringCase("<script", "javascript:", "<style", "style=")
                .doesNotContainPattern("\\son[a-z]+=");
        assertThat(door).contains("<label for=\"link\">Your link</label>", "name=\"link\"", "method=\"post\"");
        assertThat(reader.post("/unlock", fields("link", studio.url(), "password", studio.password()))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void S_46_before_unlock_nothing_comes_from_anywhere_else() {
        String door = reader.get("/" + studio.linkId()).body();
        Matcher address =
                Pattern.compile("(?:src|srcset|href|action)=\"([^\"]*)\"").matcher(door);
        List<String> all = new ArrayList<>();
        while (address.find()) all.add(address.group(1));
        assertThat(all).isNotEmpty().allMatch(one -> one.matches("(/approval/review/|#|\\?lang=).*"));
    }

    @Test
    void assets_are_kept_for_ever_under_the_name_of_their_bytes() {
        String page = reader.get("/x").body();
        String css = page.replaceAll("(?s).*(/approval/review/assets/review-[0-9a-f]{12}\\.css).*", "$1");
        String js = page.replaceAll("(?s).*(/approval/review/assets/review-[0-9a-f]{12}\\.js).*", "$1");
        var style = reader.get(css);
        assertThat(style.status()).isEqualTo(200);
        assertThat(style.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase("text/css;charset=utf-8");
        assertThat(style.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(reader.get(js).header("Content-Type")).startsWith("text/javascript");
        assertThat(reader.get("/assets/review-000000000000.css").status()).isEqualTo(404);
        assertThat(reader.get("/assets/review.css").status()).isEqualTo(404);
    }
}
