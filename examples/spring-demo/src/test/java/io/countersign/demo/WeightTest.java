package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader with 200 posts waiting has to wait for, with nothing in the browser's cache, as the demo serves it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WeightTest {
    private static final int POSTS = 200;
    private static final int MOST_BYTES = 60 * 1024;
    private static final int MOST_REQUESTS = 4;

    private static RunningDemo demo;
    private static SentLink link;

    @BeforeAll
    static void start(@TempDir Path folder) {
        demo = RunningDemo.in(folder, Instant.now().truncatedTo(ChronoUnit.MINUTES));
        Caller gina = demo.as("gina");
        String approver = gina.post("/api/globex/approvers", Map.of("name", "Noor Aziz"))
                .is(201)
                .text("/id");
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            Map<String, Object> post = Bodies.hiring(
                    "Post %d: we are hiring people who care about kettles, and %d reasons why.".formatted(i, i * 7),
                    demo.time().instant().plus(Duration.ofDays(2 + i / 4)),
                    approver);
            post.put("note", "Please check the number " + i);
            post.put(
                    "media",
                    List.of(Map.of(
                            "url",
                            demo.url() + "/demo-media/kettle-square.png",
                            "type",
                            "IMAGE",
                            "altText",
                            "A kettle")));
            posts.add(gina.post("/api/globex/posts", post).is(201).text("/id"));
        }
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        link = SentLink.of(
                gina.post("/api/globex/links", Map.of("approverId", approver)).is(201));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** What a request brought, in bytes on the wire with its headers. */
    private record Arrival(String type, String url, long bytes) {
        boolean medium() {
            return url.contains("/demo-media/");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void the_page_before_media_is_light_and_asks_for_little(Chromium.Device device) {
        try (BrowserContext context = Chromium.open(device, true)) {
            assertLight("the door", arrivals(context, link.url()));
            assertThat(context.request()
                            .post(
                                    demo.url() + "/approval/api/review/unlock",
                                    RequestOptions.create()
                                            .setData(Map.of("token", link.token(), "password", link.password())))
                            .status())
                    .isEqualTo(200);
            String list = demo.url() + "/approval/review/posts";
            List<Arrival> first = arrivals(context, list);
            assertThat(first).anyMatch(Arrival::medium);
            assertLight("the list", first);
            String post = demo.guest(link).get("/api/review/posts?limit=1").text("/items/0/id");
            assertLight("one post", arrivals(context, list + "/" + post));
        }
    }

    private static void assertLight(String what, List<Arrival> arrivals) {
        List<Arrival> page = arrivals.stream().filter(one -> !one.medium()).toList();
        long bytes = page.stream().mapToLong(Arrival::bytes).sum();
        System.out.printf("%s: %d bytes in %d requests%n", what, bytes, page.size());
        assertThat(bytes).as("%s: %s", what, page).isBetween(2_000L, (long) MOST_BYTES);
        assertThat(page).as(what).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
    }

    /** Everything that a page needs with an empty cache. */
    private static List<Arrival> arrivals(BrowserContext context, String address) {
        Page page = context.newPage();
        CDPSession network = context.newCDPSession(page);
        Map<String, JsonObject> answers = new LinkedHashMap<>();
        List<Arrival> arrivals = new ArrayList<>();
        network.on(
                "Network.responseReceived",
                event -> answers.put(event.get("requestId").getAsString(), event));
        network.on("Network.loadingFinished", event -> {
            JsonObject answer = answers.get(event.get("requestId").getAsString());
            if (answer == null) return;
            String url = answer.getAsJsonObject("response").get("url").getAsString();
            arrivals.add(new Arrival(
                    answer.get("type").getAsString(),
                    url,
                    event.get("encodedDataLength").getAsLong()));
        });
        network.send("Network.enable");
        JsonObject off = new JsonObject();
        off.addProperty("cacheDisabled", true);
        network.send("Network.setCacheDisabled", off);
        page.navigate(address);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        Object painted = page.evaluate(
                "performance.getEntriesByType('paint').map(one => one.name + ' ' + Math.round(one.startTime) + ' ms').join(', ')");
        System.out.printf("%s: %s%n", address.replaceFirst("#.*", ""), painted);
        page.close();
        return arrivals;
    }
}
