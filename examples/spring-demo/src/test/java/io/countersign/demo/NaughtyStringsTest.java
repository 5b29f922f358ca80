package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Big List of Naughty Strings (github.com/minimaxir/big-list-of-naughty-strings, MIT, Max Woolf) through API, database
 * and page: each comes back as it went in, or is refused with a reason.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NaughtyStringsTest {
    private static final List<String> FIELDS = List.of("caption", "note", "category", "campaign");

    private RunningDemo demo;
    private Caller gina;
    private List<String> strings;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        demo = running(folder);
        gina = demo.as("gina");
        try (InputStream list = NaughtyStringsTest.class.getResourceAsStream("/blns.json")) {
            strings = List.of(new JsonMapper().readValue(list, String[].class));
        }
    }

    RunningDemo running(Path folder) throws IOException {
        return RunningDemo.in(folder);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void in_a_post_they_come_back_from_the_api_and_show_on_the_page_as_they_are() {
        String approver = gina.post("/api/globex/approvers", Map.of("name", "Reader"))
                .is(201)
                .text("/id");
        Map<String, Map<String, String>> sent = new LinkedHashMap<>();
        for (String string : strings) {
            Map<String, String> fields = new LinkedHashMap<>();
            FIELDS.forEach(field -> fields.put(field, string));
            sent.put(created(fields, approver).text("/id"), fields);
        }
        assertThat(sent).hasSize(strings.size());
        assertSame(gina.all("/api/globex/posts"), sent);
        submit(List.copyOf(sent.keySet()));

        SentLink link = SentLink.of(
                gina.post("/api/globex/links", Map.of("approverId", approver)).is(201));
        PageReader page = PageReader.unlock(demo, link);
        assertSame(demo.guest(link).all("/api/review/posts"), sent);
        sent.forEach((id, fields) -> assertShown(page.post(id), fields));
    }

    @Test
    void as_an_approvers_name_they_come_back_as_they_are() {
        Map<String, String> sent = new LinkedHashMap<>();
        for (String string : strings) {
            Answer created = gina.post("/api/globex/approvers", Map.of("name", string));
            if (created.status() == 201) {
                assertThat(created.text("/name")).isEqualTo(string);
                sent.put(created.text("/id"), string);
            } else
                assertThat(created.refuses(400, "invalid-input").text("/errors/0/field"))
                        .isEqualTo("name");
        }
        Map<String, JsonNode> kept = gina.all("/api/globex/approvers");
        sent.forEach((id, string) -> assertThat(at(kept, id, "/name")).isEqualTo(string));
    }

    @Test
    void in_a_calendar_they_come_back_as_they_are() {
        StringBuilder csv = new StringBuilder("\uFEFFchannel,account,caption,note\r\n");
        for (String string : strings)
            csv.append("X,globex,")
                    .append(quoted(string))
                    .append(',')
                    .append(quoted(string))
                    .append("\r\n");

        Answer imported =
                gina.postCsv("/api/globex/posts/import", csv.toString()).is(200);

        List<JsonNode> rows = imported.items("/rows");
        assertThat(rows).hasSize(strings.size());
        Map<String, JsonNode> kept = gina.all("/api/globex/posts");
        for (int i = 0; i < rows.size(); i++) {
            String string = strings.get(i);
            JsonNode refused = rows.get(i).at("/errors/0/field");
            if (!refused.isMissingNode()) {
                assertThat(refused.asString()).isEqualTo(string.isBlank() ? "caption" : "note");
                continue;
            }
            String id = rows.get(i).at("/id").asString();
            assertThat(at(kept, id, "/caption")).isEqualTo(string);
            assertThat(at(kept, id, "/note")).isEqualTo(string);
        }
    }

    @Test
    void in_comments_they_come_back_in_their_composed_form_and_show_in_the_record_as_they_are() {
        String post = "/api/globex/posts/" + drafted("Say something");
        String path = post + "/comments";
        Map<String, String> sent = new LinkedHashMap<>();
        for (String string : strings) {
            Answer said = gina.post(path, Map.of("text", string, "visibility", "EVERYONE"));
            if (said.status() == 201) sent.put(said.text("/id"), Normalizer.normalize(string, Normalizer.Form.NFC));
            else
                assertThat(said.refuses(400, "invalid-input").text("/errors/0/field"))
                        .isEqualTo("text");
        }
        Map<String, JsonNode> kept = gina.all(path);
        assertThat(kept).hasSameSizeAs(sent);
        sent.forEach((id, string) -> assertThat(at(kept, id, "/text")).isEqualTo(string));

        String record = gina.get(post + "/record?format=html").is(200).body();
        String shown = HtmlUtils.htmlUnescape(record);
        sent.values()
                .forEach(string -> assertThat(shown).contains("<blockquote dir=\"auto\">" + string + "</blockquote>"));
        sent.values().stream()
                .filter(string -> string.matches("(?s).*<[a-zA-Z/!?].*"))
                .forEach(string -> assertThat(record).doesNotContain(string));
    }

    @Test
    void as_one_caption_after_the_other_their_differences_make_up_both() {
        String path = "/api/globex/posts/" + drafted("The first");
        String before = "The first";
        int version = 1;
        for (String string : strings) {
            Map<String, Object> edit = Bodies.hiring(string, RunningDemo.START.plus(Duration.ofDays(9)));
            Answer edited = gina.put(path, Bodies.with(edit, "version", version));
            if (edited.status() == 400 || edited.json().at("/version").asInt() == version) continue;
            String query = "?from=%d&to=%d".formatted(version, ++version);
            Answer diff = gina.get(path + "/versions/diff" + query).is(200);
            assertThat(without("INSERT", diff)).isEqualTo(before);
            assertThat(without("DELETE", diff)).isEqualTo(string);
            before = string;
        }
        assertThat(version).isGreaterThan(strings.size() / 2);
    }

    private String drafted(String caption) {
        return gina.post("/api/globex/posts", Bodies.hiring(caption, RunningDemo.START.plus(Duration.ofDays(9))))
                .is(201)
                .text("/id");
    }

    private static String without(String op, Answer diff) {
        StringBuilder text = new StringBuilder();
        for (JsonNode piece : diff.items("/caption"))
            if (!piece.at("/op").asString().equals(op))
                text.append(piece.at("/text").asString());
        return text.toString();
    }

    /** Makes a post with the string in every field that takes it, and a plain one where the answer says that it does not. */
    private Answer created(Map<String, String> fields, String approver) {
        for (int refusals = 0; refusals < FIELDS.size(); refusals++) {
            Answer answer = create(fields, approver);
            if (answer.status() == 201) return answer;
            for (JsonNode error : answer.refuses(400, "invalid-input").json().at("/errors")) {
                assertThat(error.at("/message").asString()).isNotBlank();
                String field = error.at("/field").asString().replaceFirst("\\W.*", "");
                assertThat(FIELDS).contains(field);
                fields.put(field, "plain");
            }
        }
        return create(fields, approver).is(201);
    }

    private Answer create(Map<String, String> fields, String approver) {
        Map<String, Object> body = Bodies.hiring("", RunningDemo.START.plus(Duration.ofDays(9)));
        body.putAll(fields);
        body.put("campaign", List.of(fields.getOrDefault("campaign", "")));
        body.put("reviewers", List.of(approver));
        return gina.post("/api/globex/posts", body);
    }

    private void submit(List<String> ids) {
        for (int from = 0; from < ids.size(); from += 200) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + 200));
            assertThat(gina.post("/api/globex/posts/submit", Map.of("ids", part))
                            .is(200)
                            .items("/results"))
                    .allSatisfy(result ->
                            assertThat(result.at("/outcome").asString()).isEqualTo("SUBMITTED"));
        }
    }

    private Map<String, String> fields(JsonNode post) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            JsonNode value = post.at("/" + field);
            fields.put(field, value.isArray() ? value.get(0).asString() : value.asString());
        }
        return fields;
    }

    private void assertSame(Map<String, JsonNode> kept, Map<String, Map<String, String>> sent) {
        sent.forEach((id, fields) ->
                assertThat(fields(Objects.requireNonNull(kept.get(id), id))).isEqualTo(fields));
    }

    private static String at(Map<String, JsonNode> kept, String id, String path) {
        return Objects.requireNonNull(kept.get(id), id).at(path).asString();
    }

    private void assertShown(String html, Map<String, String> fields) {
        // Captions fold.
        String plain = html.replaceAll("</?(?:span|details|summary)\\b[^>]*>", "");
        assertThat(HtmlUtils.htmlUnescape(plain))
                .contains("<div class=\"caption\" dir=\"auto\">" + fields.get("caption"))
                .contains("<blockquote dir=\"auto\">" + fields.get("note") + "</blockquote>")
                .contains("<li class=\"tag\" dir=\"auto\">" + fields.get("category") + "</li>")
                .contains("<li class=\"tag\" dir=\"auto\">#" + fields.get("campaign") + "</li>");
        // Nothing of it is markup.
        fields.values().stream()
                .filter(text -> text.matches("(?s).*<[a-zA-Z/!?].*"))
                .forEach(text -> assertThat(html).doesNotContain(text));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
