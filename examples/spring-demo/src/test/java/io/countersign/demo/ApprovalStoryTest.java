package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApprovalStoryTest {
    @TempDir
    Path folder;

    @Test
    void a_client_and_a_user_approve_and_at_its_time_the_post_goes_out_exactly_once() throws Exception {
        try (RunningDemo demo = RunningDemo.in(folder)) {
            Caller maya = demo.as("maya");
            String approver = maya.post("/api/acme/approvers", Map.of("name", "Noor Aziz", "email", "noor@client.example"))
                    .is(201)
                    .text("/id");
            Answer post = maya.post(
                            "/api/acme/posts",
                            Bodies.hiring(
                                    "We are hiring quiet people.",
                                    RunningDemo.START.plus(Duration.ofHours(2)),
                                    "approver:" + approver))
                    .is(201);
            String id = post.text("/id");
            assertThat(stages(maya.post("/api/acme/posts/" + id + "/submit").is(200)))
                    .containsExactly("requested OPEN", "cmo WAITING");

            SentLink link = SentLink.of(maya.post("/api/acme/links", Map.of("approverId", approver)).is(201));
            Caller noor = demo.guest(link);
            assertThat(noor.get("/api/review/posts").is(200).items("/items"))
                    .extracting(item -> item.at("/id").asString())
                    .containsExactly(id);
            Answer recorded = noor.post("/api/review/decisions", Bodies.decision(id, 1, "APPROVE")).is(200);
            assertThat(recorded.text("/results/0/outcome")).isEqualTo("RECORDED");
            assertThat(demo.approvals().tick().published()).isZero();

            Answer last = demo.as("vera").post("/api/acme/decisions", Bodies.decision(id, 1, "APPROVE")).is(200);
            assertThat(last.text("/results/0/post/status")).isEqualTo("SCHEDULED");
            assertThat(demo.approvals().tick().published()).isZero();
            assertThat(demo.published()).isEmpty();

            demo.time().forward(Duration.ofHours(2));
            assertThat(demo.approvals().tick().published()).isEqualTo(1);
            assertThat(demo.approvals().tick().published()).isZero();
            Answer out = maya.get("/api/acme/posts/" + id).is(200);
            assertThat(out.text("/status")).isEqualTo("PUBLISHED");
            assertThat(out.text("/publication/reference")).isEqualTo("published.jsonl line 1");
            assertThat(demo.published()).singleElement().asString().contains("\"postId\":\"" + id + "\"");

            Answer verified = demo.as("admin").get("/api/acme/audit/verify").is(200);
            assertThat(verified.json().at("/valid").asBoolean()).isTrue();
            assertThat(verified.json().at("/entries").asInt()).isGreaterThan(100);
        }
    }

    private static List<String> stages(Answer post) {
        return post.items("/review/stages").stream()
                .map(stage -> stage.at("/name").asString() + " " + stage.at("/status").asString())
                .toList();
    }
}
