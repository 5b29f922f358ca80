package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApprovalStoryTest {
    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    Path folder;

    @Test
    void a_client_and_a_user_approve_and_at_its_time_the_post_goes_out_exactly_once() throws Exception {
        try (RunningDemo demo = RunningDemo.in(folder)) {
            Caller maya = demo.as("maya");
            String noor = maya.post("/api/acme/approvers", Map.of("name", "Noor Aziz", "email", "noor@client.example"))
                    .is(201)
                    .text("/id");
            String post = submitted(maya, noor, RunningDemo.START.plus(LATER));

            SentLink link = SentLink.of(
                    maya.post("/api/acme/links", Map.of("approverId", noor)).is(201));
            Caller guest = demo.guest(link);
            assertThat(guest.all("/api/review/posts")).containsOnlyKeys(post);
            assertThat(approve(guest, "/api/review/decisions", post)).isEqualTo("IN_REVIEW");
            assertThat(approve(demo.as("vera"), "/api/acme/decisions", post)).isEqualTo("SCHEDULED");
            assertThat(demo.approvals().tick().published()).isZero();
            assertThat(demo.published()).isEmpty();

            demo.time().forward(LATER);
            assertThat(demo.approvals().tick().published()).isEqualTo(1);
            assertThat(demo.approvals().tick().published()).isZero();
            assertThat(demo.published()).singleElement().asString().contains("\"postId\":\"" + post + "\"");
            Answer out = maya.get("/api/acme/posts/" + post).is(200);
            assertThat(out.text("/status")).isEqualTo("PUBLISHED");
            assertThat(out.text("/publication/reference")).isEqualTo("published.jsonl line 1");

            Answer verified = demo.as("admin").get("/api/acme/audit/verify").is(200);
            assertThat(verified.text("/valid")).isEqualTo("true");
            assertThat(verified.json().at("/entries").asInt()).isGreaterThan(100);
        }
    }

    /** A post of two stages: who is asked by name, then who sees all of LinkedIn. */
    private static String submitted(Caller maya, String approver, Instant at) {
        Map<String, Object> body = Bodies.hiring("We are hiring quiet people.", at, "approver:" + approver);
        String id = maya.post("/api/acme/posts", body).is(201).text("/id");
        Answer submitted = maya.post("/api/acme/posts/" + id + "/submit").is(200);
        List<String> stages = submitted.items("/review/stages").stream()
                .map(stage ->
                        stage.at("/name").asString() + " " + stage.at("/status").asString())
                .toList();
        assertThat(stages).containsExactly("requested OPEN", "cmo WAITING");
        return id;
    }

    /** Tells the post's status then. */
    private static String approve(Caller reviewer, String path, String post) {
        Answer answer = reviewer.post(path, Bodies.decision(post, 1, "APPROVE")).is(200);
        assertThat(answer.text("/results/0/outcome")).isEqualTo("RECORDED");
        return answer.text("/results/0/post/status");
    }
}
