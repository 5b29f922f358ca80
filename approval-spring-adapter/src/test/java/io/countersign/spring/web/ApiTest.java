package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.host.HandClock;
import io.countersign.host.HostApplication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A host on a port, with H2 in memory; all tests share it, so each makes what it looks at. */
@SpringBootTest(
        classes = HostApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "approval.web.base-url=https://host.example",
            "spring.datasource.url=jdbc:h2:mem:api;DB_CLOSE_DELAY=-1",
            "spring.datasource.hikari.maximum-pool-size=4"
        })
abstract class ApiTest {
    static final String ACME = "/approval/api/acme";
    static final String REVIEW = "/approval/api/review";
    static final String PASSWORD = "correct horse battery staple";

    @LocalServerPort
    int port;

    @Autowired
    HandClock clock;

    Http nobody;
    Http maya;
    Http mark;
    Http lena;
    Http admin;

    @BeforeEach
    void connect() {
        nobody = Http.of(port);
        maya = nobody.as("maya");
        mark = nobody.as("mark");
        lena = nobody.as("lena");
        admin = nobody.as("admin");
    }

    /** A form with this caption, and with these members besides. */
    static Map<String, Object> form(String caption, Object... members) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("target", Map.of("channel", "LINKEDIN", "account", "acme-corp"));
        form.put("caption", caption);
        for (int i = 0; i < members.length; i += 2) form.put((String) members[i], members[i + 1]);
        return form;
    }

    String created(Map<String, Object> form) {
        Http.Answer answer = maya.post(ACME + "/posts", form);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.text("id");
    }

    /** A post that waits for these reviewers. */
    String submitted(String caption, String... reviewers) {
        String id = created(form(caption, "reviewers", List.of(reviewers)));
        Http.Answer answer = maya.post(ACME + "/posts/" + id + "/submit");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return id;
    }

    String approver(String name) {
        Http.Answer answer =
                maya.post(ACME + "/approvers", Map.of("name", name, "email", "a+b@example.com", "kind", "EXTERNAL"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.text("id");
    }

    /** A link for an approver, with {@link #PASSWORD}. */
    Http.Answer link(String approver) {
        Http.Answer answer = maya.post(ACME + "/links", Map.of("approverId", approver, "password", PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    /** The session that a link opens. */
    Http unlocked(Http.Answer link) {
        Http.Answer answer = nobody.post(REVIEW + "/unlock", Map.of("token", link.text("token"), "password", PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return nobody.bearing(answer.text("session"));
    }

    static Map<String, Object> decision(String post, int version, String verdict, Object... members) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("postId", post);
        decision.put("version", version);
        decision.put("verdict", verdict);
        for (int i = 0; i < members.length; i += 2) decision.put((String) members[i], members[i + 1]);
        return decision;
    }

    static Map<String, Object> decisions(Object... all) {
        return Map.of("decisions", List.of(all));
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json())
                .containsEntry("type", "urn:countersign:problem:" + code)
                .containsEntry("status", status)
                .containsEntry("code", code)
                .containsKeys("title", "detail");
    }

    /** Of what fields an invalid input complains. */
    static List<String> fields(Http.Answer answer) {
        return answer.list("errors").stream()
                .map(error -> String.valueOf(((Map<?, ?>) error).get("field")))
                .toList();
    }
}
