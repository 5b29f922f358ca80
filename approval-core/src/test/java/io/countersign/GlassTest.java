package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Trail;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.publish.Capability;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A test in an office whose policy allows break glass. */
abstract class GlassTest extends OfficeTest {
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

    Post in(PostStatus status) {
        return switch (status) {
            case DRAFT -> office.draft("draft");
            case WITHDRAWN ->
                office.approvals
                        .posts()
                        .withdraw(office.as("maya"), office.draft("gone").id());
            case SCHEDULED -> approved(ahead(form()));
            case PUBLISHING, PUBLISHED, FAILED, UNCONFIRMED -> onItsWay(status);
            default -> reviewed(submitted(form()), status);
        };
    }

    Post reviewed(Post post, PostStatus status) {
        switch (status) {
            case CHANGES_REQUESTED -> decide(post, "lena", Verdict.REQUEST_CHANGES);
            case REJECTED -> decide(post, "lena", Verdict.REJECT);
            case APPROVED -> decide(post, "lena", Verdict.APPROVE);
            default -> {}
        }
        return office.now(post.id());
    }

    Post onItsWay(PostStatus status) {
        Post post = approved(form());
        release(post);
        switch (status) {
            case PUBLISHED -> office.approvals.tick();
            case FAILED -> {
                office.channels.fail(9);
                for (int i = 0; i < 3; i++) {
                    office.approvals.tick();
                    clock.pass(Duration.ofHours(1));
                }
            }
            default -> {
                office.channels.promise(Capability.NONE);
                office.claimAndCrash();
                if (status == PostStatus.UNCONFIRMED) {
                    clock.pass(Duration.ofHours(1));
                    office.approvals.tick();
                }
            }
        }
        Post now = office.now(post.id());
        assertThat(now.status()).isEqualTo(status);
        return now;
    }
}
