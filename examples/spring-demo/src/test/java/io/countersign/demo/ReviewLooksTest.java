package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in every state it can be in, on screens of every size, light and dark, from left to right and from right to
 * left. Pictures are left in target/screenshots; {@code -Dlooks=all} takes them in all combinations.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReviewLooksTest {
    private static final List<String> CHANNELS =
            List.of("LINKEDIN", "X", "INSTAGRAM", "FACEBOOK", "TIKTOK", "YOUTUBE", "PINTEREST", "THREADS", "BLUESKY");

    private static final List<String> CAPTIONS = List.of(
            "Quiet things, made well. Our new kettle boils a litre in under three minutes and stays silent doing it.",
            "نبحث عن زميل جديد في فريق التسويق. أرسل سيرتك الذاتية إلى careers@acme.example قبل 15 ديسمبر!",
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverkäufer".repeat(3),
            "静かな道具を、ていねいに。新しいケトルは 1 リットルを 3 分以内に沸かします。",
            "One\ntwo\nthree\nfour\nfive\nsix\nseven\n\n" + "Long enough to be folded on every channel. ".repeat(14),
            "🎉🎉 Sale! https://shop.example/a/very/long/address/that/does/not/fit/on/a/phone?utm_source=nothing 50 % off");

    private static final List<String> PICTURES = List.of("kettle-square", "dawn-lamp", "green-home");

    private static RunningDemo demo;
    private static Caller gina;
    private static SentLink many;
    private static SentLink nothing;
    private static SentLink revoked;
    private static String discussed;

    @BeforeAll
    static void start(@TempDir Path folder) {
        // The browser's clock is the machine's.
        demo = RunningDemo.in(folder, Instant.now().truncatedTo(ChronoUnit.MINUTES));
        gina = demo.as("gina");
        String approver = approver("Noor Aziz-Wolkenstein");
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 13; i++) posts.add(post(i, approver));
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        many = link(approver);
        Caller guest = demo.guest(many);
        guest.post("/api/review/decisions", Bodies.decision(posts.get(10), 1, "APPROVE"))
                .is(200);
        guest.post("/api/review/decisions", Bodies.decision(posts.get(11), 1, "REQUEST_CHANGES"))
                .is(200);
        guest.post("/api/review/decisions", Bodies.decision(posts.get(12), 1, "REJECT"))
                .is(200);
        discussed = posts.get(0);
        for (String text : List.of("Is this our new logo?", "هل هذا هو الشعار الجديد؟"))
            guest.post("/api/review/posts/" + discussed + "/comments", Map.of("text", text))
                    .is(201);
        nothing = link(approver("Ada"));
        String third = approver("Ben");
        revoked = link(third);
        gina.post("/api/globex/links/" + revoked.id() + "/revoke", Map.of()).is(200);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    static List<Look> looks() {
        return "all".equals(System.getProperty("looks")) ? Look.all() : Look.SOME;
    }

    /** Narrow and wide, dark and light, from both sides. */
    static List<Look> some() {
        return looks().stream()
                .filter(look -> look.phone() || look.language().equals("ar"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void every_state_can_be_used_by_everybody_and_fits(Look look) {
        try (ReviewPage page = ReviewPage.open(demo, look, many.url())) {
            page.state("01-door");
            page.page().locator("#request summary").click();
            page.state("02-door-request");
            page.page().navigate(demo.url() + "/approval/review/posts/nowhere");
            page.page().navigate(many.url());
            page.password("not this");
            page.page().locator("[data-error]:not([hidden])").waitFor();
            page.page().locator("[data-reveal]").click();
            page.state("03-door-wrong-password");
            page.password(many.password());
            page.page().waitForURL("**/review/posts*");
            page.whole("04-list");
            page.page().locator("[data-all]").click();
            page.sight("05-list-selected");
            page.page().locator("#bulk details > summary").click();
            page.sight("06-list-refuse-selected");
            page.page().locator("#bulk details > summary").click();
            page.page().locator("[data-all]").click();
            page.page().locator(".card details.act > summary").first().click();
            page.state("07-list-refuse-one");
            page.page().navigate(demo.url() + "/approval/review/posts/" + discussed);
            page.state("08-post");
            page.page().navigate(demo.url() + "/approval/review/posts?show=decided");
            page.whole("09-decided");
            page.page().navigate(demo.url() + "/approval/review/posts/nowhere");
            page.state("10-missing");
            page.page().navigate(demo.url() + "/approval/review/a/b/c");
            page.state("11-address");
            page.page().context().clearCookies();
            page.page().navigate(demo.url() + "/approval/review/posts");
            page.state("12-session-over");
            page.forgive("404");
            page.forgive("401");
            page.nothingHappened();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void what_is_over_and_what_is_empty_can_be_used_by_everybody_and_fits(Look look) {
        try (ReviewPage page = ReviewPage.open(demo, look, nothing.url())) {
            page.password(nothing.password());
            page.page().waitForURL("**/review/posts*");
            page.state("13-empty");
            page.page().navigate(demo.url() + "/approval/review/posts?show=decided");
            page.state("14-empty-decided");
            page.page().locator("[data-lock] button").click();
            page.page().locator(".door .notice").first().waitFor();
            page.state("15-locked");
            page.page().navigate(revoked.url());
            page.password(revoked.password());
            page.page().locator("[data-error]:not([hidden])").waitFor();
            page.state("16-revoked");
            page.forgive("410");
            page.nothingHappened();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("some")
    void what_changed_what_was_said_and_what_is_held_or_moved_can_be_used_by_everybody_and_fits(Look look) {
        Desk desk = desk();
        String changed = desk.posts().get(0);
        String approved = desk.posts().get(1);
        try (ReviewPage page = ReviewPage.open(demo, look, desk.link().url())) {
            page.password(desk.link().password());
            page.page().waitForURL("**/review/posts*");
            page.page().locator(".groups > summary").click();
            page.page().locator(".chip").first().click();
            page.state("17-list-group");
            page.page().locator(".chip").first().click();
            page.page()
                    .locator(".card .act:has([name=scheduledAt]) > summary")
                    .first()
                    .click();
            page.page().locator(".act[open] [name=scheduledAt]").fill(twice());
            page.page().locator("[data-twice] label").nth(1).waitFor();
            page.state("18-list-reschedule");
            page.page().locator(".act[open] > summary").click();
            page.approve(approved);
            page.state("19-list-done");
            page.page().navigate(demo.url() + "/approval/review/posts/" + changed);
            page.state("20-post-changed");
            page.page().locator(".card .act > summary").first().click();
            page.page().locator(".suggest > summary").click();
            page.state("21-post-suggest");
            page.page().locator("[data-mark]").click();
            page.sight("22-post-place");
            page.page().locator("[data-use]").click();
            page.state("23-post-marked");
            page.page().navigate(demo.url() + "/approval/review/posts/" + approved);
            page.page().locator(".act:has([name=reason]) > summary").click();
            page.state("24-post-hold");
            page.page().locator("[name=reason]").fill("The price is wrong. السعر خاطئ.");
            page.page().locator(".act[open] button").click();
            page.page().locator("[data-send=unhold]").waitFor();
            page.state("25-post-held");
            page.page().context().clearCookies();
            page.page().locator("[data-send=unhold] button").click();
            page.page().locator("#reopen[open]").waitFor();
            page.sight("26-post-reopen");
            page.forgive("401");
            page.nothingHappened();
        }
    }

    @Test
    void a_language_is_chosen_on_the_door_and_the_link_is_kept() {
        try (ReviewPage page = ReviewPage.open(demo, new Look(390, 844, false, "en"), many.url())) {
            page.page().locator("[data-lang][hreflang=ar]").click();
            page.page().locator("html[dir=rtl]").waitFor();
            assertThat(page.address()).endsWith("?lang=ar#" + many.secret());
            page.password(many.password());
            page.page().waitForURL("**/review/posts?lang=ar");
            page.page().locator(".tabs a").last().click();
            page.page().waitForURL("**/review/posts?show=decided&lang=ar");
            page.page().locator("[data-lang][hreflang=de]").click();
            page.page().waitForURL("**/review/posts?show=decided&lang=de");
            assertThat(page.text()).contains("Entschieden");
            page.nothingHappened();
        }
    }

    @Test
    void the_list_stands_beside_the_posts_at_a_desk_and_leads_to_them() {
        try (ReviewPage page = ReviewPage.open(demo, new Look(1280, 800, false, "en"), many.url())) {
            page.password(many.password());
            page.page().waitForURL("**/review/posts");
            page.page().locator(".index [data-row]").nth(4).click();
            page.page().locator(".index [data-row][aria-current]").nth(0).waitFor();
            assertThat(page.page().locator(".cards > .item").nth(4).boundingBox().y)
                    .isBetween(0.0, 60.0);
            assertThat(page.page().locator(".index [data-row]").nth(4).isVisible())
                    .isTrue();
            page.nothingHappened();
        }
    }

    @Test
    void paper_shows_whole_captions_and_decisions_and_no_buttons() {
        try (ReviewPage page = ReviewPage.open(demo, new Look(1280, 800, false, "en"), many.url())) {
            page.password(many.password());
            page.page().waitForURL("**/review/posts");
            page.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            for (String hidden : List.of("#bulk", ".acts", ".index", ".tabs", ".top form", ".foot", ".pick"))
                assertThat(page.page().locator(hidden).first().isVisible())
                        .as(hidden)
                        .isFalse();
            assertThat(page.page().locator(".rest").first().boundingBox().height)
                    .isGreaterThan(20);
            page.shot("print");
            page.page().navigate(demo.url() + "/approval/review/posts?show=decided");
            assertThat(page.page().locator(".mine").first().isVisible()).isTrue();
            page.nothingHappened();
        }
    }

    @Test
    void colours_that_the_system_forces_and_stronger_contrast_leave_everything_usable() {
        try (ReviewPage page = ReviewPage.open(demo, new Look(390, 844, true, "en"), many.url())) {
            page.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            page.shot("forced-door").fits().isWhole();
            page.password(many.password());
            page.page().waitForURL("**/review/posts");
            page.page().locator("[data-all]").click();
            page.shot("forced-list").fits().isWhole();
            page.nothingHappened();
        }
    }

    @Test
    void the_keyboard_alone_is_enough() {
        String approver = approver("Kay");
        List<String> posts = List.of(post(0, approver), post(1, approver), post(2, approver));
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        SentLink link = link(approver);
        try (ReviewPage page = ReviewPage.open(demo, new Look(1280, 800, false, "en"), link.url())) {
            Keys keys = new Keys(page.page());
            keys.to("#password").type(link.password()).press("Enter");
            page.page().waitForURL("**/review/posts");
            keys.to(".pick input").press("Space");
            keys.to(".item:nth-child(2) .pick input").press("Space");
            keys.to("#bulk [data-approve]").press("Enter");
            page.page().locator(".done").nth(1).waitFor();
            keys.to(".card .act > summary").press("Enter");
            keys.to(".card details[open] textarea").type("The second sentence is too long.");
            keys.to(".card details[open] button[name=verdict]").press("Enter");
            page.page().locator(".done").nth(2).waitFor();
            keys.to("[data-lock] button").press("Enter");
            page.page().getByText("The review is locked").waitFor();
            page.nothingHappened();
        }
        Map<String, String> statuses = new LinkedHashMap<>();
        gina.all("/api/globex/posts")
                .forEach((id, post) -> statuses.put(id, post.at("/status").asString()));
        assertThat(posts.stream().map(statuses::get))
                .containsExactlyInAnyOrder("SCHEDULED", "SCHEDULED", "CHANGES_REQUESTED");
    }

    /** Somebody who has no mouse. */
    private record Keys(Page page) {
        /** Goes on until that place has the focus, and can be seen to have it. */
        Keys to(String place) {
            for (int step = 0; step < 120; step++) {
                page.keyboard().press("Tab");
                if (!(Boolean) page.evaluate("place => !!document.activeElement?.matches(place)", place)) continue;
                Object outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
                assertThat(outline).as("the ring around " + place).isNotEqualTo("none");
                return this;
            }
            throw new AssertionError("No way leads to " + place);
        }

        Keys type(String text) {
            page.keyboard().type(text);
            return this;
        }

        void press(String key) {
            page.keyboard().press(key);
        }
    }

    private record Desk(SentLink link, List<String> posts) {}

    /** Three posts of somebody's own; the first came back to them, and there is talk about it. */
    private static Desk desk() {
        String approver = approver("Noor Aziz-Wolkenstein");
        List<Map<String, Object>> contents = List.of(content(0, approver), content(1, approver), content(3, approver));
        List<String> posts = contents.stream()
                .map(content -> gina.post("/api/globex/posts", content).is(201).text("/id"))
                .toList();
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        SentLink link = link(approver);
        Caller guest = demo.guest(link);
        String first = posts.get(0);
        guest.post("/api/review/decisions", Bodies.decision(first, 1, "REQUEST_CHANGES"))
                .is(200);
        Map<String, Object> edited = new LinkedHashMap<>(contents.get(0));
        edited.put("version", 1);
        edited.put("caption", "Quiet things, made well. Our new kettle boils half a litre in ninety seconds. #هادئ");
        edited.put("link", "https://shop.example/kettle");
        edited.put("note", "The second sentence is shorter now.");
        edited.put("media", List.of(picture(0, "A kettle on a stove"), picture(1)));
        gina.put("/api/globex/posts/" + first, edited).is(200);
        gina.post("/api/globex/posts/" + first + "/submit").is(200);
        String comments = "/posts/" + first + "/comments";
        for (Map<String, Object> comment : List.<Map<String, Object>>of(
                Map.of(
                        "text",
                        "Is this our new logo?",
                        "anchor",
                        Map.of("media", 0, "x", .1, "y", .1, "w", .3, "h", .2)),
                Map.of("text", "هل «kettle» كلمة مناسبة؟", "anchor", Map.of("from", 33, "to", 39))))
            guest.post("/api/review" + comments, comment).is(201);
        gina.post("/api/globex" + comments, Map.of("text", "It is, since May.", "visibility", "EVERYONE"))
                .is(201);
        return new Desk(link, posts);
    }

    /** When the clocks of Berlin are set back next year. */
    private static String twice() {
        LocalDate day = LocalDate.of(LocalDate.now(ZoneId.of("Europe/Berlin")).getYear() + 1, 10, 31);
        return day.minusDays(day.getDayOfWeek().getValue() % 7) + "T02:30";
    }

    private static String approver(String name) {
        return gina.post("/api/globex/approvers", Map.of("name", name)).is(201).text("/id");
    }

    private static SentLink link(String approver) {
        return SentLink.of(
                gina.post("/api/globex/links", Map.of("approverId", approver)).is(201));
    }

    private static String post(int number, String approver) {
        return gina.post("/api/globex/posts", content(number, approver)).is(201).text("/id");
    }

    private static Map<String, Object> content(int number, String approver) {
        Instant at = demo.time().instant().plus(Duration.ofDays(3 + number)).plus(Duration.ofHours(number));
        Map<String, Object> post =
                new LinkedHashMap<>(Bodies.hiring(CAPTIONS.get(number % CAPTIONS.size()), at, approver));
        post.put(
                "target",
                Map.of(
                        "channel",
                        CHANNELS.get(number % CHANNELS.size()),
                        "account",
                        number % 4 == 1 ? "شركة أكمي" : "acme-corp"));
        post.put("campaign", List.of("winter-26"));
        if (number % 3 == 0) post.put("link", "https://shop.example/kettle?from=social");
        if (number % 5 == 0) post.put("note", "Legal has seen the price. Please look at the second picture.");
        List<Map<String, String>> media = new ArrayList<>();
        for (int i = 0; i < List.of(1, 0, 3, 2, 0).get(number % 5); i++) media.add(picture(i));
        post.put("media", media);
        return post;
    }

    private static Map<String, String> picture(int number) {
        return picture(number, "A picture: " + PICTURES.get(number));
    }

    private static Map<String, String> picture(int number, String alt) {
        return Map.of(
                "url", demo.url() + "/demo-media/" + PICTURES.get(number) + ".png", "type", "IMAGE", "altText", alt);
    }
}
