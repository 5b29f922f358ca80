package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The review page in a browser, used as its readers use it; everything that should never happen on it is kept. */
final class ReviewPage implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final String name;
    private final boolean script;
    private final String home;
    private final List<String> incidents = new ArrayList<>();

    private ReviewPage(BrowserContext context, String url, String name, boolean script) {
        this.context = context;
        this.name = name;
        this.script = script;
        this.home = url;
        this.page = context.newPage();
        page.setDefaultTimeout(60_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        page.onDialog(dialog -> {
            incidents.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) incidents.add("console: " + message.text());
        });
        page.onPageError(error -> incidents.add("script: " + error));
        page.onDownload(download -> incidents.add("download: " + download.url()));
        context.onPage(another -> incidents.add("window: " + another.url()));
        context.addInitScript(
                "document.addEventListener('securitypolicyviolation', e => console.error('refused by the policy: '"
                        + " + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))");
        page.onRequest(request -> {
            if (!request.url().startsWith(url + "/") && !request.url().startsWith("data:"))
                incidents.add("foreign request: " + request.url());
        });
    }

    static ReviewPage open(RunningDemo demo, Chromium.Device device, boolean script, SentLink link) {
        return open(demo, device, script, link.url());
    }

    /** Any page of the demo's. */
    static ReviewPage open(RunningDemo demo, Chromium.Device device, boolean script, String address) {
        String name = device.name().toLowerCase(Locale.ROOT) + (script ? "" : "-without-script");
        ReviewPage page = new ReviewPage(Chromium.open(device, script), demo.url(), name, script);
        page.page.navigate(address);
        return page;
    }

    /** For a reader with preferences of their own. */
    static ReviewPage open(RunningDemo demo, Look look, String address) {
        ReviewPage page = new ReviewPage(Chromium.open(look), demo.url(), look.toString(), true);
        page.page.navigate(address);
        return page;
    }

    /** Types the password and sends it. */
    void password(String password) {
        page.locator("#password").fill(password);
        page.locator("form[data-unlock] button.go").click();
    }

    /** A state of a page: nobody is shut out, nothing is cut, and a picture is left of it. */
    void state(String state) {
        shot(state).isAccessible().fits().isWhole().isInReach();
    }

    /** The same with all the cards of a list, which a browser leaves out until somebody scrolls there. */
    void whole(String state) {
        cards("visible");
        shot(state, 8000).isAccessible().fits().isWhole().isInReach();
        cards("");
    }

    private void cards(String visibility) {
        page.evaluate(
                "value => document.querySelectorAll('.cards .card').forEach(card => card.style.contentVisibility = value)",
                visibility);
    }

    /** The same where something stands over the page: the picture is of the window, as somebody sees it. */
    void sight(String state) {
        page.screenshot(new Page.ScreenshotOptions().setPath(picture(state)));
        isAccessible().fits().isWhole().isInReach();
    }

    /** Without script the fragment cannot be read, and the link is pasted. */
    ReviewPage unlock(SentLink link) {
        if (!script) page.getByLabel("Your link").first().fill(link.url());
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(link.password());
        page.locator("form[data-unlock] button.go").click();
        page.waitForURL(Pattern.compile(".*/review/posts"));
        return this;
    }

    /** For what only one test does with it. */
    Page page() {
        return page;
    }

    /** What the browser itself complains about is looked for, and only the test knows that it will. */
    void forgive(String complaint) {
        incidents.removeIf(incident -> incident.contains(complaint));
    }

    Locator card(String postId) {
        return page.locator("#post-" + postId);
    }

    void approve(String postId) {
        card(postId).locator("form.first button").click();
        awaitDecided(postId);
    }

    void approveTogether(List<String> postIds) {
        for (String id : postIds)
            page.locator(".item", new Page.LocatorOptions().setHas(page.locator("#post-" + id)))
                    .locator(".pick")
                    .click();
        page.locator("#bulk [data-approve]").click();
        postIds.forEach(this::awaitDecided);
    }

    void refuse(String postId, String how, String note) {
        Locator card = card(postId);
        card.locator("summary", named(how)).click();
        Locator form = card.locator("details[open] form");
        form.locator("textarea").fill(note);
        form.locator("button").click();
        awaitDecided(postId);
    }

    void reschedule(String postId, LocalDateTime to) {
        Locator card = card(postId);
        card.locator("summary", named("Reschedule")).click();
        Locator form = card.locator("details[open] form");
        form.locator("input[type=datetime-local]").fill(to.toString());
        form.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Reschedule").setExact(true))
                .click();
        page.getByText("Rescheduled").first().waitFor();
    }

    void show(String tab) {
        page.locator(".tabs a", new Page.LocatorOptions().setHasText(tab)).click();
        page.locator(".tabs a[aria-current=page]", new Page.LocatorOptions().setHasText(tab))
                .waitFor();
    }

    void openPost(String postId) {
        card(postId)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^Details")))
                .click();
        page.waitForURL(Pattern.compile(".*/posts/" + postId));
    }

    void toList() {
        page.locator(".back a").click();
        page.waitForURL(Pattern.compile(".*/review/posts"));
    }

    void lock() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lock"))
                .click();
        page.getByText("The review is locked").waitFor();
    }

    /** Also what is not painted yet. */
    String text() {
        return page.locator("main").textContent();
    }

    String address() {
        return page.url();
    }

    ReviewPage shot(String step) {
        return shot(step, 3000);
    }

    private ReviewPage shot(String step, int height) {
        page.evaluate("""
                async () => {
                  const images = [...document.querySelectorAll('main img[src]')];
                  for (const image of images) image.loading = 'eager';
                  await Promise.all(images.map(image => image.decode().catch(() => {})));
                }""");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(picture(step))
                .setFullPage(true)
                .setClip(0, 0, page.viewportSize().width, height));
        return this;
    }

    private Path picture(String step) {
        return Path.of("target", "screenshots", name + "-" + step + ".png");
    }

    /** As far as a script can tell, which a page without script does not let run. */
    ReviewPage isAccessible() {
        if (!script) return this;
        List<String> violations = new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(ReviewPage::told)
                        .toList();
        assertThat(violations).as(page.url()).isEmpty();
        return this;
    }

    /** Nothing is wider than the screen. */
    ReviewPage fits() {
        Object beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(beyond).as("pixels that have to be scrolled to the side").isEqualTo(0);
        return this;
    }

    /** No words are wider than the place they are given. */
    ReviewPage isWhole() {
        Object cut = page.evaluate("""
                () => [...document.querySelectorAll('button, summary, .btn, .tabs a, .tag, .chip, label, h1, h2, h3, p, input:not([name=password])')]
                  .filter(place => place.clientWidth > 1 && place.checkVisibility() && !place.closest('.vh, .index, [data-name], .url'))
                  .filter(place => place.scrollWidth > place.clientWidth + 1)
                  .map(place => place.outerHTML.slice(0, 160))""");
        assertThat((List<?>) cut).as("cut at " + page.url()).isEmpty();
        return this;
    }

    /**
     * Nothing to press or to fill in lies over another, on a phone nothing is too small for a thumb, and what people wrote
     * keeps its direction beside what the page says of it.
     */
    ReviewPage isInReach() {
        Object hidden = page.evaluate("""
                () => {
                  const told = place => place.outerHTML.slice(0, 160);
                  const dialog = document.querySelector('dialog[open]');
                  const places = [...(dialog ?? document).querySelectorAll('a, button, summary, input, textarea, label.pick, .index, .bulk')]
                    .filter(place => place.checkVisibility() && place.type !== 'hidden')
                    .filter(place => !place.closest('.vh, .skip, .toast, .ending, .markable, .carousel') && (dialog || !place.closest('dialog')));
                  const stands = place => ['.index', '.bulk'].find(side => place.closest(side));
                  const apart = (one, other) => {
                    const phone = innerWidth < 1024;
                    if (one.contains(other) || other.contains(one)) return true;
                    if (phone && (stands(one) || stands(other)) && stands(one) !== stands(other)) return true;
                    if (stands(one) === '.index' && !one.matches('.index') || stands(other) === '.index' && !other.matches('.index')) return true;
                    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
                    if (one.parentElement.matches('.reveal') && one.parentElement === other.parentElement)
                      return other.offsetWidth <= parseFloat(getComputedStyle(one).paddingInlineEnd);
                    return a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
                  };
                  const over = places.flatMap((one, i) => places.slice(i + 1).filter(other => !apart(one, other))
                    .map(other => told(one) + ' and ' + told(other)));
                  const small = innerWidth >= 600 ? [] : places
                    .filter(place => place.matches('a, button, summary, textarea, label, input:not([type=checkbox], [type=radio])') && !place.closest('p'))
                    .filter(place => place.getBoundingClientRect().height < 43.5)
                    .map(place => 'small: ' + told(place));
                  const astray = [...document.querySelectorAll('[dir=auto] .vh:not([dir])')].map(place => 'turns its words: ' + told(place));
                  return [...over, ...small, ...astray];
                }""");
        assertThat((List<?>) hidden).as("out of reach at " + page.url()).isEmpty();
        return this;
    }

    /** Of the demo's own. */
    ReviewPage go(String path) {
        page.navigate(home + path);
        return this;
    }

    /** What this script says of the page. */
    Object tells(String expression, Object about) {
        return page.evaluate(expression, about);
    }

    /** Waits until the page tells so. */
    void until(String expression, Object about) {
        page.waitForFunction(expression, about);
    }

    /** Nothing besides what is described. */
    void nothingHappenedBut(Pattern expected) {
        assertThat(incidents).allMatch(one -> expected.matcher(one).matches());
    }

    void nothingHappened() {
        assertThat(incidents).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }

    /** With script the card gives way to what became of it; without, the answer is a page that tells. */
    private void awaitDecided(String postId) {
        if (script) page.locator(".done a[href$='" + postId + "']").waitFor();
        else page.locator(".results .yes a[href$='" + postId + "']").waitFor();
    }

    private static Locator.LocatorOptions named(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
