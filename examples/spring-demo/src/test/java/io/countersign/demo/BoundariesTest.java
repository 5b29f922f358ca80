package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, and what others learn of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BoundariesTest {
    private static final String REASON = "{\"reason\":\"Because\"}";
    private static final String LATER =
            RunningDemo.START.plus(Duration.ofDays(9)).toString();

    private final RunningDemo demo = RunningDemo.shared();
    private final Caller maya = demo.as("maya");

    /** A call; {@code {post}}, {@code {link}} and {@code {approver}} are things of acme's. */
    record Call(String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void a_decision_on_a_version_that_was_edited_meanwhile_is_stale() {
        Map<String, Object> content = post("First thoughts.");
        String id = submitted(content);
        Map<String, Object> edited = Bodies.with(Bodies.with(content, "caption", "Second thoughts."), "version", 1);
        maya.put("/api/acme/posts/" + id, edited).is(200);
        maya.post("/api/acme/posts/" + id + "/submit").is(200);

        Answer answer = demo.as("vera")
                .post("/api/acme/decisions", Bodies.decision(id, 1, "APPROVE"))
                .is(200);

        assertThat(answer.text("/results/0/problem/code")).isEqualTo("stale-version");
        assertThat(answer.json().at("/results/0/problem/currentVersion").asInt())
                .isEqualTo(2);
        assertThat(maya.get("/api/acme/posts/" + id).text("/status")).isEqualTo("IN_REVIEW");
    }

    @Test
    void an_edit_of_a_version_that_was_edited_meanwhile_is_stale() {
        Map<String, Object> content = post("First thoughts.");
        String id = maya.post("/api/acme/posts", content).is(201).text("/id");
        Map<String, Object> edited = Bodies.with(Bodies.with(content, "caption", "Second thoughts."), "version", 1);
        maya.put("/api/acme/posts/" + id, edited).is(200);

        maya.put("/api/acme/posts/" + id, Bodies.with(edited, "caption", "Others' thoughts."))
                .refuses(409, "stale-version");
    }

    @Test
    void nobody_approves_what_they_wrote_themselves_whatever_else_they_may() {
        Caller admin = demo.as("admin");
        Map<String, Object> content =
                Bodies.with(post("My own words."), "reviewers", List.of("user:admin", "user:vera"));
        String id = admin.post("/api/acme/posts", content).is(201).text("/id");
        admin.post("/api/acme/posts/" + id + "/submit").refuses(400, "invalid-input");

        String other = submitted(post("Maya's words."));
        Answer byAuthor = maya.post("/api/acme/decisions", Bodies.decision(other, 1, "APPROVE"));
        assertThat(byAuthor.status() == 403
                        || byAuthor.text("/results/0/problem/code").equals("not-permitted"))
                .as(byAuthor.body())
                .isTrue();
        assertThat(maya.get("/api/acme/posts/" + other).text("/status")).isEqualTo("IN_REVIEW");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void to_a_user_of_another_workspace_nothing_of_acme_exists(Call call) {
        Answer answer = send(demo.as("gina"), call);

        answer.refuses(404, "not-found");
        assertThat(answer.body()).doesNotContain("What only acme may read");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void who_may_only_share_reads_and_changes_nothing(Call call) {
        Answer answer = send(demo.as("erin"), call);

        assertThat(answer.status()).as(answer.body()).isIn(403, 404);
        assertThat(answer.body()).doesNotContain("What only acme may read");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void nobody_calls_without_saying_who_they_are(Call call) {
        send(demo.anybody(), call).refuses(401, "not-authenticated");
    }

    @Test
    void things_of_one_workspace_look_in_another_as_if_they_had_never_been() {
        String id = Things.post;
        Answer there = demo.as("gina").get("/api/globex/posts/" + id).refuses(404, "not-found");
        String never = "0".repeat(id.length());
        Answer nowhere = demo.as("gina").get("/api/globex/posts/" + never).refuses(404, "not-found");

        assertThat(there.body().replace(id, "ID")).isEqualTo(nowhere.body().replace(never, "ID"));
        assertThat(demo.as("gina").all("/api/globex/posts")).doesNotContainKey(id);
    }

    static List<Call> calls() {
        String content = Json.write(post("What somebody else wants."));
        return List.of(
                new Call("GET", "/posts", ""),
                new Call("POST", "/posts", content),
                new Call("GET", "/posts/{post}", ""),
                new Call("GET", "/posts/{post}/versions", ""),
                new Call("PUT", "/posts/{post}", content.replaceFirst("\\{", "{\"version\":1,")),
                new Call("POST", "/posts/{post}/submit", "{}"),
                new Call("POST", "/posts/{post}/withdraw", "{}"),
                new Call("POST", "/posts/{post}/release", "{}"),
                new Call(
                        "POST",
                        "/posts/{post}/reschedule",
                        "{\"scheduledAt\":\"2027-01-01T09:00:00Z\",\"timeZone\":\"UTC\"}"),
                new Call("POST", "/posts/submit", "{\"ids\":[\"{post}\"]}"),
                new Call(
                        "POST",
                        "/decisions",
                        "{\"decisions\":[{\"postId\":\"{post}\",\"version\":1,\"verdict\":\"APPROVE\"}]}"),
                new Call("GET", "/approvers", ""),
                new Call("POST", "/approvers", "{\"name\":\"Somebody\",\"email\":\"some@body.example\"}"),
                new Call("PUT", "/approvers/{approver}", "{\"name\":\"Somebody\",\"email\":\"some@body.example\"}"),
                new Call("DELETE", "/approvers/{approver}", ""),
                new Call("GET", "/links", ""),
                new Call("POST", "/links", "{\"approverId\":\"{approver}\"}"),
                new Call("GET", "/links/counts", ""),
                new Call("GET", "/links/{link}", ""),
                new Call("POST", "/links/{link}/revoke", "{}"),
                new Call("POST", "/links/{link}/extend", "{\"by\":\"P7D\"}"),
                new Call("POST", "/links/{link}/regenerate", "{}"),
                new Call("GET", "/routing-policy", ""),
                new Call("PUT", "/routing-policy", "{\"stages\":[],\"rules\":[]}"),
                new Call("POST", "/routing-policy/explain", content),
                new Call("GET", "/audit", ""),
                new Call("GET", "/audit/verify", ""),
                new Call("GET", "/posts/{post}/versions/diff?from=1&to=1", ""),
                new Call("POST", "/posts/{post}/hold", REASON),
                new Call("POST", "/posts/{post}/unhold", "{}"),
                new Call("POST", "/posts/{post}/recall", REASON),
                new Call("POST", "/posts/{post}/retry", "{}"),
                new Call("POST", "/posts/{post}/confirm", "{\"published\":true}"),
                new Call("POST", "/posts/{post}/break-glass", REASON),
                new Call("POST", "/posts/{post}/consent", "{}"),
                new Call("POST", "/posts/{post}/close-review", "{\"finding\":\"None\"}"),
                new Call("GET", "/posts/{post}/comments", ""),
                new Call("POST", "/posts/{post}/comments", "{\"text\":\"Mine\"}"),
                new Call("GET", "/inbox", ""),
                new Call("GET", "/queues", ""),
                new Call("GET", "/queues/legal", ""),
                new Call("GET", "/queues/release", ""),
                new Call("GET", "/reviews-owed", ""),
                new Call("GET", "/at-risk", ""),
                new Call("GET", "/stats", ""),
                new Call("GET", "/approvers/{approver}", ""),
                new Call(
                        "POST", "/approvers/{approver}/delegate", "{\"to\":\"user:vera\",\"until\":\"" + LATER + "\"}"),
                new Call("GET", "/approvers/{approver}/delegations", ""),
                new Call("DELETE", "/approvers/{approver}/delegations/none", ""),
                new Call(
                        "POST",
                        "/routing-policy/replay",
                        "{\"policy\":{\"reviewRequired\":false},\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}"));
    }

    private static Answer send(Caller caller, Call call) {
        String path = "/api/acme" + filled(call.path());
        String body = filled(call.body());
        return switch (call.method()) {
            case "GET" -> caller.get(path);
            case "PUT" -> caller.put(path, body);
            case "DELETE" -> caller.delete(path);
            default -> caller.post(path, body);
        };
    }

    private static String filled(String text) {
        return text.replace("{post}", Things.post)
                .replace("{link}", Things.link.id())
                .replace("{approver}", Things.approver);
    }

    private String submitted(Map<String, Object> content) {
        String id = maya.post("/api/acme/posts", content).is(201).text("/id");
        maya.post("/api/acme/posts/" + id + "/submit").is(200);
        return id;
    }

    private static Map<String, Object> post(String caption) {
        return Bodies.hiring(caption, RunningDemo.START.plus(Duration.ofDays(40)));
    }

    /** Of acme's, made once. */
    private static final class Things {
        static final String approver;
        static final String post;
        static final SentLink link;

        static {
            Caller maya = RunningDemo.shared().as("maya");
            approver = maya.post("/api/acme/approvers", Map.of("name", "What only acme may read"))
                    .is(201)
                    .text("/id");
            post = maya.post("/api/acme/posts", post("What only acme may read"))
                    .is(201)
                    .text("/id");
            link = SentLink.of(
                    maya.post("/api/acme/links", Map.of("approverId", approver)).is(201));
        }
    }
}
