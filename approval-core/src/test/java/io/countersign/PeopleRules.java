package io.countersign;

import static io.countersign.Shown.Scene.refused;
import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static io.countersign.post.PostStatus.APPROVED;
import static io.countersign.post.PostStatus.CHANGES_REQUESTED;
import static io.countersign.post.PostStatus.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Trail;
import io.countersign.contract.Race;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.review.StageStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import io.countersign.store.LinkFilter;
import io.countersign.store.PageRequest;
import java.time.Duration;
import java.util.List;

/** What is said of who may decide, and of two people at once. */
final class PeopleRules {
    static final List<Shown> ALL = List.of(
            new Shown("\"A reviewer of the round\" is anyone who is or was entitled", scene -> {
                scene.office.wanting(
                        stage("client", 0, Quorum.ANY, scene.office.clientRef().toString(), "group:legal"));
                Post post = scene.approved(scene.form());
                scene.office.leave("lena");
                for (Call who : List.of(scene.office.as("lena"), scene.office.as("lou"), scene.office.client())) {
                    assertThat(scene.office
                                    .approvals
                                    .posts()
                                    .hold(who, post.id(), "wait")
                                    .state()
                                    .hold())
                            .isNotNull();
                    scene.office.approvals.posts().unhold(who, post.id());
                }
                refused(
                        "not-permitted",
                        () -> scene.office.approvals.posts().hold(scene.office.as("vera"), post.id(), "wait"));
            }),
            new Shown("People are resolved live (a leaver is gone, a joiner may decide)", scene -> {
                scene.office.leave("lou");
                Post post = scene.submitted(scene.form());
                scene.office.returnAll();
                scene.office.leave("lena");
                refused("not-permitted", () -> scene.approve(post, "lena"));
                scene.opensUntil(post, "lou");
            }),
            new Shown("A stage that can no longer be satisfied stays OPEN with blocked: reason", scene -> {
                scene.wanting(new Quorum.AtLeast(2), "group:legal");
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                scene.office.leave("lou");
                sweep(scene);
                assertThat(scene.round(post).stage(0).blocked()).contains("legal");
                scene.stages(post, StageStatus.OPEN);
                scene.office.returnAll();
                sweep(scene);
                assertThat(scene.round(post).stage(0).blocked()).isNull();
                scene.opensUntil(post, "lou");
            }),
            new Shown("Who wrote or edited a version later than the last one that reached APPROVED", scene -> {
                scene.wanting(Quorum.ANY, "user:maya", "user:admin", "user:lena");
                Post post = scene.submitted(scene.form());
                refused("not-permitted", () -> scene.approve(post, "maya"));
                scene.approve(post, "lena");
                Post edited = scene.edited(scene.office.now(post.id()), "admin");
                scene.submit(edited);
                refused("not-permitted", () -> scene.approve(edited, "admin"));
                scene.opensUntil(edited, "maya");
            }),
            new Shown("through no group, but may refuse", scene -> {
                scene.wanting(Quorum.ANY, "group:marketing");
                Post post = scene.submitted(scene.form());
                refused("not-permitted", () -> scene.approve(post, "maya"));
                scene.decide(post, "maya", Verdict.REQUEST_CHANGES);
                assertThat(scene.office.now(post.id()).status()).isEqualTo(CHANGES_REQUESTED);
            }),
            new Shown("Policy: fourEyes: false turns it off; the record then says so", scene -> {
                scene.policy(false, false, false, stage("marketing", 0, Quorum.ANY, "user:maya"));
                Post post = scene.submitted(scene.form());
                scene.opensUntil(post, "maya");
                assertThat(Trail.details(scene.entries(post.id(), "post.submitted")
                                .get(0)
                                .bytes()))
                        .containsEntry("fourEyes", false);
            }),
            new Shown("distinctReviewers: one person fills one stage of a round", scene -> {
                scene.policy(
                        true,
                        true,
                        false,
                        stage("a", 0, Quorum.ANY, "group:legal"),
                        stage("b", 1, Quorum.ANY, "group:legal"));
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                refused("not-permitted", () -> scene.approve(post, "lena"));
                scene.approve(post, "lou");
                assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
            }),
            new Shown("minAssurance: ACCOUNT, a stage that takes no decision through a link", scene -> {
                ReviewerRef client = scene.office.clientRef();
                scene.office.wanting(StageRule.of("legal", 0, List.of(client, new ReviewerRef.User("lena")), Quorum.ANY)
                        .withMinAssurance(Assurance.ACCOUNT));
                Post post = scene.submitted(scene.form());
                refused(
                        "not-permitted",
                        () -> scene.office
                                .approvals
                                .reviews()
                                .decide(scene.office.client(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)));
                scene.opensUntil(post, "lena");
            }),
            new Shown("Explicit reviewers of a post are a stage requested", scene -> {
                Post post = scene.submitted(scene.form()
                        .withReviewers(List.of(new ReviewerRef.User("vera"), new ReviewerRef.User("mark"))));
                StageRule requested = scene.round(post).rule(0);
                assertThat(requested.name()).isEqualTo("requested");
                assertThat(requested.quorum()).isEqualTo(Quorum.ALL);
                assertThat(requested.deadline()).isNull();
                assertThat(requested.order())
                        .isEqualTo(scene.round(post).rule(1).order() - 1);
                scene.approve(post, "vera");
                scene.stages(post, StageStatus.OPEN, StageStatus.WAITING);
                scene.approve(post, "mark");
                scene.stages(post, StageStatus.APPROVED, StageStatus.OPEN);
            }),
            new Shown("Two approvers at the same instant: both count", scene -> {
                scene.wanting(new Quorum.AtLeast(2), "group:legal");
                Post post = scene.submitted(scene.form());
                List<String> people = List.of("lena", "lou");
                Race.of(2, who -> () -> {
                    scene.approve(post, people.get(who));
                    return who;
                });
                assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
            }),
            new Shown("Approve against edit: whichever commits first wins", scene -> {
                Post first = scene.submitted(scene.form());
                scene.edit(first, PostForm.of(LINKEDIN, "better"));
                refused("stale-version", () -> scene.approve(first, "lena"));
                Post second = scene.approved(scene.form());
                assertThat(scene.edit(second, PostForm.of(LINKEDIN, "better")).status())
                        .isEqualTo(PostStatus.DRAFT);
            }),
            new Shown("Revoke against decide: a decision committed after the revocation does not exist", scene -> {
                scene.office.wanting(
                        stage("client", 0, Quorum.ANY, scene.office.clientRef().toString()));
                Post post = scene.submitted(scene.form());
                Call client = scene.office.client();
                Call admin = scene.office.as("admin");
                scene.office
                        .approvals
                        .links()
                        .list(admin, LinkFilter.ALL, PageRequest.FIRST)
                        .items()
                        .forEach(link -> scene.office.approvals.links().revoke(admin, link.id()));
                refused(
                        "session-expired",
                        () -> scene.office
                                .approvals
                                .reviews()
                                .decide(client, DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)));
                assertThat(scene.office.now(post.id()).status()).isEqualTo(IN_REVIEW);
            }));

    private PeopleRules() {}

    /** Lets the time pass after which stages are looked at again. */
    private static void sweep(Shown.Scene scene) {
        scene.clock.pass(Duration.ofMinutes(15));
        scene.office.approvals.tick();
    }
}
