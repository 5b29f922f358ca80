package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuggestionApiTest extends ApiTest {
    @Test
    void a_suggested_caption_is_told_and_counts_when_exactly_that_is_submitted() {
        String id = submitted("Buy now", "user:lena", "user:mark");

        Http.Answer answer = lena.post(ACME + "/decisions", decisions(suggesting(id, "Buy later")));

        assertThat(answer.at("results.0.outcome")).as(answer.text()).isEqualTo("RECORDED");
        String decision = "review.stages.0.decisions.0.";
        assertThat(answer.at("results.0.post." + decision + "suggestion")).isEqualTo(Map.of("caption", "Buy later"));
        maya.put(
                ACME + "/posts/" + id, form("Buy later", "version", 1, "reviewers", List.of("user:lena", "user:mark")));
        Http.Answer carried = maya.post(ACME + "/posts/" + id + "/submit");
        assertThat(carried.at(decision + "verdict")).isEqualTo("APPROVE");
        assertThat(carried.at(decision + "by.id")).isEqualTo("lena");
        assertThat(carried.at(decision + "carriedFrom")).isEqualTo(1);
        assertThat(carried.at(decision + "suggestion")).isNull();
        assertThat(carried.at(decision + "version")).isEqualTo(2);
    }

    @Test
    void through_a_link_a_caption_is_suggested_and_of_others_only_what_is_for_everyone_is_told() {
        String jo = approver("Jo");
        String id = submitted("Buy now", "approver:" + jo, "user:lena");
        Http guest = unlocked(link(jo));
        lena.post(ACME + "/decisions", decisions(suggesting(id, "Between us")));
        Http.Answer seen = guest.get(REVIEW + "/posts/" + id);
        assertThat(seen.text()).doesNotContain("Between us");
        assertThat(seen.at("review.stages.0.decisions.0.verdict")).isEqualTo("REQUEST_CHANGES");
        assertThat(seen.at("review.stages.0.decisions.0.suggestion")).isNull();

        String open = submitted("Buy now", "approver:" + jo, "user:lena");
        Map<String, Object> everyone = suggesting(open, "For all of us");
        everyone.put("visibility", "EVERYONE");
        lena.post(ACME + "/decisions", decisions(everyone));
        assertThat(guest.get(REVIEW + "/posts/" + open).text()).contains("For all of us");

        String own = submitted("Buy now", "approver:" + jo);
        Http.Answer mine = guest.post(REVIEW + "/decisions", decisions(suggesting(own, "Buy it, Jo says")));
        assertThat(mine.at("results.0.post.review.stages.0.decisions.0.suggestion.caption"))
                .as(mine.text())
                .isEqualTo("Buy it, Jo says");
        assertThat(guest.get(REVIEW + "/posts/" + own).at("review.stages.0.decisions.0.suggestion.caption"))
                .isEqualTo("Buy it, Jo says");
    }

    @Test
    void S_67_under_a_key_the_suggestion_is_told_as_at_first() {
        String id = submitted("Buy now", "user:lena");
        Http keyed = lena.with("Idempotency-Key", key());

        Http.Answer first = keyed.post(ACME + "/decisions", decisions(suggesting(id, "Buy later")));

        assertThat(first.text()).contains("Buy later");
        assertThat(keyed.post(ACME + "/decisions", decisions(suggesting(id, "Buy later")))
                        .text())
                .isEqualTo(first.text());
    }

    @Test
    void S_68_a_suggestion_that_cannot_be_used_fails_its_item_and_an_unknown_member_the_call() {
        String id = submitted("Buy now", "user:lena");

        Http.Answer answer = lena.post(
                ACME + "/decisions",
                decisions(
                        decision(id, 1, "APPROVE", "suggestion", Map.of("caption", "Buy later")),
                        suggesting(id, "x".repeat(65_537)),
                        decision(id, 1, "REQUEST_CHANGES", "note", "n", "suggestion", Map.of()),
                        decision(id, 1, "REQUEST_CHANGES", "note", "n", "suggestion", "Buy later"),
                        decision(id, 1, "REQUEST_CHANGES", "note", "n", "suggestion", List.of("Buy later")),
                        suggesting(id, "Buy now")));

        assertThat(DecisionApiTest.outcomes(answer)).hasSize(6).containsOnly("FAILED invalid-input");
        assertThat(answer.at("results.0.problem.errors.0.field")).isEqualTo("suggestion");
        assertThat(answer.at("results.1.problem.errors.0.field")).isEqualTo("suggestion.caption");
        assertThat(answer.at("results.2.problem.errors.0.field")).isEqualTo("suggestion.caption");
        assertThat(answer.at("results.5.problem.errors.0.field")).isEqualTo("suggestion.caption");
        Http.Answer unknown = lena.post(
                ACME + "/decisions",
                decisions(decision(
                        id, 1, "REQUEST_CHANGES", "note", "n", "suggestion", Map.of("caption", "c", "link", "l"))));
        assertProblem(unknown, 400, "invalid-input");
        assertThat(fields(unknown)).containsExactly("decisions[0].suggestion.link");
        assertThat(maya.get(ACME + "/posts/" + id).json()).containsEntry("status", "IN_REVIEW");
    }

    private static Map<String, Object> suggesting(String post, String caption) {
        return decision(post, 1, "REQUEST_CHANGES", "note", "Say it so", "suggestion", Map.of("caption", caption));
    }
}
