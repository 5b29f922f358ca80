package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionApiTest extends ApiTest {
    @Test
    void decisions_are_judged_each_on_its_own_and_told_in_their_order() {
        String one = submitted("One", "user:lena");
        String two = submitted("Two", "user:lena");
        String edited = submitted("Three", "user:lena");
        Map<String, Object> verdictless = new HashMap<>(decision(one, 1, "APPROVE"));
        verdictless.remove("verdict");

        Http.Answer answer = lena.post(
                ACME + "/decisions",
                decisions(
                        decision("no-such-post", 1, "APPROVE"),
                        decision(one, 1, "APPROVE"),
                        decision(one, 1, "APPROVE"),
                        verdictless,
                        decision(two, 1, "PERHAPS"),
                        decision("not an id", 1, "APPROVE"),
                        decision(two, 1, "REJECT"),
                        decision(edited, 2, "APPROVE"),
                        decision(edited, 1, "APPROVE", "digest", "0".repeat(64)),
                        decision(two, 1, "REQUEST_CHANGES", "note", "shorter", "visibility", "EVERYONE")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(outcomes(answer))
                .containsExactly(
                        "FAILED not-found",
                        "RECORDED",
                        "ALREADY_RECORDED",
                        "FAILED invalid-input",
                        "FAILED invalid-input",
                        "FAILED invalid-input",
                        "FAILED invalid-input",
                        "FAILED stale-version",
                        "FAILED stale-version",
                        "RECORDED");
        assertThat(answer.at("results.0.postId")).isEqualTo("no-such-post");
        assertThat(answer.at("results.1.post.status")).isEqualTo("APPROVED");
        assertThat(answer.at("results.3.problem.errors.0.field")).isEqualTo("verdict");
        assertThat(answer.at("results.5.postId")).isEqualTo("not an id");
        assertThat(answer.at("results.7.problem.currentVersion")).isEqualTo(1);
        assertThat(answer.at("results.9.post.status")).isEqualTo("CHANGES_REQUESTED");
        assertThat(answer.at("results.9.post.review.stages.0.decisions.0.note")).isEqualTo("shorter");
    }

    @Test
    void S_68_what_is_no_object_is_that_items_problem_alone() {
        String id = submitted("Fine", "user:lena");

        Http.Answer answer = lena.post(
                ACME + "/decisions", Map.of("decisions", List.of(5, decision(id, 1, "APPROVE"), "x", List.of())));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(outcomes(answer))
                .containsExactly("FAILED invalid-input", "RECORDED", "FAILED invalid-input", "FAILED invalid-input");
    }

    @Test
    void S_56_a_decision_on_another_version_is_recorded_as_refused() {
        String id = submitted("Look twice", "user:lena");

        lena.post(ACME + "/decisions", decisions(decision(id, 7, "APPROVE")));

        Http.Answer trail = admin.get(ACME + "/audit?post=" + id + "&actor=lena");
        assertThat(trail.at("items.0.subject.refusal")).isEqualTo("stale-version");
        assertThat(maya.get(ACME + "/posts/" + id).at("status")).isEqualTo("IN_REVIEW");
    }

    @Test
    void S_56_a_decision_on_another_digest_is_stale_and_recorded_as_refused() {
        String id = submitted("Look thrice", "user:lena");
        String digest = maya.get(ACME + "/posts/" + id).text("digest");
        String other = (digest.startsWith("0") ? "1" : "0") + digest.substring(1);

        Http.Answer stale = lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE", "digest", other)));

        assertThat(stale.at("results.0.problem.code")).isEqualTo("stale-version");
        assertThat(maya.get(ACME + "/posts/" + id).at("status")).isEqualTo("IN_REVIEW");
        assertThat(admin.get(ACME + "/audit?post=" + id + "&actor=lena").at("items.0.subject.refusal"))
                .isEqualTo("stale-version");
        assertThat(lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE", "digest", digest)))
                        .at("results.0.outcome"))
                .isEqualTo("RECORDED");
    }

    @Test
    void a_post_is_moved_and_approved_or_neither() {
        String id = submitted("Soon", "user:admin");

        Http.Answer past = admin.post(
                ACME + "/decisions", decisions(decision(id, 1, "APPROVE", "scheduledAt", "2020-01-01T00:00:00Z")));
        Http.Answer ahead = admin.post(
                ACME + "/decisions", decisions(decision(id, 1, "APPROVE", "scheduledAt", "2028-01-01T00:00:00Z")));

        assertThat(past.at("results.0.problem.code")).isEqualTo("invalid-input");
        assertThat(ahead.at("results.0.post.status")).isEqualTo("SCHEDULED");
        assertThat(ahead.at("results.0.post.scheduledAt")).isEqualTo("2028-01-01T00:00:00Z");
    }

    @Test
    void S_68_a_call_is_refused_as_a_whole_for_what_is_wrong_with_the_whole() {
        String id = submitted("Never decided", "user:lena");
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) many.add(decision(id, 1, "APPROVE"));

        Http.Answer unknown = lena.post(
                ACME + "/decisions", decisions(decision(id, 1, "APPROVE"), decision(id, 1, "APPROVE", "verdikt", "x")));

        assertProblem(unknown, 400, "invalid-input");
        assertThat(fields(unknown)).containsExactly("decisions[1].verdikt");
        assertProblem(lena.post(ACME + "/decisions", Map.of("decisions", many)), 400, "invalid-input");
        assertProblem(lena.post(ACME + "/decisions", Map.of("decisions", List.of())), 400, "invalid-input");
        assertProblem(lena.post(ACME + "/decisions", Map.of()), 400, "invalid-input");
        assertProblem(lena.post(ACME + "/decisions", "{\"decisions\": [}"), 400, "invalid-input");
        assertProblem(lena.post(ACME + "/decisions", Map.of("decisions", List.of(), "more", 1)), 400, "invalid-input");
        assertThat(maya.get(ACME + "/posts/" + id).at("status")).isEqualTo("IN_REVIEW");
    }

    @Test
    void S_68_five_hundred_decisions_are_one_call() {
        String id = submitted("Again and again", "user:lena");
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 500; i++)
            many.add(i == 250 ? decision(id, 1, "APPROVE") : decision("none-" + i, 1, "APPROVE"));

        Http.Answer answer = lena.post(ACME + "/decisions", Map.of("decisions", many));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcomes(answer)).hasSize(500).filteredOn("RECORDED"::equals).hasSize(1);
        assertThat(answer.at("results.250.outcome")).isEqualTo("RECORDED");
    }

    @Test
    void S_68_posts_in_all_kinds_of_states_are_judged_each_by_its_own() {
        String draft = created(form("Draft", "reviewers", List.of("user:lena")));
        String waiting = submitted("Waiting", "user:lena");
        String others = submitted("Others", "user:mark");
        String approved = submitted("Approved", "user:lena");
        lena.post(ACME + "/decisions", decisions(decision(approved, 1, "APPROVE")));
        String refused = submitted("Refused", "user:lena", "user:mark");
        lena.post(ACME + "/decisions", decisions(decision(refused, 1, "REJECT", "note", "No")));
        String withdrawn = submitted("Withdrawn", "user:lena");
        maya.post(ACME + "/posts/" + withdrawn + "/withdraw");

        Http.Answer answer = lena.post(
                ACME + "/decisions",
                decisions(
                        decision(draft, 1, "APPROVE"),
                        decision(approved, 1, "REJECT", "note", "Too late"),
                        decision(approved, 1, "APPROVE"),
                        decision(withdrawn, 1, "APPROVE"),
                        decision(refused, 1, "APPROVE"),
                        decision(others, 1, "APPROVE"),
                        decision(waiting, 1, "APPROVE"),
                        decision(waiting, 1, "REJECT", "note", "On second thoughts")));

        assertThat(outcomes(answer))
                .containsExactly(
                        "FAILED illegal-transition",
                        "FAILED illegal-transition",
                        "ALREADY_RECORDED",
                        "FAILED illegal-transition",
                        "FAILED illegal-transition",
                        "FAILED not-permitted",
                        "RECORDED",
                        "FAILED illegal-transition");
        assertThat(answer.at("results.3.problem.postStatus")).isEqualTo("WITHDRAWN");
    }

    @Test
    void half_a_character_in_a_note_fails_its_item_and_is_not_replaced() {
        String id = submitted("Emoji", "user:lena");

        Http.Answer answer = lena.post(
                ACME + "/decisions",
                "{\"decisions\":[{\"postId\":\"%s\",\"version\":1,\"verdict\":\"REJECT\",\"note\":\"half \\ud83d\"}]}"
                        .formatted(id));

        assertThat(outcomes(answer)).containsExactly("FAILED invalid-input");
        assertThat(answer.at("results.0.problem.errors.0.field")).isEqualTo("note");
    }

    @Test
    void who_is_not_asked_may_not_decide() {
        String id = submitted("For Lena alone", "user:lena");

        Http.Answer answer = mark.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));

        assertThat(outcomes(answer)).containsExactly("FAILED not-permitted");
    }

    static List<String> outcomes(Http.Answer answer) {
        return answer.list("results").stream()
                .map(result -> (Map<?, ?>) result)
                .map(result -> result.get("problem") instanceof Map<?, ?> problem
                        ? result.get("outcome") + " " + problem.get("code")
                        : String.valueOf(result.get("outcome")))
                .toList();
    }
}
