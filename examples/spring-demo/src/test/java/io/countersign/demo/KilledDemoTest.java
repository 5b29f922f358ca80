package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledDemoTest {
    @TempDir
    Path folder;

    @Test
    void what_was_answered_is_there_again_after_a_kill_and_so_is_the_session() throws Exception {
        int port = RunningDemo.freePort();
        String session;
        List<String> decided;
        try (Killed demo = Killed.start(folder, port)) {
            Caller gina = demo.as("gina");
            String approver = gina.post("/api/globex/approvers", Map.of("name", "Noor"))
                    .is(201)
                    .text("/id");
            List<String> posts = submitted(gina, approver);
            SentLink link = SentLink.of(gina.post("/api/globex/links", Map.of("approverId", approver))
                    .is(201));
            session = Caller.anybody(demo.url())
                    .post("/api/review/unlock", Map.of("token", link.token(), "password", link.password()))
                    .is(200)
                    .text("/session");
            decided = posts.subList(0, 5);
            for (String id : decided)
                Caller.session(demo.url(), session)
                        .post("/api/review/decisions", Bodies.decision(id, 1, "APPROVE"))
                        .is(200);
        }
        try (Killed demo = Killed.start(folder, port)) {
            Map<String, JsonNode> posts = demo.as("gina").all("/api/globex/posts");
            assertThat(posts).hasSize(6);
            posts.forEach((id, post) -> assertThat(post.at("/status").asString())
                    .isEqualTo(decided.contains(id) ? "SCHEDULED" : "IN_REVIEW"));
            Caller.session(demo.url(), session).get("/api/review/posts").is(200);
            assertThat(demo.as("gina").get("/api/globex/audit/verify").text("/valid"))
                    .isEqualTo("true");
            assertThat(demo.as("maya").all("/api/acme/posts")).hasSize(83);
        }
    }

    private static List<String> submitted(Caller gina, String approver) {
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Map<String, Object> post = Bodies.hiring("Post " + i, Instant.now().plus(Duration.ofDays(3)), approver);
            posts.add(gina.post("/api/globex/posts", post).is(201).text("/id"));
        }
        gina.post("/api/globex/posts/submit", Map.of("ids", posts)).is(200);
        return posts;
    }

    /** A demo in a process of its own, which is never ended in peace. */
    private record Killed(Process process, String url) implements AutoCloseable {
        static Killed start(Path folder, int port) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            DemoApplication.class.getName(),
                            "--server.port=" + port,
                            "--countersign.demo.folder=" + folder)
                    .redirectErrorStream(true)
                    .start();
            awaitNotice(process);
            return new Killed(process, "http://localhost:" + port);
        }

        private static void awaitNotice(Process process) throws IOException {
            StringBuilder printed = new StringBuilder();
            BufferedReader out = process.inputReader();
            for (String line;
                    (line = out.readLine()) != null;
                    printed.append(line).append('\n')) if (line.contains("published.jsonl")) return;
            throw new AssertionError("The demo did not start: " + printed);
        }

        Caller as(String user) {
            return Caller.user(url, user);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
