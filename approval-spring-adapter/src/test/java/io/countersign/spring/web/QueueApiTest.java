package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueApiTest extends ApiTest {
    @AfterEach
    void noPolicy() {
        admin.put(ACME + "/routing-policy", Map.of());
    }

    @Test
    void queues_are_the_stages_that_are_open_and_one_holds_its_posts() {
        String stage = "stage-" + key().substring(0, 8);
        wanting(stage);
        String first = submitted("First");
        String oldest = clock.instant().toString();
        clock.pass(Duration.ofMinutes(1));
        String second = submitted("Second");

        Http.Answer queues = lena.get(ACME + "/queues");

        assertThat(queues.status()).as(queues.text()).isEqualTo(200);
        assertThat(queues.list("items")).contains(Map.of("stage", stage, "open", 2, "oldestAt", oldest, "overdue", 0));
        Http.Answer queue = lena.get(ACME + "/queues/" + stage);
        assertThat(ids(queue)).containsExactly(second, first);
        assertThat(queue.at("items.1"))
                .isEqualTo(lena.get(ACME + "/posts/" + first).json());
        Http.Answer part = lena.get(ACME + "/queues/" + stage + "?limit=1");
        assertThat(ids(lena.get(ACME + "/queues/" + stage + "?limit=1&cursor=" + part.text("next"))))
                .containsExactly(first);
        assertThat(ids(lena.get(ACME + "/queues/no-such-stage"))).isEmpty();
        withdraw(first, second);
    }

    @Test
    void approved_posts_that_wait_for_a_person_are_the_release_queue() {
        String id = submitted("Release me", "user:lena");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));

        assertThat(ids(maya.get(ACME + "/queues/release?limit=200"))).contains(id);
        maya.post(ACME + "/posts/" + id + "/release");
        assertThat(ids(maya.get(ACME + "/queues/release?limit=200"))).doesNotContain(id);
        withdraw(id);
    }

    @Test
    void posts_that_went_out_by_break_glass_are_listed_until_they_are_reviewed() {
        admin.put(ACME + "/routing-policy", Map.of("breakGlass", true));
        String id = submitted("Urgent", "user:lena");
        maya.post(ACME + "/posts/" + id + "/break-glass", Map.of("reason", "Now"));
        assertThat(ids(maya.get(ACME + "/reviews-owed"))).doesNotContain(id);
        admin.post(ACME + "/posts/" + id + "/consent");

        assertThat(ids(lena.get(ACME + "/reviews-owed"))).containsExactly(id);
        lena.post(ACME + "/posts/" + id + "/close-review", Map.of("finding", "Fine"));
        assertThat(ids(lena.get(ACME + "/reviews-owed"))).doesNotContain(id);
        withdraw(id);
    }

    @Test
    void posts_that_will_miss_their_slot_say_why() {
        String stage = "slow-" + key().substring(0, 8);
        wanting(stage);
        String slot = clock.instant().plus(Duration.ofHours(2)).toString();
        String late = created(form("Late", "scheduledAt", slot));
        String early = created(form(
                "Early",
                "scheduledAt",
                clock.instant().plus(Duration.ofDays(20)).toString()));
        maya.post(ACME + "/posts/submit", Map.of("ids", List.of(late, early)));

        Http.Answer risks = maya.get(ACME + "/at-risk?limit=200");

        assertThat(ids(risks)).contains(late).doesNotContain(early);
        Map<?, ?> risk = risks.list("items").stream()
                .map(item -> (Map<?, ?>) item)
                .filter(item -> late.equals(item.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(risk.get("scheduledAt")).isEqualTo(slot);
        assertThat(risk.get("risk"))
                .isEqualTo(Map.of(
                        "expectedAt",
                        clock.instant().plus(Duration.ofHours(24)).toString(),
                        "holdups",
                        List.of(Map.of("stage", stage, "usual", "PT24H", "left", "PT24H"))));
        withdraw(late, early);
    }

    @Test
    void figures_are_of_a_period_and_of_now() {
        String stage = "counted-" + key().substring(0, 8);
        wanting(stage);
        clock.pass(Duration.ofMinutes(1));
        String from = clock.instant().toString();
        String id = submitted("Counted");
        clock.pass(Duration.ofMinutes(10));
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));
        clock.pass(Duration.ofMinutes(1));

        Http.Answer figures = admin.get(ACME + "/stats?from=" + from + "&to=" + clock.instant());

        assertThat(figures.status()).as(figures.text()).isEqualTo(200);
        assertThat(figures.json().keySet()).containsExactly("from", "to", "posts", "stages", "rounds", "overdue");
        assertThat(figures.at("from")).isEqualTo(from);
        assertThat(figures.at("posts.FAILED")).isNotNull();
        assertThat((Integer) figures.at("posts.APPROVED")).isPositive();
        assertThat(figures.list("stages")).hasSize(1);
        assertThat(figures.at("stages.0.name")).isEqualTo(stage);
        assertThat(figures.at("stages.0.decisions")).isEqualTo(1);
        assertThat(figures.at("stages.0.median")).isEqualTo("PT10M");
        assertThat(figures.at("stages.0.p90")).isEqualTo("PT10M");
        assertThat(figures.at("stages.0.faster")).isEqualTo(0);
        assertThat(figures.at("rounds.posts")).isEqualTo(1);
        assertThat(((Number) figures.at("rounds.mean")).doubleValue()).isEqualTo(1);
        assertThat(figures.at("rounds.most")).isEqualTo(1);
        Http.Answer month = admin.get(ACME + "/stats");
        assertThat(month.at("to")).isEqualTo(clock.instant().toString());
        assertThat(month.at("from"))
                .isEqualTo(clock.instant().minus(Duration.ofDays(30)).toString());
        withdraw(id);
    }

    @Test
    void a_period_that_is_none_is_invalid_input() {
        String path = ACME + "/stats?from=";
        assertThat(fields(admin.get(path + "yesterday"))).containsExactly("from");
        assertThat(fields(admin.get(path + "2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")))
                .containsExactly("to");
        assertThat(fields(admin.get(path + "2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")))
                .containsExactly("to");
    }

    @Test
    void what_waits_is_for_who_reviews_or_releases_and_figures_for_auditors() {
        BiConsumer<Http, List<String>> refused =
                (who, paths) -> paths.forEach(path -> assertProblem(who.get(ACME + path), 403, "not-permitted"));
        refused.accept(maya, List.of("/queues", "/queues/legal", "/stats"));
        refused.accept(lena, List.of("/stats"));
        for (String path :
                List.of("/queues", "/queues/legal", "/queues/release", "/reviews-owed", "/at-risk", "/stats")) {
            assertProblem(lena.get("/approval/api/globex" + path), 404, "not-found");
            assertProblem(nobody.get(ACME + path), 401, "not-authenticated");
            assertProblem(nobody.as("erin").get(ACME + path), 404, "not-found");
        }
        assertProblem(lena.get(ACME + "/queues/release?limit=0"), 400, "invalid-input");
        assertProblem(lena.get(ACME + "/at-risk?cursor=nonsense"), 400, "invalid-input");
        assertThat(nobody.as("gina").get("/approval/api/globex/queues").list("items"))
                .isEmpty();
    }

    /** Every post needs this stage, of Lena's. */
    private void wanting(String stage) {
        Map<String, Object> rule =
                Map.of("name", stage, "order", 0, "reviewers", List.of("user:lena"), "quorum", "ANY");
        Http.Answer put =
                admin.put(ACME + "/routing-policy", Map.of("stages", List.of(rule), "otherwise", List.of(stage)));
        assertThat(put.status()).as(put.text()).isEqualTo(200);
    }

    private void withdraw(String... ids) {
        for (String id : ids) maya.post(ACME + "/posts/" + id + "/withdraw");
    }

    private static List<String> ids(Http.Answer page) {
        List<String> ids = new ArrayList<>();
        for (Object item : page.list("items")) ids.add(String.valueOf(((Map<?, ?>) item).get("id")));
        return ids;
    }
}
