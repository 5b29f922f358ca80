package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts hostile texts into every field of posts that takes them, and asks a browser what it made of them. */
final class Siege {
    private static final List<String> CHANNELS = List.of(
            "LINKEDIN",
            "X",
            "FACEBOOK",
            "INSTAGRAM",
            "TIKTOK",
            "YOUTUBE",
            "PINTEREST",
            "THREADS",
            "BLUESKY",
            "MASTODON",
            "GOOGLE_BUSINESS",
            "COMPANY_BLOG");

    /** Longer ones do not fit into a name any more. */
    private static final int LONG = 195;

    /** Which of the texts are nowhere in their elements, as text or as what an attribute says. */
    private static final String MISSING = """
            all => Object.entries(all).flatMap(([selector, texts]) => {
              const root = document.querySelector(selector);
              if (!root) return ['nothing is at ' + selector];
              const shown = [];
              for (const each of root.querySelectorAll('*')) {
                shown.push(each.textContent);
                if (each.value) shown.push(String(each.value));
                for (const name of ['alt', 'href', 'aria-label'])
                  if (each.hasAttribute(name)) shown.push(each.getAttribute(name));
              }
              // HTML knows one kind of line end.
              return texts.map(text => text.replace(/\\r\\n?/g, '\\n'))
                  .filter(text => !shown.some(one => one.length - text.length < 80 && one.includes(text)))
                  .map(text => selector + ': ' + text);
            })""";

    /** What no template of ours writes. */
    private static final String ODD = """
            () => {
              const odd = [...document.querySelectorAll('base,iframe,object,embed,frame,frameset,style,script:not([src]),'
                  + 'meta[http-equiv],portal,marquee,math,x,plaintext,xmp,listing,noembed,slot,isindex,foreignObject,animate')];
              for (const each of document.querySelectorAll('*'))
                for (const { name, value } of each.attributes)
                  if (/^on|^srcdoc$|^ping$|^srcset$|^autofocus$|:href$|^(ng|x|v|hx)-/.test(name)
                      || /^(href|src|action|formaction)$/.test(name) && /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data):/i.test(value))
                    odd.push(each);
              return odd.map(each => each.outerHTML.slice(0, 300));
            }""";

    private final RunningDemo demo;
    private final Caller author;

    Siege(RunningDemo demo) {
        this.demo = demo;
        this.author = demo.as("gina");
    }

    /** Everything that a post says, each with an end of its own, so that none stands for another. */
    static List<String> says(Map<String, String> fields) {
        return List.copyOf(fields.values());
    }

    String approver(String name) {
        return author.post("/api/globex/approvers", Map.of("name", name))
                .is(201)
                .text("/id");
    }

    SentLink link(String approver) {
        return SentLink.of(
                author.post("/api/globex/links", Map.of("approverId", approver)).is(201));
    }

    /** A post of each text, in every field, that waits for these; what each says, by its id. */
    Map<String, Map<String, String>> posts(List<String> texts, String... reviewers) {
        Map<String, Map<String, String>> posts = new LinkedHashMap<>();
        for (String text : texts) {
            Map<String, String> fields = fields(text);
            posts.put(created(text, fields, posts.size(), reviewers), fields);
        }
        submit(List.copyOf(posts.keySet()));
        return posts;
    }

    private Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("caption", text);
        fields.put("account", text + "·a");
        fields.put("note", kept(text + "·n"));
        fields.put("category", text + "·c");
        fields.put("campaign", text + "·t");
        fields.put("altText", text + "·m");
        fields.put("link", address("https://shop.example/?q=", text));
        fields.put("own", address(demo.url() + "/demo-media/store-front.png?q=", text));
        fields.put("film", address("https://elsewhere.example/", text));
        return fields;
    }

    /** As notes are kept, without what is refused in them (S-69). */
    static String kept(String note) {
        return Normalizer.normalize(note, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\x{202D}\\x{202E}&&[^\\t\\n\\r]]", "");
    }

    /** As typed where an address may hold it, else with its signs escaped. */
    private static String address(String start, String text) {
        try {
            return new URI(start + text).toString();
        } catch (URISyntaxException unusable) {
            return start + URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    private String created(String text, Map<String, String> fields, int number, String... reviewers) {
        Answer answer = author.post("/api/globex/posts", body(fields, number, reviewers));
        if (answer.status() == 400) {
            assertThat(text.codePointCount(0, text.length()))
                    .as("%s: %s", text, answer.body())
                    .isGreaterThan(LONG);
            for (String name : List.of("account", "category", "campaign", "link", "own", "film"))
                fields.put(
                        name,
                        name.length() > 4 ? "plain " + name : fields("plain").get(name));
            answer = author.post("/api/globex/posts", body(fields, number, reviewers));
        }
        return answer.is(201).text("/id");
    }

    private Map<String, Object> body(Map<String, String> fields, int number, String... reviewers) {
        Map<String, Object> body =
                Bodies.hiring(fields.get("caption"), demo.time().instant().plus(Duration.ofDays(9)), reviewers);
        body.put("target", Map.of("channel", CHANNELS.get(number % CHANNELS.size()), "account", fields.get("account")));
        for (String name : List.of("note", "category", "link")) body.put(name, fields.get(name));
        body.put("campaign", List.of(fields.get("campaign")));
        body.put(
                "media",
                List.of(
                        Map.of("url", fields.get("own"), "type", "IMAGE", "altText", fields.get("altText")),
                        Map.of("url", fields.get("film"), "type", "VIDEO")));
        return body;
    }

    private void submit(List<String> ids) {
        for (int from = 0; from < ids.size(); from += 200) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + 200));
            for (JsonNode result : author.post("/api/globex/posts/submit", Map.of("ids", part))
                    .is(200)
                    .items("/results"))
                assertThat(result.at("/outcome").asString()).as("%s", result).isEqualTo("SUBMITTED");
        }
    }

    /** As typed, somewhere below this element; and nothing of any text became anything else. */
    static void assertShown(ReviewPage page, String selector, List<String> texts) {
        assertShown(page, Map.of(selector, texts));
    }

    /** The same of several elements. */
    static void assertShown(ReviewPage page, Map<String, List<String>> texts) {
        assertThat((List<?>) page.tells(MISSING, texts)).isEmpty();
        assertHarmless(page);
    }

    /** Nothing on the page is what no template of ours writes. */
    static void assertHarmless(ReviewPage page) {
        assertThat((List<?>) page.tells(ODD, null)).as(page.address()).isEmpty();
    }

    /** The posts on the page, in their order. */
    static List<String> shown(ReviewPage page) {
        List<String> ids = new ArrayList<>();
        for (Object id :
                (List<?>) page.tells("[...document.querySelectorAll('.card')].map(card => card.dataset.post)", null))
            ids.add(String.valueOf(id));
        return ids;
    }
}
