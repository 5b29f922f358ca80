package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.post.Terms;
import io.countersign.publish.Publisher;
import io.countersign.publish.Receipt;
import io.countersign.store.ApprovalStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PostCommandApiTest extends ApiTest {
    @Autowired
    ApprovalStore store;

    @Test
    void a_reviewer_of_the_round_holds_an_approved_post_and_whoever_did_lets_it_go() {
        String id = approved("Hold me");
        String path = ACME + "/posts/" + id;

        Http.Answer held = lena.post(path + "/hold", Map.of("reason", "The price is wrong"));

        assertThat(held.status()).as(held.text()).isEqualTo(200);
        assertThat(held.at("hold.by.id")).isEqualTo("lena");
        assertThat(held.at("hold.reason")).isEqualTo("The price is wrong");
        assertThat(held.at("hold.since")).isNotNull();
        assertProblem(mark.post(path + "/unhold"), 403, "not-permitted");
        assertThat(lena.post(path + "/unhold").at("hold")).isNull();
    }

    @Test
    void a_hold_needs_a_reason_and_an_approved_post() {
        String id = approved("Hold me not");
        String path = ACME + "/posts/" + id;

        assertThat(fields(lena.post(path + "/hold", Map.of()))).containsExactly("reason");
        assertThat(fields(lena.post(path + "/hold", Map.of("reason", "")))).containsExactly("reason");
        assertThat(fields(lena.post(path + "/hold", Map.of("reason", "x".repeat(4001)))))
                .containsExactly("reason");
        assertThat(fields(lena.post(path + "/hold", Map.of("reason", "r", "why", "w"))))
                .containsExactly("why");
        assertProblem(mark.post(path + "/hold", Map.of("reason", "Not mine")), 403, "not-permitted");
        assertProblem(
                maya.post(ACME + "/posts/" + created(form("Draft")) + "/hold", Map.of("reason", "r")),
                409,
                "illegal-transition");
        assertProblem(
                admin.post("/approval/api/globex/posts/" + id + "/hold", Map.of("reason", "r")), 404, "not-found");
        assertProblem(nobody.post(path + "/hold", Map.of("reason", "r")), 401, "not-authenticated");
    }

    @Test
    void S_67_a_hold_under_a_key_is_set_once() {
        String path = ACME + "/posts/" + approved("Once") + "/hold";
        Http keyed = lena.with("Idempotency-Key", key());

        Http.Answer first = keyed.post(path, Map.of("reason", "Once"));
        lena.post(path.replace("/hold", "/unhold"));

        assertThat(keyed.post(path, Map.of("reason", "Once")).text()).isEqualTo(first.text());
        assertThat(maya.get(path.replace("/hold", "")).at("hold")).isNull();
        assertProblem(keyed.post(path, Map.of("reason", "Twice")), 422, "idempotency-mismatch");
    }

    @Test
    void through_a_link_a_reviewer_holds_and_lets_go_what_they_review() {
        String jo = approver("Jo");
        String id = submitted("Hold by link", "approver:" + jo, "user:lena");
        Http guest = unlocked(link(jo));
        String path = REVIEW + "/posts/" + id;
        guest.post(REVIEW + "/decisions", decisions(decision(id, 1, "APPROVE")));
        assertProblem(guest.post(path + "/hold", Map.of("reason", "Early")), 409, "illegal-transition");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));

        Http.Answer held = guest.post(path + "/hold", Map.of("reason", "Wait for the lawyers"));

        assertThat(held.status()).as(held.text()).isEqualTo(200);
        assertThat(held.json()).doesNotContainKeys("revision", "bundle", "glass", "reviewOwed");
        assertThat(held.at("hold.reason")).isEqualTo("Wait for the lawyers");
        assertThat(maya.get(ACME + "/posts/" + id).at("hold.by.name")).isEqualTo("Jo");
        assertThat(guest.post(path + "/unhold").at("hold")).isNull();
        lena.post(ACME + "/posts/" + id + "/hold", Map.of("reason", "between us"));
        assertThat(guest.get(path).text()).doesNotContain("between us", "lena");
        assertProblem(guest.post(path + "/unhold"), 403, "not-permitted");
        assertThat(fields(guest.post(path + "/hold", Map.of()))).containsExactly("reason");
        String others = submitted("Not theirs", "user:lena");
        assertProblem(guest.post(REVIEW + "/posts/" + others + "/hold", Map.of("reason", "r")), 404, "not-found");
        assertProblem(nobody.post(path + "/hold", Map.of("reason", "r")), 401, "session-expired");
    }

    @Test
    void a_failed_post_is_tried_again_by_who_releases() {
        String id = approved("Fail");
        maya.post(ACME + "/posts/" + id + "/release");
        tick(() -> {});
        String path = ACME + "/posts/" + id;
        assertThat(maya.get(path).json()).containsEntry("status", "FAILED");
        assertThat(maya.get(path).at("publication.lastError")).isNotNull();

        assertProblem(lena.post(path + "/retry"), 403, "not-permitted");
        assertThat(fields(maya.post(path + "/retry", Map.of("now", true)))).containsExactly("now");
        assertThat(maya.post(path + "/retry").json()).containsEntry("status", "SCHEDULED");
        assertProblem(maya.post(path + "/retry"), 409, "illegal-transition");
        assertProblem(admin.post("/approval/api/globex/posts/" + id + "/retry"), 404, "not-found");
        maya.post(path + "/withdraw");
    }

    @Test
    void what_was_approved_is_recalled_before_it_is_out_and_after() {
        String jo = approver("Jo");
        String id = submitted("Recall me", "approver:" + jo, "user:lena");
        Http guest = unlocked(link(jo));
        String path = ACME + "/posts/" + id;
        approve(id, guest);
        assertThat(fields(lena.post(path + "/recall", Map.of()))).containsExactly("reason");
        assertProblem(mark.post(path + "/recall", Map.of("reason", "r")), 403, "not-permitted");
        assertProblem(
                admin.post("/approval/api/globex/posts/" + id + "/recall", Map.of("reason", "r")), 404, "not-found");

        Http.Answer back = lena.post(path + "/recall", Map.of("reason", "Not yet"));
        assertThat(back.json()).containsEntry("status", "DRAFT").containsEntry("recalled", null);
        assertProblem(lena.post(path + "/recall", Map.of("reason", "Again")), 409, "illegal-transition");

        maya.post(path + "/submit");
        approve(id, guest);
        maya.post(path + "/release");
        Approvals.on(store)
                .publisher((permit, version) -> new Receipt("out"))
                .build()
                .tick();
        Http.Answer out = lena.post(path + "/recall", Map.of("reason", "between us"));
        assertThat(out.json()).as(out.text()).containsEntry("status", "PUBLISHED");
        assertThat(out.at("recalled.by.name")).isEqualTo("Lena Lind");
        assertThat(out.at("recalled.reason")).isEqualTo("between us");
        Http.Answer seen = guest.get(REVIEW + "/posts/" + id);
        assertThat(seen.at("recalled.at")).isNotNull();
        assertThat(seen.text()).doesNotContain("between us", "lena", "Lena");
    }

    @Test
    void a_person_settles_a_publication_of_which_nobody_knows_the_outcome() {
        String id = approved("Unknown");
        String path = ACME + "/posts/" + id;
        maya.post(path + "/release");
        tick(() -> {
            clock.pass(Duration.ofMinutes(6));
            tick(() -> {});
        });
        assertThat(maya.get(path).json()).containsEntry("status", "UNCONFIRMED");

        assertThat(fields(maya.post(path + "/confirm", Map.of()))).containsExactly("published");
        assertThat(fields(maya.post(path + "/confirm", Map.of("published", "perhaps"))))
                .containsExactly("published");
        assertThat(fields(maya.post(path + "/confirm", Map.of("published", true, "reference", "x".repeat(2049)))))
                .containsExactly("reference");
        assertProblem(lena.post(path + "/confirm", Map.of("published", true)), 403, "not-permitted");
        Http.Answer confirmed =
                maya.post(path + "/confirm", Map.of("published", true, "reference", "https://linkedin.example/1"));
        assertThat(confirmed.json()).containsEntry("status", "PUBLISHED");
        assertThat(confirmed.at("publication.reference")).isEqualTo("https://linkedin.example/1");
        assertProblem(maya.post(path + "/confirm", Map.of("published", false)), 409, "illegal-transition");
    }

    @Test
    void the_inbox_holds_what_waits_for_the_caller() {
        String mine = submitted("For Lena", "user:lena");
        String decided = submitted("Decided", "user:lena", "user:mark");
        lena.post(ACME + "/decisions", decisions(decision(decided, 1, "APPROVE")));
        submitted("For Mark", "user:mark");

        Http.Answer inbox = lena.get(ACME + "/inbox?limit=200");

        List<Object> ids = inbox.list("items").stream()
                .map(item -> ((Map<?, ?>) item).get("id"))
                .map(Object.class::cast)
                .toList();
        assertThat(ids).contains(mine).doesNotContain(decided);
        assertThat(inbox.at("items.0"))
                .isEqualTo(lena.get(ACME + "/posts/" + mine).json());
        assertProblem(maya.get(ACME + "/inbox"), 403, "not-permitted");
        assertProblem(lena.get("/approval/api/globex/inbox"), 404, "not-found");
        assertProblem(lena.get(ACME + "/inbox?limit=0"), 400, "invalid-input");
        assertProblem(nobody.get(ACME + "/inbox"), 401, "not-authenticated");
    }

    private String approved(String caption) {
        String id = submitted(caption, "user:lena");
        Http.Answer answer = lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));
        assertThat(answer.at("results.0.outcome")).isEqualTo("RECORDED");
        return id;
    }

    private void approve(String id, Http guest) {
        guest.post(REVIEW + "/decisions", decisions(decision(id, 1, "APPROVE")));
        Http.Answer last = lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));
        assertThat(last.at("results.0.post.status")).as(last.text()).isEqualTo("APPROVED");
    }

    /** A run of a dispatcher that tries once, with a publisher that does this and fails. */
    private void tick(Runnable meanwhile) {
        Terms once = new Terms(Terms.DEFAULT.missedGrace(), false, Duration.ofMinutes(5), 1, Terms.DEFAULT.backoff());
        Publisher broken = (permit, version) -> {
            meanwhile.run();
            throw new IllegalStateException("The channel is down");
        };
        Approvals.on(store).publisher(broken).terms(once).build().tick();
    }
}
