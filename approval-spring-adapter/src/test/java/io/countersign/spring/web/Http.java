package io.countersign.spring.web;

import io.countersign.canonical.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of a running host, acting for one caller. */
record Http(int port, List<String> headers) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What came back. */
    record Answer(int status, java.net.http.HttpHeaders headers, String text) {
        Map<String, Object> json() {
            return Json.readObject(text);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** A member by its path, such as {@code review.stages.0.name}. */
        @Nullable
        Object at(String path) {
            Object value = json();
            for (String step : path.split("\\.")) {
                if (value instanceof List<?> list) value = list.get(Integer.parseInt(step));
                else if (value instanceof Map<?, ?> map) value = map.get(step);
                else return null;
            }
            return value;
        }

        String text(String path) {
            return String.valueOf(at(path));
        }

        List<Object> list(String path) {
            return at(path) instanceof List<?> list ? new ArrayList<>(list) : List.of();
        }
    }

    static Http of(int port) {
        return new Http(port, List.of());
    }

    Http as(String user) {
        String credentials = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        return with("Authorization", "Basic " + credentials);
    }

    Http bearing(String session) {
        return with("Authorization", "Bearer " + session);
    }

    Http with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Http(port, more);
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Without a body. */
    Answer post(String path) {
        return send("POST", path, null, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, "application/json", json(body));
    }

    Answer put(String path, Object body) {
        return send("PUT", path, "application/json", json(body));
    }

    Answer send(String method, String path, @Nullable String type, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) request.setHeader("Content-Type", type);
        for (int i = 0; i < headers.size(); i += 2) request.setHeader(headers.get(i), headers.get(i + 1));
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String json(Object body) {
        return body instanceof String text ? text : Json.write(body);
    }
}
