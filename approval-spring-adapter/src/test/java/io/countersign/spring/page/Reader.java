package io.countersign.spring.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A browser without script: it keeps the session's cookie, says where a form comes from, and follows what a page offers. */
final class Reader {
    static final String HOME = "https://posts.example";
    static final String PAGES = "/approval/review";

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final int port;
    /** What browsers send with a form of the page; a test may send something else. */
    final Map<String, String> headers = new LinkedHashMap<>(Map.of("Sec-Fetch-Site", "same-origin", "Origin", HOME));

    @Nullable
    String cookie;

    /** By which the browser is known to a link that it unlocked before. */
    @Nullable
    String device;

    Reader(int port) {
        this.port = port;
    }

    /** What came back. */
    record Answer(int status, String body, Map<String, List<String>> headers) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }

        /** The text of the page without its markup, as far as a test needs it. */
        String text() {
            return body.replaceAll("(?s)<template.*?</template>", "")
                    .replaceAll("<[^>]+>", " ")
                    .replaceAll("\\s+", " ");
        }
    }

    /** Unlocks a link and comes to its posts. */
    Answer unlock(Studio studio) {
        Answer answer = post("/unlock", fields("link", studio.url(), "password", studio.password()));
        if (answer.status() != 303) throw new IllegalStateException("Unlock answered " + answer.status());
        return get("/posts");
    }

    Answer get(String path) {
        return send("GET", path, null, "");
    }

    Answer head(String path) {
        return send("HEAD", path, null, "");
    }

    /** The bytes as they travel. */
    byte[] raw(String path, String encoding) {
        URI uri = URI.create("http://localhost:" + port + (path.startsWith(PAGES) ? path : PAGES + path));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!encoding.isEmpty()) request.header("Accept-Encoding", encoding);
        if (cookie != null) request.header("Cookie", cookie);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Answer post(String path, List<Map.Entry<String, String>> fields) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, String> field : fields)
            pairs.add(field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
        return send("POST", path, "application/x-www-form-urlencoded", String.join("&", pairs));
    }

    Answer send(String method, String path, @Nullable String type, String body) {
        return sent(method, path, type, body, method.equals("POST"));
    }

    /** With all its headers whatever the method, and with nothing else. */
    Answer request(String method, String path, @Nullable String type, String body) {
        return sent(method, path, type, body, true);
    }

    private Answer sent(String method, String path, @Nullable String type, String body, boolean withHeaders) {
        URI uri = URI.create("http://localhost:" + port + (path.startsWith("/approval/") ? path : PAGES + path));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) request.header("Content-Type", type);
        String cookies = Stream.of(cookie, device).filter(Objects::nonNull).collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) request.header("Cookie", cookies);
        String language = headers.get("Accept-Language");
        if (withHeaders) headers.forEach(request::header);
        else if (language != null) request.header("Accept-Language", language);
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The fields that a page's form about one post sends by itself, with the form's button. */
    static List<Map.Entry<String, String>> form(Answer page, String post, String button) {
        int start = page.body().indexOf("id=\"post-" + post + "\"");
        if (start < 0) throw new IllegalArgumentException("The page does not show post " + post);
        String card = page.body().substring(start, page.body().indexOf("</article>", start));
        return form(card, button);
    }

    /** The same of the form over several posts, which are not yet in it. */
    static List<Map.Entry<String, String>> bulk(Answer page) {
        int start = page.body().indexOf("<form id=\"bulk\"");
        if (start < 0) throw new IllegalArgumentException("The page has no form over several posts");
        return hidden(page.body().substring(start, page.body().indexOf("</form>", start)));
    }

    /** The same of the form that stands beside the post. */
    static List<Map.Entry<String, String>> talk(Answer page, String field) {
        return form(page.body().substring(page.body().indexOf("<aside")), field);
    }

    /** What stands in the boxes beside the posts. */
    static List<String> boxes(Answer page, boolean onlyChecked) {
        List<String> boxes = new ArrayList<>();
        Matcher box = Pattern.compile(
                        "<input type=\"checkbox\" form=\"bulk\" name=\"post\" value=\"([^\"]+)\"( checked)?>")
                .matcher(page.body());
        while (box.find()) if (!onlyChecked || box.group(2) != null) boxes.add(box.group(1));
        return boxes;
    }

    /** Fields as name, value, name, value. */
    static List<Map.Entry<String, String>> fields(String... pairs) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) fields.add(Map.entry(pairs[i], pairs[i + 1]));
        return fields;
    }

    private static List<Map.Entry<String, String>> form(String card, String button) {
        int at = card.indexOf(button);
        if (at < 0) throw new IllegalArgumentException("The card has no " + button);
        return hidden(card.substring(card.lastIndexOf("<form", at), at));
    }

    private static List<Map.Entry<String, String>> hidden(String form) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        Matcher field = HIDDEN.matcher(form);
        while (field.find()) fields.add(Map.entry(field.group(1), field.group(2)));
        return fields;
    }

    private void keep(String set) {
        String pair = set.substring(0, set.indexOf(';'));
        if (pair.startsWith("__Host-approval-device-")) device = pair;
        else cookie = pair.endsWith("=") ? null : pair;
    }
}
