package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What people with a link do, in a browser, on a phone and at a desk, with scripts and without. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReviewJourneyTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** As markup, as an attribute, as an address, as a style, and as what turns text around. */
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "</textarea></title><svg onload=alert(1)>",
            "javascript:alert(1)",
            "<style>body{display:none}</style><base href=https://evil.example/>",
            "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
            "{{constructor.constructor('alert(1)')()}} ${alert(1)} @{alert(1)}",
            "\u202Etxt.exe \u2066\u0007 end",
            "w".repeat(3000));

    private static RunningDemo demo;
    private static Caller gina;

    @BeforeAll
    static void start(@TempDir Path folder) {
        // The browser's clock is the machine's.
        demo = RunningDemo.in(folder, Instant.now().truncatedTo(ChronoUnit.MINUTES));
        gina = demo.as("gina");
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** A link and the posts that wait behind it. */
    private record Desk(SentLink link, List<String> posts) {}

    @ParameterizedTest(name = "{0}, script: {1}")
    @CsvSource({"PHONE,true", "PHONE,false", "DESKTOP,true", "DESKTOP,false"})
    void a_reviewer_opens_the_link_decides_and_locks(Chromium.Device device, boolean script) {
        Desk desk = desk(captions(7));
        List<String> posts = desk.posts();
        LocalDateTime moved =
                demo.time().instant().plus(Duration.ofDays(20)).atZone(BERLIN).toLocalDateTime();
        try (ReviewPage page = ReviewPage.open(demo, device, script, desk.link())) {
            page.shot("1-unlock").unlock(desk.link()).shot("2-list");
            assertThat(page.address()).doesNotContain("#");
            page.approve(posts.get(0));
            page.approveTogether(posts.subList(1, 3));
            page.refuse(posts.get(3), "Request changes", "The second sentence is too long.");
            page.refuse(posts.get(4), "Reject", "We do not say such things.");
            page.reschedule(posts.get(5), moved);
            page.shot("3-decided");
            page.show("Decided");
            assertThat(page.text()).contains("Caption 0", "Caption 1", "Caption 2", "Caption 3", "Caption 4");
            page.shot("4-decided-tab").show("Waiting");
            assertThat(page.text()).contains("Caption 5", "Caption 6").doesNotContain("Caption 4");
            page.openPost(posts.get(6));
            page.shot("5-post").toList();
            page.lock();
            page.shot("6-locked").nothingHappened();
        }
        assertThat(statuses(posts))
                .containsExactly(
                        "SCHEDULED",
                        "SCHEDULED",
                        "SCHEDULED",
                        "CHANGES_REQUESTED",
                        "REJECTED",
                        "IN_REVIEW",
                        "IN_REVIEW");
        assertThat(gina.get("/api/globex/posts/" + posts.get(5)).text("/scheduledAt"))
                .isEqualTo(moved.atZone(BERLIN).toInstant().toString());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void hostile_texts_are_shown_and_do_nothing(Chromium.Device device) {
        Desk desk = desk(HOSTILE);
        try (ReviewPage page = ReviewPage.open(demo, device, true, desk.link())) {
            page.unlock(desk.link()).shot("hostile");
            for (String text : HOSTILE.subList(0, HOSTILE.size() - 2))
                assertThat(page.text()).contains(text);
            page.fits();
            page.approve(desk.posts().get(0));
            for (String id : desk.posts().subList(1, HOSTILE.size())) {
                page.openPost(id);
                page.fits().toList();
            }
            page.refuse(desk.posts().get(1), "Request changes", HOSTILE.get(1));
            page.show("Decided");
            assertThat(page.text()).contains(HOSTILE.get(1));
            page.nothingHappened();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void nobody_is_shut_out_by_how_the_sample_posts_are_shown(Chromium.Device device) {
        try (ReviewPage page = ReviewPage.open(demo, device, true, demo.link())) {
            page.isAccessible().fits().unlock(demo.link());
            page.isAccessible().fits().shot("samples");
            String first =
                    demo.guest(demo.link()).get("/api/review/posts?limit=1").text("/items/0/id");
            page.openPost(first);
            page.isAccessible().fits().shot("sample").nothingHappened();
        }
    }

    private static List<String> captions(int count) {
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < count; i++) captions.add("Caption " + i + ": quiet things, made well.");
        return captions;
    }

    private static List<String> statuses(List<String> posts) {
        Map<String, JsonNode> all = gina.all("/api/globex/posts");
        return posts.stream().map(id -> all.get(id).at("/status").asString()).toList();
    }

    private static Desk desk(List<String> captions) {
        String approver = gina.post("/api/globex/approvers", Map.of("name", "Noor Aziz"))
                .is(201)
                .text("/id");
        List<String> posts = new ArrayList<>();
        for (String caption : captions)
            posts.add(gina.post("/api/globex/posts", post(caption, approver))
                    .is(201)
                    .text("/id"));
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        return new Desk(
                SentLink.of(gina.post("/api/globex/links", Map.of("approverId", approver))
                        .is(201)),
                posts);
    }

    private static Map<String, Object> post(String caption, String approver) {
        Instant at = demo.time().instant().plus(Duration.ofDays(9));
        Map<String, Object> post = new LinkedHashMap<>(Bodies.hiring(caption, at, approver));
        String some = caption.length() > 200 ? caption.substring(0, 200) : caption;
        post.put("note", Siege.kept(caption));
        post.put("category", some);
        post.put("campaign", List.of(some));
        post.put("link", "https://shop.example/?q=%22%3E%3Cscript%3E");
        post.put(
                "media",
                List.of(
                        Map.of(
                                "url",
                                demo.url() + "/demo-media/kettle-square.png",
                                "type",
                                "IMAGE",
                                "altText",
                                caption),
                        Map.of("url", "https://elsewhere.example/film.mp4", "type", "VIDEO")));
        return post;
    }
}
