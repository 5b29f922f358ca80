package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S-50: methods, content types and sizes. */
class LimitsTest extends ApiTest {
    private static final int MIB = 1 << 20;

    @Test
    void S_50_each_body_has_its_limit() {
        Http guest = unlocked(link(approver("Wordy")));

        assertLimit(maya, ACME + "/posts", "application/json", MIB);
        assertLimit(lena, ACME + "/decisions", "application/json", 4 * MIB);
        assertLimit(maya, ACME + "/posts/import", "text/csv", 16 * MIB);
        assertLimit(guest, REVIEW + "/decisions", "application/json", 4 * MIB);
        assertLimit(guest, REVIEW + "/posts/x/reschedule", "application/json", 256 << 10);
        assertLimit(nobody, REVIEW + "/unlock", "application/json", 256 << 10);
        assertLimit(nobody, REVIEW + "/request-link", "application/json", 256 << 10);
    }

    @Test
    void S_50_a_body_whose_size_nobody_announced_has_the_same_limit() throws Exception {
        byte[] body = padded(MIB + 1).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + ACME + "/posts"))
                .header("Authorization", maya.headers().get(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(status).isEqualTo(413);
    }

    @Test
    void S_50_a_body_of_another_type_is_not_read() {
        String json = "{\"ids\":[\"x\"]}";
        for (String type : List.of(
                "text/plain", "application/xml", "application/json; charset=iso-8859-1", "nonsense", "text/csv"))
            assertProblem(maya.send("POST", ACME + "/posts/submit", type, json), 415, "unsupported-media-type");
        assertProblem(maya.send("POST", ACME + "/posts/submit", null, json), 415, "unsupported-media-type");
        assertProblem(
                maya.send("POST", ACME + "/posts/import", "application/json", json), 415, "unsupported-media-type");
        assertProblem(
                nobody.send("POST", REVIEW + "/unlock", "application/x-www-form-urlencoded", "token=x"),
                415,
                "unsupported-media-type");
        assertThat(maya.send("POST", ACME + "/posts/submit", "application/json;charset=UTF-8", json)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void S_50_a_method_that_an_address_does_not_take_is_told() {
        Map<String, String> allowed = Map.of(
                ACME + "/posts", "PATCH",
                ACME + "/posts/x", "DELETE",
                ACME + "/decisions", "GET",
                ACME + "/audit/verify", "POST",
                REVIEW + "/posts", "POST",
                REVIEW + "/unlock", "GET");
        allowed.forEach((path, method) -> {
            Http.Answer answer = maya.send(method, path, null, null);
            assertProblem(answer, 405, "method-not-allowed");
            assertThat(answer.header("Allow")).as(path).isNotEmpty().doesNotContain(method);
        });
    }

    @Test
    void an_address_that_nobody_serves_is_not_found_whatever_the_method() {
        for (String path : List.of(
                ACME + "/nothing",
                ACME + "/posts/x/nothing",
                ACME + "/posts/",
                REVIEW + "/nothing",
                "/approval/api",
                "/approval/api/review/approvers"))
            for (String method : List.of("GET", "POST", "PUT", "DELETE"))
                assertProblem(maya.send(method, path, null, null), 404, "not-found");
    }

    @Test
    void what_is_not_ours_is_left_to_the_host() {
        Http.Answer elsewhere = maya.get("/approval/nothing");

        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.text()).doesNotContain("urn:countersign");
    }

    private static void assertLimit(Http caller, String path, String type, int limit) {
        Http.Answer over = caller.send("POST", path, type, padded(limit + 1));
        assertProblem(over, 413, "too-large");
        assertThat(caller.send("POST", path, type, padded(limit)).status())
                .as(path)
                .isNotEqualTo(413);
    }

    private static String padded(int bytes) {
        return "{}" + " ".repeat(bytes - 2);
    }
}
