package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;

import io.countersign.audit.Trail;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A test in an office whose policy allows break glass. */
abstract class GlassTest extends AnyStatusTest {
    @BeforeEach
    void the_policy_has_break_glass_true() {
        allowing(stage("legal", 0, Quorum.ANY, "group:legal"));
    }

    void allowing(StageRule... stages) {
        List<String> names = List.of(stages).stream().map(StageRule::name).toList();
        office.wanting(new RoutingPolicy(List.of(stages), List.of(), names, List.of(), true, true, false, false, true));
    }

    int policyNumber() {
        return office.approvals.routing().get(office.as("admin")).number();
    }

    Post ask(Post post, String who) {
        return office.approvals.breakGlass().ask(office.as(who), post.id(), "fire");
    }

    Post consent(Post post, String who) {
        return office.approvals.breakGlass().consent(office.as(who), post.id());
    }

    Post close(Post post, String who) {
        return office.approvals.breakGlass().closeReview(office.as(who), post.id(), "it was right");
    }

    /** Scheduled without its reviewers. */
    Post broken(PostForm form) {
        Post post = submitted(form);
        ask(post, "rita");
        return consent(post, "admin");
    }

    Post edited(Post post, String who) {
        return office.approvals
                .posts()
                .edit(office.as(who), post.id(), post.version().number(), PostForm.of(LINKEDIN, "better"));
    }

    Map<String, Object> details(Post post, String action) {
        return Trail.details(entries(post.id(), action).get(0).bytes());
    }
}
