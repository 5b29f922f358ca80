package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DelegationApiTest extends ApiTest {
    private static final String LENA = ACME + "/approvers/user:lena";

    @Test
    void a_delegate_decides_in_the_delegators_place_and_both_are_told() {
        Http.Answer given = lena.post(LENA + "/delegate", period("user:mark", 0, 2));
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.json())
                .containsEntry("delegator", "user:lena")
                .containsEntry("to", "user:mark")
                .containsEntry("from", in(0))
                .containsEntry("until", in(2))
                .containsKey("id");
        String id = submitted("In her place", "user:lena");

        Http.Answer decided = mark.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));

        String decision = "results.0.post.review.stages.0.decisions.0.";
        assertThat(decided.at(decision + "by.id")).as(decided.text()).isEqualTo("mark");
        assertThat(decided.at(decision + "for")).isEqualTo(Map.of("kind", "USER", "id", "lena", "name", "Lena Lind"));
        Http.Answer all = maya.get(LENA + "/delegations");
        assertThat(all.list("items")).containsExactly(given.json());
        assertThat(all.at("next")).isNull();
        String delegation = LENA + "/delegations/" + given.text("id");
        assertThat(lena.delete(delegation).status()).isEqualTo(204);
        assertProblem(lena.delete(delegation), 404, "not-found");
        assertThat(maya.get(LENA + "/delegations").list("items")).isEmpty();
        String after = submitted("In her own right", "user:lena");
        assertThat(DecisionApiTest.outcomes(mark.post(ACME + "/decisions", decisions(decision(after, 1, "APPROVE")))))
                .containsExactly("FAILED not-permitted");
    }

    @Test
    void who_manages_approvers_delegates_for_others_and_everybody_else_for_themselves() {
        String jo = approver("Jo");
        String path = ACME + "/approvers/" + jo + "/delegate";

        Http.Answer given = maya.post(path, period("user:mark", 1, 2));

        assertThat(given.json()).containsEntry("delegator", "approver:" + jo).containsEntry("to", "user:mark");
        assertProblem(lena.post(path, period("user:lena", 3, 4)), 403, "not-permitted");
        assertProblem(lena.delete(path.replace("/delegate", "/delegations/" + given.text("id"))), 403, "not-permitted");
        assertThat(maya.post(LENA + "/delegate", period(jo, 100, 101)).json()).containsEntry("to", "approver:" + jo);
        end("user:lena");
    }

    @Test
    void what_cannot_be_delegated_is_told_by_its_field() {
        String path = LENA + "/delegate";
        assertThat(fields(lena.post(path, Map.of()))).containsExactlyInAnyOrder("to", "until");
        assertThat(fields(lena.post(path, Map.of("to", "user:mark", "until", "soon"))))
                .containsExactly("until");
        assertThat(fields(lena.post(path, Map.of("to", "user:mark", "until", in(1), "why", "w"))))
                .containsExactly("why");
        assertThat(fields(lena.post(path, period("group:legal", 0, 1)))).containsExactly("to");
        assertThat(fields(lena.post(path, period("user:lena", 0, 1)))).containsExactly("to");
        assertThat(fields(lena.post(path, period("no-such-approver", 0, 1)))).containsExactly("to");
        assertThat(fields(lena.post(path, period("user:mark", 2, 1)))).containsExactly("until");
        assertThat(lena.post(path, period("user:mark", 10, 12)).status()).isEqualTo(201);
        assertThat(fields(lena.post(path, period("user:vera", 11, 13)))).containsExactly("from");
        assertThat(fields(mark.post(ACME + "/approvers/user:mark/delegate", period("user:lena", 11, 13))))
                .containsExactly("to");
        end("user:lena");
    }

    @Test
    void nobody_is_delegated_for_who_is_not_there() {
        for (String who : List.of("no-such-approver", "robot:x", "group:legal", "user:"))
            assertProblem(
                    maya.post(ACME + "/approvers/" + who + "/delegate", period("user:mark", 0, 1)), 404, "not-found");
        String jo = approver("Jo");
        String elsewhere = "/approval/api/globex/approvers/" + jo;
        Http gina = nobody.as("gina");
        assertProblem(gina.post(elsewhere + "/delegate", period("user:gina", 0, 1)), 404, "not-found");
        assertProblem(gina.get(elsewhere + "/delegations"), 404, "not-found");
        assertProblem(gina.delete(elsewhere + "/delegations/x"), 404, "not-found");
        assertProblem(lena.get("/approval/api/globex/approvers/user:gina/delegations"), 404, "not-found");
        assertProblem(nobody.post(LENA + "/delegate", period("user:mark", 0, 1)), 401, "not-authenticated");
    }

    @Test
    void S_67_a_delegation_under_a_key_is_given_once() {
        Http keyed = lena.with("Idempotency-Key", key());
        Map<String, Object> period = period("user:mark", 20, 21);

        Http.Answer first = keyed.post(LENA + "/delegate", period);

        assertThat(first.status()).isEqualTo(201);
        assertThat(keyed.post(LENA + "/delegate", period).text()).isEqualTo(first.text());
        assertThat(maya.get(LENA + "/delegations").list("items")).hasSize(1);
        end("user:lena");
    }

    private void end(String who) {
        String path = ACME + "/approvers/" + who + "/delegations";
        for (Object one : maya.get(path).list("items")) maya.delete(path + "/" + ((Map<?, ?>) one).get("id"));
    }

    private Map<String, Object> period(String to, int from, int until) {
        return Map.of("to", to, "from", in(from), "until", in(until));
    }

    private String in(int days) {
        return clock.instant().plus(Duration.ofDays(days)).toString();
    }
}
