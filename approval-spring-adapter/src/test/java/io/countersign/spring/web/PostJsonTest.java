package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.DecisionForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.canonical.Json;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.review.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostJsonTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Call MAYA = user("maya", Permission.values());
    private static final Call LENA = user("lena", Permission.REVIEW);

    private final Approvals approvals = Approvals.on(new InMemoryApprovalStore())
            .baseUrl("https://host.example/approval")
            .build();

    @Test
    void where_the_host_shows_reviewers_a_guest_reads_their_names_and_still_no_internal_note() {
        Call guest = guest();
        Post post = decidedByLena(guest);

        String hidden = Json.write(new PostJson(approvals, false).one(guest, post));
        String shown = Json.write(new PostJson(approvals, true).one(guest, post));

        assertThat(hidden).doesNotContain("lena", "between us");
        assertThat(shown).contains("user:lena", "\"id\":\"lena\"").doesNotContain("between us", "revision", "bundle");
    }

    @Test
    void a_held_post_tells_users_why_and_guests_only_that() {
        Call guest = guest();
        Post post = decidedByLena(guest);
        approvals.reviews().decide(guest, DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        Post held = approvals.posts().hold(MAYA, post.id(), "the price is wrong");
        PostJson json = new PostJson(approvals, false);

        assertThat(Json.write(json.one(MAYA, held).get("hold"))).contains("the price is wrong", "maya");
        assertThat(Json.write(json.one(guest, held).get("hold")))
                .contains("\"reason\":null", "since")
                .doesNotContain("price", "maya");
    }

    @Test
    void why_a_stage_is_blocked_is_told_to_users_and_to_guests_only_where_reviewers_are_shown() {
        Call guest = guest();
        var jo = ((Actor.Guest) guest.actor()).member().id();
        var kim = approvals.approvers().register(MAYA, ApproverForm.external("Kim", null));
        PostForm form = PostForm.of(new Target(new Channel("X"), "acme"), "Hello")
                .withReviewers(List.of(new ReviewerRef.Approver(jo), new ReviewerRef.Approver(kim.id())));
        Post post = approvals.posts().create(MAYA, form);
        approvals.posts().submit(MAYA, post.id(), null);
        approvals.approvers().delete(MAYA, kim.id());
        approvals.tick();
        Post blocked = approvals.posts().get(MAYA, post.id());
        String why = blocked.round().orElseThrow().stage(0).blocked();

        assertThat(why).contains(kim.id().value());
        assertThat(stage(new PostJson(approvals, false).one(MAYA, blocked))).containsEntry("blocked", why);
        assertThat(stage(new PostJson(approvals, false).one(guest, blocked))).containsEntry("blocked", null);
        assertThat(stage(new PostJson(approvals, true).one(guest, blocked))).containsEntry("blocked", why);
    }

    @SuppressWarnings("unchecked") // The shape that http-api.md gives a post.
    private static Map<String, Object> stage(Map<String, ?> post) {
        Map<String, Object> review = (Map<String, Object>) Objects.requireNonNull(post.get("review"));
        return ((List<Map<String, Object>>) Objects.requireNonNull(review.get("stages"))).get(0);
    }

    private Call guest() {
        var approver = approvals.approvers().register(MAYA, ApproverForm.external("Jo", null));
        IssuedLink link = approvals.links().create(MAYA, LinkForm.of(approver.id()));
        return approvals
                .sessions()
                .unlock(link.token().reveal(), link.password(), null, null)
                .call();
    }

    private Post decidedByLena(Call guest) {
        var jo = ((Actor.Guest) guest.actor()).member().id();
        PostForm form = PostForm.of(new Target(new Channel("X"), "acme"), "Hello")
                .withReviewers(List.of(new ReviewerRef.Approver(jo), new ReviewerRef.User("lena")));
        Post post = approvals.posts().create(MAYA, form);
        approvals.posts().submit(MAYA, post.id(), null);
        approvals.reviews().decide(LENA, DecisionForm.of(post.id(), 1, Verdict.APPROVE, "between us"));
        return approvals.posts().get(MAYA, post.id());
    }

    private static Call user(String id, Permission... permissions) {
        return Call.of(ACME, Actor.user(id, Set.of(permissions), Set.of()));
    }
}
