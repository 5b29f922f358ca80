package io.countersign.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the review page does beyond deciding, and what becomes of it when connection or session break. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReviewActionsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String DECISIONS = "**/api/review/decisions";

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

    private record Desk(SentLink link, List<String> posts) {}

    /** The sequence: Open, Select all, Approve. */
    @Test
    void ten_posts_are_approved_from_the_link_in_three_taps_and_the_password() {
        Desk desk = desk(10);
        AtomicInteger taps = new AtomicInteger();
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.page()
                    .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill(desk.link().password());
            tap(page, "Open", taps);
            tap(page, "Select all", taps);
            tap(page, "Approve 10", taps);
            assertThat(page.page().locator(".done")).hasCount(10);
            assertThat(page.page().locator("#live")).containsText("10 decisions recorded");
            page.nothingHappened();
        }
        assertThat(taps.get()).isEqualTo(3).isLessThanOrEqualTo(6);
        assertThat(desk.posts())
                .allSatisfy(id -> assertThat(post(id).at("/status").asString()).isEqualTo("SCHEDULED"));
    }

    @Test
    void the_page_comes_in_four_requests_before_its_pictures() {
        Desk desk = desk(3);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.unlock(desk.link());
            List<String> requests = new ArrayList<>();
            page.page().onRequest(request -> requests.add(request.url()));
            page.page().reload();
            page.page().waitForLoadState();
            assertThat(requests).hasSizeBetween(1, 4 + pictures(requests));
        }
    }

    @ParameterizedTest(name = "{0}, script: {1}")
    @CsvSource({"PHONE,true", "PHONE,false", "DESKTOP,true"})
    void a_post_is_commented_on_approved_held_and_let_go(Chromium.Device device, boolean script) {
        Desk desk = desk(1);
        String id = desk.posts().get(0);
        try (ReviewPage page = ReviewPage.open(demo, device, script, desk.link())) {
            page.unlock(desk.link());
            page.openPost(id);
            page.page().getByLabel("Your comment").fill("Is this our new logo?");
            page.page()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Comment").setExact(true))
                    .click();
            assertThat(page.page().locator(".comment")).containsText("Is this our new logo?");
            page.isAccessible().fits().shot("commented");
            page.page().locator("form.first button").click();
            if (script) assertThat(page.page().locator(".card")).containsText("You approved version 1");
            else page.show("Decided");
            if (!script) page.openPost(id);
            page.card(id)
                    .locator("summary", new Locator.LocatorOptions().setHasText("Hold"))
                    .click();
            page.card(id).locator("[name=reason]").fill("The price is wrong.");
            page.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hold post"))
                    .click();
            assertThat(page.card(id)).containsText("You hold this post");
            page.isAccessible().fits().shot("held");
            assertThat(post(id).at("/hold").isNull()).isFalse();
            page.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Let it go out"))
                    .click();
            assertThat(page.page().getByText("The post is not held any more").first())
                    .isAttached();
            assertThat(page.card(id)).not().containsText("You hold this post");
            page.nothingHappened();
        }
        assertThat(post(id).at("/hold").isNull()).isTrue();
    }

    @ParameterizedTest(name = "by keyboard: {0}")
    @ValueSource(booleans = {true, false})
    void a_place_on_a_picture_is_marked_by_pointer_and_by_keyboard(boolean keyboard) {
        Desk desk = desk(1);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.DESKTOP, true, desk.link())) {
            page.unlock(desk.link());
            page.openPost(desk.posts().get(0));
            Page browser = page.page();
            browser.getByLabel("Your comment").fill("This is cut off.");
            Locator mark = browser.getByText("Mark a place", new Page.GetByTextOptions().setExact(true));
            if (keyboard) mark.press("Enter");
            else mark.click();
            page.isAccessible().shot("place");
            if (keyboard) {
                for (String key : List.of("ArrowLeft", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"))
                    browser.keyboard().press(key);
                browser.getByText("Use this place").press("Enter");
            } else {
                var box = browser.locator(".markable").boundingBox();
                browser.mouse().move(box.x + box.width * .28, box.y + box.height * .28);
                browser.mouse().down();
                browser.mouse()
                        .move(box.x + box.width * .70, box.y + box.height * .70, new Mouse.MoveOptions().setSteps(5));
                browser.mouse().up();
                browser.getByText("Use this place").click();
            }
            assertThat(browser.locator("[data-marked]")).containsText("On picture 1");
            browser.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Comment").setExact(true))
                    .click();
            assertThat(browser.locator(".comment .region rect")).hasCount(1);
            page.isAccessible().fits().shot("region").nothingHappened();
        }
        JsonNode anchor = gina.get("/api/globex/posts/" + desk.posts().get(0) + "/comments")
                .is(200)
                .items("/items")
                .get(0)
                .at("/anchor");
        for (Map.Entry<String, Double> side :
                Map.of("x", .28, "y", .28, "w", .42, "h", .42).entrySet())
            assertThat(anchor.at("/" + side.getKey()).asDouble()).isCloseTo(side.getValue(), Offset.offset(.02));
    }

    @Test
    void S_67_a_decision_whose_answer_was_lost_is_sent_again_and_counts_once() {
        Desk desk = desk(1);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.unlock(desk.link());
            AtomicInteger sent = new AtomicInteger();
            page.page().route(DECISIONS, route -> {
                if (sent.incrementAndGet() > 1) route.resume();
                else lose(route);
            });
            page.approve(desk.posts().get(0));
            assertThat(sent).hasValue(2);
        }
        assertThat(decisions(desk.posts().get(0))).isOne();
    }

    @Test
    void S_67_a_decision_that_was_open_when_the_page_was_loaded_again_is_finished_and_counts_once() {
        Desk desk = desk(2);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.unlock(desk.link());
            page.page().route(DECISIONS, ReviewActionsTest::lose);
            page.card(desk.posts().get(0)).locator("form.first button").click();
            assertThat(page.page().locator("#live")).containsText("No answer yet");
            page.page().unroute(DECISIONS);
            page.page().reload();
            assertThat(page.page().locator("#live")).containsText("What was open has been recorded");
        }
        assertThat(decisions(desk.posts().get(0))).isOne();
        assertThat(decisions(desk.posts().get(1))).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PHONE", "DESKTOP"})
    void S_42_a_session_that_ended_is_opened_again_in_place_and_what_was_typed_is_sent(Chromium.Device device) {
        Desk desk = desk(2);
        String id = desk.posts().get(0);
        try (ReviewPage page = ReviewPage.open(demo, device, true, desk.link())) {
            page.unlock(desk.link());
            demo.time().forward(Duration.ofMinutes(61));
            Locator card = page.card(id);
            card.locator("summary", new Locator.LocatorOptions().setHasText("Request changes"))
                    .click();
            card.locator("[name=note]").first().fill("The second sentence is too long.");
            card.locator("details[open] form button").click();
            Locator sheet = page.page().locator("#reopen");
            assertThat(sheet).isVisible();
            page.isAccessible().fits().shot("reopen");
            sheet.getByLabel("Your link").fill(desk.link().url());
            sheet.getByLabel("Password").fill("wrong");
            sheet.locator(".go").click();
            assertThat(sheet.locator("[data-error]")).isVisible();
            page.forgive("401");
            sheet.getByLabel("Password").fill(desk.link().password());
            sheet.locator(".go").click();
            assertThat(page.page().locator(".done a[href$='" + id + "']")).isVisible();
            page.approve(desk.posts().get(1));
            page.forgive("401");
            page.nothingHappened();
        }
        assertThat(post(id).at("/status").asString()).isEqualTo("CHANGES_REQUESTED");
        assertThat(decisions(id)).isOne();
    }

    @Test
    void the_end_of_a_session_is_announced_and_can_be_put_off() {
        Desk desk = desk(1);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.page().clock().install();
            page.unlock(desk.link());
            Locator bar = page.page().locator("#ending");
            assertThat(bar).isHidden();
            page.page().clock().fastForward("56:00");
            assertThat(bar).containsText("this review locks itself in 4 minutes");
            page.isAccessible().fits().shot("ending");
            bar.getByRole(AriaRole.BUTTON).click();
            assertThat(bar).isHidden();
            page.nothingHappened();
        }
    }

    @Test
    void what_was_typed_survives_a_reload_and_is_forgotten_when_the_review_is_locked() {
        Desk desk = desk(1);
        String id = desk.posts().get(0);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.unlock(desk.link());
            Locator note = page.card(id).locator("[name=note]").first();
            page.card(id)
                    .locator("summary", new Locator.LocatorOptions().setHasText("Request changes"))
                    .click();
            note.fill("Half a thought");
            page.page().reload();
            assertThat(note).isVisible();
            assertThat(note).hasValue("Half a thought");
            page.lock();
            assertThat(page.page().evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
                    .isEqualTo("[{},{}]");
        }
    }

    @Test
    void S_63_a_time_that_the_readers_clock_skips_or_shows_twice_is_asked_about() {
        Desk desk = desk(1);
        String id = desk.posts().get(0);
        int year = LocalDate.now(BERLIN).getYear() + 1;
        String skipped = lastSunday(year, 3) + "T02:30";
        String twice = lastSunday(year, 10) + "T02:30";
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, desk.link())) {
            page.unlock(desk.link());
            Locator card = page.card(id);
            card.locator("summary", new Locator.LocatorOptions().setHasText("Reschedule"))
                    .click();
            Locator form = card.locator("details[open] form");
            Locator send = form.getByRole(
                    AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName("Reschedule").setExact(true));
            form.locator("[name=scheduledAt]").fill(skipped);
            send.click();
            assertThat(card.locator("[data-problem]")).containsText("does not exist");
            form.locator("[name=scheduledAt]").fill(twice);
            assertThat(form.locator("[data-twice] label")).hasCount(2);
            page.isAccessible().fits().shot("twice");
            form.getByLabel("The one with UTC+01:00").check();
            send.click();
            assertThat(page.page().locator("#live")).containsText("Rescheduled");
            page.nothingHappened();
        }
        assertThat(Instant.parse(post(id).at("/scheduledAt").asString()))
                .isEqualTo(Instant.parse(twice + ":00Z").minus(Duration.ofHours(1)));
    }

    @ParameterizedTest(name = "script: {0}")
    @ValueSource(booleans = {true, false})
    void the_posts_of_a_channel_are_selected_together(boolean script) {
        Desk desk = desk(4);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, script, desk.link())) {
            page.unlock(desk.link());
            page.page().getByText("Day or channel").click();
            page.page()
                    .locator(".chip", new Page.LocatorOptions().setHasText("Instagram"))
                    .click();
            assertThat(page.page().locator(".pick :checked")).hasCount(2);
            page.isAccessible().fits().shot("channel");
            page.page().locator("#bulk [data-approve]").click();
            page.page().locator(script ? ".done" : ".results .yes").nth(1).waitFor();
            page.nothingHappened();
        }
        assertThat(desk.posts().stream()
                        .filter(id -> post(id).at("/status").asString().equals("SCHEDULED"))
                        .map(id -> post(id).at("/target/channel").asString()))
                .containsExactly("INSTAGRAM", "INSTAGRAM");
    }

    /** The server does it, and nobody hears of it. */
    private static void lose(Route route) {
        route.fetch();
        route.abort();
    }

    private static void tap(ReviewPage page, String what, AtomicInteger taps) {
        page.page()
                .locator("button:visible, a:visible", new Page.LocatorOptions().setHasText(what))
                .first()
                .tap();
        taps.incrementAndGet();
    }

    private static int pictures(List<String> requests) {
        return (int)
                requests.stream().filter(url -> url.contains("/demo-media/")).count();
    }

    private static LocalDate lastSunday(int year, int month) {
        LocalDate day = LocalDate.of(year, month, 31);
        return day.minusDays(day.getDayOfWeek().getValue() % 7);
    }

    private static JsonNode post(String id) {
        return gina.get("/api/globex/posts/" + id).is(200).json();
    }

    private static long decisions(String post) {
        return gina.get("/api/globex/audit?post=" + post + "&action=post.decided").is(200).items("/items").stream()
                .count();
    }

    /** Posts of two channels that wait for somebody new. */
    private static Desk desk(int count) {
        String approver = gina.post("/api/globex/approvers", Map.of("name", "Noor Aziz"))
                .is(201)
                .text("/id");
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = demo.time().instant().plus(Duration.ofDays(9 + i));
            Map<String, Object> post = new LinkedHashMap<>(
                    Bodies.hiring("Caption " + i + ": quiet things, made well.", at, "approver:" + approver));
            post.put("target", Map.of("channel", i % 2 == 0 ? "LINKEDIN" : "INSTAGRAM", "account", "acme-" + i));
            String picture = demo.url() + "/demo-media/kettle-square.png";
            post.put("media", List.of(Map.of("url", picture, "type", "IMAGE", "altText", "A kettle")));
            posts.add(gina.post("/api/globex/posts", post).is(201).text("/id"));
        }
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        Answer link =
                gina.post("/api/globex/links", Map.of("approverId", approver)).is(201);
        return new Desk(SentLink.of(link), posts);
    }
}
