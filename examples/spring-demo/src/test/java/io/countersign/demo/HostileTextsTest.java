package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Every field that reaches the reviewer page, with every hostile text, in a browser: each is shown as it was typed and does
 * nothing. Whatever takes a page a text takes some of them here, and all in the endurance profile.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileTextsTest {
    /** Some addresses are refused, and some times are none, which a browser's console tells. */
    private static final Pattern REFUSED =
            Pattern.compile("(?s)console: (Failed to load resource: the server responded with a status of 4\\d\\d.*"
                    + "|The specified value .* does not conform to the required format.*)");

    private static RunningDemo demo;
    private static Caller gina;
    private static Siege siege;
    private static String reader;
    private static String colleague;
    private static Map<String, Map<String, String>> posts;

    @BeforeAll
    static void start(@TempDir Path folder) {
        // The browser's clock is the machine's.
        demo = RunningDemo.in(
                folder, Instant.now().truncatedTo(ChronoUnit.MINUTES), List.of("--approval.web.show-reviewers=true"));
        gina = demo.as("gina");
        siege = new Siege(demo);
        reader = siege.approver("Noor Aziz");
        colleague = siege.approver("Sami Berg");
        posts = siege.posts(Hostile.all(), reader, colleague);
        colleagueApproves();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** With a note to everybody. */
    private static void colleagueApproves() {
        Caller guest = demo.guest(siege.link(colleague));
        List<String> ids = List.copyOf(posts.keySet());
        for (int from = 0; from < ids.size(); from += 200) {
            List<Map<String, Object>> decisions = new ArrayList<>();
            for (String id : ids.subList(from, Math.min(ids.size(), from + 200)))
                decisions.add(Map.of("postId", id, "version", 1, "verdict", "APPROVE", "note", note(id)));
            for (JsonNode result : guest.post("/api/review/decisions", Map.of("decisions", decisions))
                    .is(200)
                    .items("/results"))
                assertThat(result.at("/outcome").asString()).as("%s", result).isEqualTo("RECORDED");
        }
    }

    private static String note(String id) {
        String caption = posts.get(id).get("caption");
        return Siege.kept((caption.length() > 3990 ? caption.substring(0, 3990) : caption) + "·d");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void S_52_a_list_of_hostile_posts_is_a_list_of_posts(Chromium.Device device) {
        SentLink link = siege.link(reader);
        try (ReviewPage page = ReviewPage.open(demo, device, true, link)) {
            page.unlock(link);
            Set<String> seen = everyPage(page, device, id -> Siege.says(posts.get(id)));
            assertThat(seen).containsExactlyInAnyOrderElementsOf(posts.keySet());
            page.fits().nothingHappened();
        }
    }

    @Test
    void S_52_notes_of_decisions_are_shown_as_typed() {
        Chromium.Device device = Chromium.Device.PHONE;
        SentLink link = siege.link(colleague);
        try (ReviewPage page = ReviewPage.open(demo, device, true, link)) {
            page.unlock(link).go("/approval/review/posts?show=decided");
            Set<String> seen = everyPage(page, device, id -> List.of(note(id)));
            assertThat(seen).containsExactlyInAnyOrderElementsOf(posts.keySet());
            page.fits().nothingHappened();
        }
    }

    /** On a phone page by page; at a desk by script, which adds to the page what comes next, three parts at a time. */
    private static Set<String> everyPage(
            ReviewPage page, Chromium.Device device, java.util.function.Function<String, List<String>> says) {
        Set<String> seen = new LinkedHashSet<>();
        while (true) {
            Map<String, List<String>> texts = new LinkedHashMap<>();
            for (String id : Siege.shown(page)) if (seen.add(id)) texts.put("#post-" + id, says.apply(id));
            Siege.assertShown(page, texts);
            @Nullable Object next = page.tells("document.querySelector('[data-next]')?.getAttribute('href')", null);
            if (next == null) return seen;
            int count = Siege.shown(page).size();
            if (device == Chromium.Device.PHONE || count > 100) page.go(String.valueOf(next));
            else {
                page.tells("document.querySelector('[data-next]').click()", null);
                page.until("count => document.querySelectorAll('.card').length > count", count);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void S_52_a_hostile_post_alone_is_a_post_with_what_others_said_of_it(Chromium.Device device) {
        SentLink link = siege.link(reader);
        List<String> some = Hostile.some(7);
        try (ReviewPage page = ReviewPage.open(demo, device, true, link)) {
            page.unlock(link);
            for (String id : posts.keySet()) {
                if (!some.contains(posts.get(id).get("caption"))) continue;
                page.go("/approval/review/posts/" + id);
                Siege.assertShown(page, "#post-" + id, Siege.says(posts.get(id)));
                Siege.assertShown(page, "main", List.of(note(id)));
                page.fits();
            }
            page.nothingHappened();
        }
    }

    @Test
    void S_52_comments_are_shown_as_typed() {
        String listener = siege.approver("Listener");
        String id = waiting(listener);
        Set<String> said = new LinkedHashSet<>();
        for (String text : Hostile.all())
            if (gina.post("/api/globex/posts/" + id + "/comments", Map.of("text", text, "visibility", "EVERYONE"))
                            .status()
                    == 201) said.add(Siege.kept(text).replaceAll("\r\n?", "\n"));
        SentLink link = siege.link(listener);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, link)) {
            page.unlock(link).go("/approval/review/posts/" + id);
            while (true) {
                for (Object text : (List<?>)
                        page.tells("[...document.querySelectorAll('.said-text')].map(said => said.textContent)", null))
                    said.remove(String.valueOf(text));
                Siege.assertHarmless(page);
                @Nullable
                Object earlier = page.tells(
                        "document.querySelector('.talk a[href*=\"comments=\"]')?.getAttribute('href')", null);
                if (earlier == null) break;
                page.go(String.valueOf(earlier));
            }
            page.fits().nothingHappened();
        }
        assertThat(said).as("comments that were not shown as typed").isEmpty();
    }

    @Test
    void S_52_stages_are_called_as_the_policy_calls_them() {
        List<String> names = Hostile.all().stream()
                .filter(text -> text.codePointCount(0, text.length()) <= 100)
                .filter(text -> !List.of("requested", "release").contains(text))
                .toList();
        List<Map<String, Object>> stages = new ArrayList<>();
        String third = siege.approver("Third");
        for (String name : names)
            stages.add(Map.of("name", name, "order", 0, "reviewers", List.of("approver:" + third), "quorum", "ANY"));
        gina.put("/api/globex/routing-policy", Map.of("stages", stages, "otherwise", names))
                .is(200);
        String id;
        try {
            id = waiting();
        } finally {
            gina.put("/api/globex/routing-policy", Map.of("stages", List.of())).is(200);
        }
        SentLink link = siege.link(third);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, link)) {
            page.unlock(link);
            Siege.assertHarmless(page);
            page.go("/approval/review/posts/" + id);
            Siege.assertShown(page, "main", names);
            page.fits().nothingHappened();
        }
    }

    @Test
    void S_52_people_are_called_by_their_names() {
        String first = siege.approver("First");
        String second = siege.approver("Second");
        String id = waiting(first, second);
        demo.guest(siege.link(second))
                .post("/api/review/decisions", Bodies.decision(id, 1, "APPROVE"))
                .is(200);
        SentLink link = siege.link(first);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.DESKTOP, true, link)) {
            page.unlock(link);
            for (String name : Hostile.some(7)) {
                if (gina.put("/api/globex/approvers/" + first, Map.of("name", name))
                                .status()
                        == 400) continue;
                gina.put("/api/globex/approvers/" + second, Map.of("name", name))
                        .is(200);
                page.go("/approval/review/posts");
                Siege.assertShown(page, ".intro", List.of(name));
                page.go("/approval/review/posts/" + id);
                Siege.assertShown(page, "main", List.of(name));
            }
            page.nothingHappened();
        }
    }

    /** A harmless one. */
    private static String waiting(String... approvers) {
        return siege.posts(List.of("Hello"), approvers).keySet().iterator().next();
    }

    @Test
    void S_52_a_workspace_is_called_by_its_name() {
        for (String name : Hostile.some(7)) {
            if (name.length() > 100 || !name.codePoints().allMatch(HostileTextsTest::fitsAWorkspace)) continue;
            Call call = Call.of(new WorkspaceId(name), Actor.user("host", EnumSet.allOf(Permission.class), Set.of()));
            Approver approver = demo.approvals().approvers().register(call, ApproverForm.external("Noor", null));
            IssuedLink made = demo.approvals().links().create(call, LinkForm.of(approver.id()));
            SentLink link = new SentLink(
                    made.url().reveal(), Objects.requireNonNull(made.password()).reveal());
            try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.PHONE, true, link)) {
                page.unlock(link);
                Siege.assertShown(page, "main", List.of(name));
                page.nothingHappened();
            }
        }
    }

    private static boolean fitsAWorkspace(int point) {
        return !Character.isISOControl(point) && !Character.isWhitespace(point) && !Character.isSpaceChar(point);
    }

    @Test
    void S_52_what_an_address_says_is_not_said_by_the_page() {
        String visitor = siege.approver("Visitor");
        waiting(visitor);
        SentLink link = siege.link(visitor);
        try (ReviewPage page = ReviewPage.open(demo, Chromium.Device.DESKTOP, true, link)) {
            page.unlock(link);
            for (String text : Hostile.some(6)) {
                String escaped = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
                String unlikely =
                        escaped.replace("%2F", "-").replace("%5C", "-").replace("%25", "-");
                for (String path : List.of(
                        "/posts?show=%1$s&cursor=%1$s&select=%1$s&lang=%1$s&comments=%1$s".formatted(escaped),
                        "/posts/" + unlikely,
                        "/" + unlikely + "#" + escaped,
                        "/x?%1$s=%1$s#%1$s".formatted(escaped))) {
                    page.go("/approval/review" + path);
                    Siege.assertHarmless(page);
                }
            }
            page.nothingHappenedBut(REFUSED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void S_52_what_was_typed_into_a_refused_form_comes_back_as_typed(Chromium.Device device) {
        String writer = siege.approver("Writer");
        String id = waiting(writer);
        SentLink link = siege.link(writer);
        try (ReviewPage page = ReviewPage.open(demo, device, true, link)) {
            page.unlock(link);
            for (String text : Hostile.some(5)) {
                String stale = id + ":1:" + "0".repeat(64);
                submitted(page, "/decisions", Map.of("post", stale, "verdict", "REQUEST_CHANGES", "note", text));
                Siege.assertShown(page, "main", List.of(text.strip()));
                Map<String, String> time = new LinkedHashMap<>(Map.of("post", stale, "scheduledAt", text));
                submitted(page, "/reschedule", time);
                Siege.assertHarmless(page);
                time.put("timeZone", text);
                time.put("offset", text);
                submitted(page, "/reschedule", time);
                Siege.assertHarmless(page);
                submitted(page, "/decisions", Map.of("post", text, "verdict", text, "several", text, "note", text));
                Siege.assertHarmless(page);
                submitted(page, "/posts/" + id + "/comments", Map.of("text", text, "region", text));
                Siege.assertHarmless(page);
                submitted(page, "/posts/" + id + "/hold", Map.of("post", stale, "reason", text));
                Siege.assertHarmless(page);
                submitted(page, "/unlock", Map.of("link", text, "password", text));
                Siege.assertHarmless(page);
            }
            page.nothingHappenedBut(REFUSED);
        }
    }

    /** As no form of the page would, but one of a page that is open beside it might. */
    private static void submitted(ReviewPage page, String path, Map<String, String> fields) {
        if (!path.equals("/unlock")) page.go("/approval/review/posts");
        page.tells("""
                ([path, fields]) => {
                  const form = Object.assign(document.createElement('form'), { method: 'post', action: '/approval/review' + path });
                  const all = { csrf: document.body.dataset.csrf ?? '', idempotencyKey: crypto.randomUUID(), ...fields };
                  for (const [name, value] of Object.entries(all))
                    form.append(Object.assign(document.createElement('textarea'), { name, value }));
                  document.body.append(form);
                  document.body.dataset.sent = true;
                  HTMLFormElement.prototype.submit.call(form);
                }""", List.of(path, fields));
        page.until("() => document.readyState === 'complete' && !document.body.dataset.sent", null);
    }
}
