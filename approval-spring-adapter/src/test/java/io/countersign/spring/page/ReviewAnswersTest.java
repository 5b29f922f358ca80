package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What every answer to a reviewer has in common, whatever was asked: each address, each method, and what is wrong with it. */
class ReviewAnswersTest extends PageTest {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> OTHER_TYPES = List.of(
            "text/plain",
            "text/html",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/octet-stream",
            "application/*",
            "application/json; charset=utf-16",
            "application/x-www-form-urlencoded; charset=iso-8859-1",
            "nonsense");

    /** What the servlet container itself does not take, before any filter. */
    private static final List<String> NO_ADDRESSES = List.of(
            "/approval/review/assets/..%2F..%2Fapplication.properties",
            "/approval/review/%00", "/approval/review/posts%2Fx", "/approval/review/%ff%fe");

    /** Addresses that nobody serves, and ways to write one that others might read differently. */
    private static final List<String> STRANGE = List.of(
            "/approval/review/a/b/c",
            "/approval/review/posts/x/y",
            "/approval/review/posts/",
            "/approval/review/assets/",
            "/approval/review/assets/none.css",
            "/approval/review/%2e%2e/api/review/posts",
            "/approval/review/%0d%0aX-Evil:%20yes",
            "/approval/review/posts;jsessionid=1",
            "/approval/review//posts",
            "/approval/review/../review/posts",
            "/approval/api/review",
            "/approval/api/review/",
            "/approval/api/review/nothing",
            "/approval/api/review/posts/x/y/z",
            "/approval/api/review/posts/%0d%0aX-Evil:%20yes",
            "/approval/api/review/posts;a=b",
            "/approval/api/review//posts",
            "/approval/api/review/approvers");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Addresses addresses;

    @BeforeEach
    void list() {
        addresses = new Addresses(requestMappingHandlerMapping);
    }

    private static String type(String path) {
        return Addresses.isApi(path) ? JSON : FORM;
    }

    private Reader.Answer ask(String method, String path, @Nullable String type, String body) {
        return reader.request(method, path, type, body);
    }

    private void eachAddress(java.util.function.BiConsumer<String, String> check) {
        for (String path : addresses.all(studio.linkId()))
            if (!path.contains("/assets/")) for (String method : METHODS) check.accept(method, path);
    }

    @Test
    void S_45_every_address_answers_every_method_with_the_headers() {
        eachAddress((method, path) -> Armour.assertOn(method + " " + path, ask(method, path, type(path), "")));
        for (String method : List.of("PROPFIND", "NONSENSE"))
            Armour.assertOn(method, ask(method, Addresses.PAGES + "/x", null, ""));
    }

    @Test
    void S_45_so_does_an_unlocked_session() {
        studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        eachAddress((method, path) -> {
            if (!path.endsWith("/lock")) Armour.assertOn(method + " " + path, ask(method, path, type(path), ""));
        });
    }

    @Test
    void S_45_so_does_what_nobody_serves_or_can_read() {
        for (String path : STRANGE)
            for (String method : List.of("GET", "HEAD", "POST")) {
                Reader.Answer answer = ask(method, path, null, "");
                assertThat(answer.status()).as(method + " " + path).isBetween(200, 499);
                assertThat(answer.headers().keySet()).noneMatch("X-Evil"::equalsIgnoreCase);
                Armour.assertOn(method + " " + path, answer);
            }
        for (String path : NO_ADDRESSES)
            assertThat(ask("GET", path, null, "").status()).as(path).isEqualTo(400);
        for (String path : addresses.changing("x")) {
            Armour.assertOn(path, ask("POST", path, type(path), "{\"\u0000"));
            Armour.assertOn(path, ask("POST", path, "nonsense", "x"));
            Armour.assertOn(path, ask("POST", path, type(path), "x".repeat(5 << 20)));
        }
    }

    @Test
    void S_45_so_do_faults_of_our_own() {
        reader.unlock(studio);
        trips.fail("session");
        try {
            for (String path : addresses.taking("GET", "x")) {
                if (path.contains("/assets/")) continue;
                Armour.assertOn(path, ask("GET", path, null, ""));
            }
        } finally {
            trips.fail("");
        }
    }

    @Test
    void S_45_static_files_have_them_too_and_are_kept_because_their_names_hold_their_hash() {
        Matcher asset = Pattern.compile("(/approval/review/assets/[^\"]+)")
                .matcher(reader.get("/x").body());
        Set<String> found = new TreeSet<>();
        while (asset.find()) found.add(asset.group(1));
        assertThat(found).hasSizeGreaterThanOrEqualTo(3).allMatch(path -> path.matches(".*-[0-9a-f]{12}\\.[a-z0-9]+"));
        for (String path : found) {
            Armour.assertOnAsset(path, ask("GET", path, null, ""));
            Armour.assertOnAsset(path, ask("HEAD", path, null, ""));
            Armour.assertOn(path, ask("POST", path, null, ""));
        }
    }

