package io.countersign.demo;

import io.countersign.canonical.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls the demo over HTTP in somebody's name; paths are below {@code /approval}. */
final class Caller {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;
    private final @Nullable String authorization;

    private Caller(String base, @Nullable String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    static Caller anybody(String url) {
        return new Caller(url + "/approval", null);
    }

    static Caller user(String url, String name) {
        byte[] both = (name + ":demo").getBytes(StandardCharsets.UTF_8);
        return new Caller(url + "/approval", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** Unlocks the link. */
    static Caller guest(String url, SentLink link) {
        Answer unlocked = anybody(url)
                .post("/api/review/unlock", Map.of("token", link.token(), "password", link.password()))
                .is(200);
        return session(url, unlocked.text("/session"));
    }

    static Caller session(String url, String session) {
        return new Caller(url + "/approval", "Bearer " + session);
    }

    Answer get(String path) {
        return send("GET", path, "application/json", HttpRequest.BodyPublishers.noBody());
    }

    /** Of a list, page after page, by id. */
    Map<String, JsonNode> all(String path) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        String cursor = "";
        while (true) {
            Answer page = get(path + "?limit=200" + cursor).is(200);
            page.items("/items").forEach(item -> all.put(item.at("/id").asString(), item));
            if (page.json().at("/next").isNull()) return all;
            cursor = "&cursor=" + URLEncoder.encode(page.text("/next"), StandardCharsets.UTF_8);
        }
    }

    Answer post(String path, Object body) {
        return sendJson("POST", path, body);
    }

    Answer post(String path) {
        return sendJson("POST", path, Map.of());
    }

    Answer put(String path, Object body) {
        return sendJson("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", HttpRequest.BodyPublishers.noBody());
    }

    Answer postCsv(String path, String csv) {
        return send("POST", path, "text/csv", HttpRequest.BodyPublishers.ofString(csv));
    }

    /** The body is a record or map, or JSON as text. */
    private Answer sendJson(String method, String path, Object body) {
        String json = body instanceof String text ? text : Json.write(body);
        return send(method, path, "application/json", HttpRequest.BodyPublishers.ofString(json));
    }

    private Answer send(String method, String path, String type, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .method(method, body);
        if (authorization != null) request.header("Authorization", authorization);
        return send(request.build());
    }

    static Answer send(HttpRequest request) {
        try {
            return new Answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException broken) {
            throw new AssertionError(request + " got no answer", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request + " was interrupted", stopped);
        }
    }
}
