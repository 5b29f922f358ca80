package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reads mails and their links before people do: it has the link, secret and all, and not the password. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScannersTest {
    /** What nobody may learn without the password; each is in the post, or is somebody's or something's name. */
    private static final List<String> WORDS = List.of(
            "quokka", "zanzibar", "bathysphere", "marzipan", "ocarina", "flotsam", "gherkin", "periwinkle", "globex");

    /** What scanners and hasty browsers say of themselves. */
    private static final List<Map<String, String>> SCANNERS = List.of(
            Map.of(),
            Map.of("User-Agent", "Mozilla/5.0 (compatible; Microsoft Outlook SafeLinks)"),
            Map.of("User-Agent", "Slackbot-LinkExpanding 1.0", "Range", "bytes=0-32768"),
            Map.of("User-Agent", "WhatsApp/2.23", "Accept", "*/*"),
            Map.of("User-Agent", "facebookexternalhit/1.1", "Accept", "text/html"),
            Map.of("Sec-Purpose", "prefetch"),
            Map.of("Sec-Purpose", "prefetch;prerender", "Purpose", "prefetch", "Sec-Fetch-Mode", "navigate"),
            Map.of("X-Moz", "prefetch", "X-Purpose", "preview"),
            Map.of("Cookie", "__Host-approval-review=" + "A".repeat(43)),
            Map.of("Authorization", "Bearer " + "A".repeat(43)),
            Map.of("Accept", "application/json", "X-HTTP-Method-Override", "POST"),
            Map.of(
                    "Accept-Language",
                    "ar",
                    "If-None-Match",
                    "*",
                    "If-Modified-Since",
                    "Thu, 01 Jan 1970 00:00:00 GMT"));

    private static RunningDemo demo;
    private static SentLink link;
    private static String post;

    @BeforeAll
    static void start(@TempDir Path folder) {
        demo = RunningDemo.in(folder);
        Caller gina = demo.as("gina");
        String approver = gina.post("/api/globex/approvers", Map.of("name", "Ocarina Flotsam"))
                .is(201)
                .text("/id");
        Map<String, Object> body =
                Bodies.hiring("All of Zanzibar", demo.time().instant().plus(Duration.ofDays(9)), approver);
        body.put("target", Map.of("channel", "PERIWINKLE", "account", "quokka-brand"));
        body.put("category", "bathysphere");
        body.put("campaign", List.of("marzipan"));
        body.put("note", "Mind the gherkin");
        body.put(
                "media",
                List.of(Map.of("url", "https://quokka.example/marzipan.png", "type", "IMAGE", "altText", "ocarina")));
        post = gina.post("/api/globex/posts", body).is(201).text("/id");
        gina.post("/api/globex/posts/" + post + "/submit").is(200);
        gina.post("/api/globex/posts/" + post + "/comments", Map.of("text", "flotsam!", "visibility", "EVERYONE"))
                .is(201);
        link = SentLink.of(
                gina.post("/api/globex/links", Map.of("approverId", approver)).is(201));
        assertThat(demo.guest(link).get("/api/review/posts").is(200).body().toLowerCase(Locale.ROOT))
                .as("who has the password")
                .contains(WORDS.subList(0, 4));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** Every address, with everything in it that a scanner may have seen. */
    private static Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        for (String pattern : demo.reviewAddresses())
            for (String variable : List.of(link.id(), post, link.token(), link.secret(), "review"))
                addresses.add(pattern.replaceAll("\\{[^}]+}", variable));
        String token = link.token();
        addresses.add("/approval/review/" + link.id() + "?token=" + token + "&link=" + token + "&utm_source=mail");
        addresses.add("/approval/review/" + link.id() + "%23" + link.secret());
        addresses.add("/approval/review/" + link.id() + "/" + link.secret());
        addresses.add("/approval/api/review/unlock?token=" + token + "&password=guess");
        addresses.add("/approval/api/review/request-link?token=" + token);
        addresses.add("/approval/review/request-link?link=" + token);
        addresses.add("/approval/review/lock");
        return addresses;
    }

    @Test
    void S_38_and_S_39_looking_at_every_address_changes_no_row_and_tells_no_word() {
        String before = demo.database().dump();
        List<String> told = new ArrayList<>();
        int asked = 0;
        for (String address : addresses())
            for (Map<String, String> scanner : SCANNERS)
                for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                    Answer answer = send(method, address, scanner);
                    assertThat(answer.status()).as(method + " " + address).isLessThan(500);
                    String all = (answer.body() + answer.response().headers().map()).toLowerCase(Locale.ROOT);
                    WORDS.stream()
                            .filter(all::contains)
                            .forEach(word -> told.add(word + " by " + method + " " + address));
                    asked++;
                }
        assertThat(asked).isGreaterThan(1000);
        assertThat(told).isEmpty();
        assertThat(demo.database().dump()).isEqualTo(before);
    }

    private static Answer send(String method, String address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(demo.url() + address))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return Caller.send(request.build());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void S_38_and_S_39_and_S_46_a_browser_that_runs_scripts_changes_no_row_and_sees_no_word(Chromium.Device device) {
        String before = demo.database().dump();
        Set<String> requests = new TreeSet<>();
        Map<String, String> seen = new LinkedHashMap<>();
        try (BrowserContext context = Chromium.open(device, true)) {
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.onRequest(request -> requests.add(request.method() + " " + request.url()));
            page.onResponse(response -> seen.put(response.url(), text(response.body())));
            page.navigate(link.url());
            look(page, seen);
            page.reload();
            look(page, seen);
            List<String> leads = new ArrayList<>();
            for (Object href : (List<?>) page.evaluate("[...document.links].map(link => link.href)"))
                leads.add(String.valueOf(href));
            leads.add(demo.url() + "/approval/review/posts");
            leads.add(demo.url() + "/approval/review/posts/" + post);
            for (String lead : leads) {
                page.navigate(lead);
                look(page, seen);
            }
            page.goBack();
            look(page, seen);
        }
        assertThat(requests).allMatch(request -> request.startsWith("GET " + demo.url() + "/approval/review"));
        assertThat(requests.toString()).doesNotContain(link.secret() + "?", "=" + link.secret());
        seen.forEach((where, all) ->
                assertThat(all.toLowerCase(Locale.ROOT)).as(where).doesNotContain(WORDS));
        assertThat(demo.database().dump()).isEqualTo(before);
    }

    /** Opens all that opens, goes over all that moves, and waits until nothing is asked for any more. */
    private static void look(Page page, Map<String, String> seen) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
        page.evaluate("scrollTo(0, document.body.scrollHeight)");
        page.locator("a, button, input").all().forEach(each -> each.dispatchEvent("mouseover"));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        seen.put("content of " + page.url(), page.content() + page.title());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