    @Test
    void S_50_a_method_that_an_address_does_not_take_is_405_and_told_which_it_does() {
        eachAddress((method, path) -> {
            Set<String> taken = addresses.methods(path);
            if (taken.contains(method) || method.equals("OPTIONS")) return;
            Reader.Answer answer = ask(method, path, null, "");
            assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
            assertThat(Set.of(answer.header("Allow").split(", ?")))
                    .as(method + " " + path)
                    .containsAnyElementsOf(taken)
                    .doesNotContain(method);
            if (Addresses.isApi(path) && !method.equals("HEAD"))
                assertThat(answer.body()).as(method + " " + path).contains("method-not-allowed");
        });
    }

    @Test
    void S_50_a_body_of_another_type_is_415_and_is_not_read() {
        String csrf = unlocked();
        for (String path : addresses.changing("x")) {
            if (path.endsWith("/lock") && Addresses.isApi(path)) continue;
            for (String other : OTHER_TYPES)
                assertThat(post(path, other, "{}", csrf).status())
                        .as(path + " " + other)
                        .isEqualTo(415);
            assertThat(post(path, type(path).equals(JSON) ? FORM : JSON, "{}", csrf)
                            .status())
                    .as(path)
                    .isEqualTo(415);
            assertThat(post(path, null, "{}", csrf).status()).as(path).isEqualTo(415);
        }
    }

    @Test
    void S_50_a_body_over_its_limit_is_413() {
        String csrf = unlocked();
        for (String path : addresses.changing("x")) {
            int limit = path.equals(Addresses.API + "/decisions") ? 4 << 20 : 256 << 10;
            String start = Addresses.isApi(path) ? "{}" : "csrf=" + csrf + "&x=";
            String body = start + (Addresses.isApi(path) ? " " : "x").repeat(limit + 1 - start.length());
            assertThat(post(path, type(path), body, csrf).status()).as(path).isEqualTo(413);
            int most = post(path, type(path), body.substring(1), csrf).status();
            assertThat(most).as(path).isNotIn(413, 415, 500);
            if (path.endsWith("/lock")) csrf = unlocked();
        }
    }

    @Test
    void S_51_no_page_has_script_or_style_of_its_own_and_a_link_can_be_pasted_where_its_secret_was_lost() {
        String post = studio.waiting("acme-corp", "Hello").id().value();
        List<Reader.Answer> pages =
                new ArrayList<>(List.of(reader.get("/x"), reader.get("/posts"), reader.get("/a/b")));
        assertThat(pages.get(0).body()).contains("<input id=\"link\" name=\"link\" type=\"text\"");
        pages.add(reader.unlock(studio));
        pages.add(reader.get("/posts?show=decided"));
        pages.add(reader.get("/posts/" + post));
        for (Reader.Answer page : pages)
            assertThat(page.body())
                    .doesNotContainPattern("<script(?![^>]* src=\"/approval/review/assets/)")
                    .doesNotContain("<style", " style=", "javascript:")
                    .doesNotContainPattern("<[^>]+ on[a-z]+=");
    }

    @Test
    void S_47_no_answer_leads_anywhere_that_the_request_named() {
        String named =
                "?next=//evil.example&url=https://evil.example&redirect=https:evil.example&returnTo=%5C%5Cevil.example"
                        + "&continue=https%3A%2F%2Fevil.example&show=https://evil.example&select=//evil.example";
        Map<String, String> forwarded = Map.of(
                "X-Forwarded-Host", "evil.example",
                "X-Forwarded-Prefix", "//evil.example",
                "X-Original-URL", "//evil.example",
                "Forwarded", "host=evil.example",
                "Referer", "https://evil.example/");
        reader.headers.putAll(forwarded);
        for (boolean open : new boolean[] {false, true}) {
            if (open) reader.unlock(studio);
            for (String path : addresses.all("%2F%2Fevil.example"))
                for (String method : List.of("GET", "HEAD", "POST")) {
                    if (method.equals("POST") && path.endsWith("/lock")) continue;
                    assertStays(ask(method, path + named, null, ""));
                    assertStays(ask(method, path + "//evil.example/%2e%2e" + named, null, ""));
                }
            assertStays(ask("GET", "/approval/review//evil.example/..", null, ""));
        }
        var unlocked = another()
                .post(
                        "/unlock" + named,
                        Reader.fields(
                                "link", studio.url().replace("posts.example", "evil.example"),
                                "password", studio.password(),
                                "next", "//evil.example"));
        assertThat(unlocked.status()).isEqualTo(303);
        assertStays(unlocked);
    }

    private static void assertStays(Reader.Answer answer) {
        if (answer.status() >= 300 && answer.status() < 400)
            assertThat(answer.header("Location")).isEqualTo("/approval/review/posts");
        else assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Refresh")).isEmpty();
        assertThat(answer.body()).doesNotContain("http-equiv", "//evil.example");
    }

    private String unlocked() {
        return FormsPageTest.csrf(reader.unlock(studio));
    }

    private Reader.Answer post(String path, @Nullable String type, String body, String csrf) {
        reader.headers.put("X-CSRF-Token", csrf);
        return ask("POST", path, type, body);
    }
}
