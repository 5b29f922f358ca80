package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a post of five versions and four stages, as a lawyer sees it: on a screen, on a phone, on paper. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordPageTest {
    private static final Duration LATER = Duration.ofDays(3);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> CAPTIONS = List.of(
            "Our pricing is simple: 9 € a month, for ever.",
            "Our pricing is simple: 9 € a month.",
            "Our pricing is simple: 9 € a month, and no small print.",
            "Our pricing is simple: 9 € a month, cancel at any time.",
            "Our pricing is simple: 9 € a month. Cancel at any time, see https://acme.example/pricing");

    @TempDir
    static Path folder;

    private static RunningDemo demo;
    private static Caller maya;
    private static Map<String, Caller> reviewers;
    private static String post;

    @BeforeAll
    static void a_post_went_through_five_versions_and_four_stages() {
        demo = RunningDemo.in(folder);
        maya = demo.as("maya");
        reviewers = Map.of("legal", demo.as("lena"), "cmo", demo.as("vera"), "requested", demo.as("mark"));
        post = maya.post("/api/acme/posts", form(0)).is(201).text("/id");
        refuse(1, "legal", "REQUEST_CHANGES", "Nothing is for ever.");
        edit(1);
        refuse(2, "client", "REQUEST_CHANGES", "Please say that there is no small print.");
        edit(2);
        refuse(3, "cmo", "REJECT", "Small print is what we have. Say that they can cancel.");
        edit(3);
        refuse(4, "requested", "REQUEST_CHANGES", "Link to the page with the terms.");
        edit(4);
        maya.post(
                        "/api/acme/posts/" + post + "/comments",
                        Map.of("text", "This is the last one, I hope.", "visibility", "INTERNAL"))
                .is(201);
        submit(5);
        while (!open().isEmpty()) decide(open().get(0), 5, "APPROVE", "Fine.");
        maya.post("/api/acme/posts/" + post + "/hold", Map.of("reason", "The price list is not online yet."))
                .is(200);
        maya.post("/api/acme/posts/" + post + "/unhold").is(200);
        demo.time().forward(Duration.between(demo.time().instant(), RunningDemo.START.plus(LATER)));
        demo.approvals().tick();
        assertThat(maya.get("/api/acme/posts/" + post).is(200).text("/status")).isEqualTo("PUBLISHED");
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static Map<String, Object> form(int version) {
        Map<String, Object> form =
                new LinkedHashMap<>(Bodies.hiring(CAPTIONS.get(version), RunningDemo.START.plus(LATER), "user:mark"));
        form.put("category", "pricing");
        if (version > 0) form.put("version", version);
        return form;
    }

    private static void submit(int version) {
        maya.post("/api/acme/posts/" + post + "/submit", Map.of("note", "Version %d, please look.".formatted(version)))
                .is(200);
        demo.time().forward(Duration.ofMinutes(17));
    }

    private static void edit(int version) {
        maya.put("/api/acme/posts/" + post, form(version)).is(200);
    }

    /** All that are before it approve, and it does not. */
    private static void refuse(int version, String stage, String verdict, String note) {
        submit(version);
        while (!open().contains(stage)) decide(open().get(0), version, "APPROVE", null);
        decide(stage, version, verdict, note);
    }

    private static List<String> open() {
        List<String> open = new ArrayList<>();
        maya.get("/api/acme/posts/" + post).is(200).items("/review/stages").forEach(stage -> {
            if (stage.at("/status").asString().equals("OPEN"))
                open.add(stage.at("/name").asString());
        });
        return open;
    }

    private static void decide(String stage, int version, String verdict, String note) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("postId", post);
        decision.put("version", version);
        decision.put("verdict", verdict);
        if (note != null) decision.put("note", note);
        Map<String, Object> decisions = Map.of("decisions", List.of(decision));
        Answer answer = stage.equals("client")
                ? client().post("/api/review/decisions", decisions)
                : reviewers.get(stage).post("/api/acme/decisions", decisions);
        assertThat(answer.is(200).text("/results/0/outcome")).as(answer.body()).isEqualTo("RECORDED");
        demo.time().forward(Duration.ofMinutes(42));
    }

    /** Who opens the link anew each time, and looks first. */
    private static Caller client() {
        Caller guest = demo.guest(demo.link());
        guest.get("/api/review/posts/" + post).is(200);
        return guest;
    }

    private static String address() {
        return demo.url() + "/approval/api/acme/posts/" + post + "/record?format=html";
    }

    private static String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString("admin:demo".getBytes(StandardCharsets.UTF_8));
    }

    private static ReviewPage opened(Look look) {
        ReviewPage page = ReviewPage.open(demo, look, demo.url() + "/approval/review/posts/nowhere");
        page.forgive("401");
        page.page().context().setExtraHTTPHeaders(Map.of("Authorization", authorization()));
        page.page().navigate(address());
        return page;
    }

    @Test
    void it_can_be_read_on_a_screen_and_on_a_phone_by_everybody() {
        for (Look look : List.of(new Look(1280, 800, false, "en"), new Look(360, 740, false, "en")))
            try (ReviewPage page = opened(look)) {
                page.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(PICTURES.resolve("record-%d.png".formatted(look.width())))
                                .setFullPage(true));
                page.isAccessible().fits();
                assertThat(page.text())
                        .contains(
                                CAPTIONS.get(0),
                                CAPTIONS.get(4),
                                "Nothing is for ever.",
                                "Lena Brandt",
                                "published.jsonl")
                        .doesNotContain("{", "null");
                page.nothingHappened();
            }
    }

    @Test
    void it_prints_to_pages_that_say_how_many_they_are() throws Exception {
        try (ReviewPage page = opened(new Look(1280, 800, false, "en"))) {
            page.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            Path file = PICTURES.resolve("record.pdf");
            page.page().pdf(new Page.PdfOptions().setPath(file).setFormat("A4").setPreferCSSPageSize(true));
            byte[] pdf = Files.readAllBytes(file);
            assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
            assertThat(pages(pdf)).isBetween(5L, 40L);
        }
    }

    private static long pages(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        return (text.length() - text.replace("/Type /Page\n", "").length()) / "/Type /Page\n".length();
    }

    @Test
    void it_tells_the_same_as_its_json_and_loads_nothing() {
        Answer json = demo.as("admin")
                .get("/api/acme/posts/" + post + "/record?format=json")
                .is(200);
        assertThat(json.items("/versions")).hasSize(5);
        assertThat(json.items("/rounds"))
                .hasSize(5)
                .allSatisfy(round -> assertThat(round.at("/stages")).hasSize(4));
        Answer html = Caller.send(HttpRequest.newBuilder(URI.create(address()))
                .header("Authorization", authorization())
                .build());
        assertThat(html.is(200).body()).doesNotContain("<script", "src=", "@import", "url(http");
        json.items("/chronology")
                .forEach(entry ->
                        assertThat(html.body()).contains(entry.at("/hash").asString()));
    }
}
