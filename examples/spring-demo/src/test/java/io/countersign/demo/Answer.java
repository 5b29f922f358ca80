package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered; paths are JSON pointers (RFC 6901). */
record Answer(HttpResponse<byte[]> response) {
    private static final JsonMapper JSON = new JsonMapper();

    int status() {
        return response.statusCode();
    }

    String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JSON.readTree(response.body());
    }

    String text(String path) {
        JsonNode node = json().at(path);
        if (!node.isValueNode()) throw new AssertionError("There is no " + path + " in " + body());
        return node.asString();
    }

    List<JsonNode> items(String path) {
        return StreamSupport.stream(json().at(path).spliterator(), false).toList();
    }

    /** The same, when it has this status. */
    Answer is(int status) {
        assertThat(status())
                .as(() -> "%s answered %s".formatted(response.request(), body()))
                .isEqualTo(status);
        return this;
    }

    /** The same, when it is this problem. */
    Answer refuses(int status, String code) {
        is(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(text("/code")).isEqualTo(code);
        return this;
    }
}
