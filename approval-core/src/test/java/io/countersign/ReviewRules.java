package io.countersign;

import static io.countersign.Shown.Scene.refused;
import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static io.countersign.post.PostStatus.APPROVED;
import static io.countersign.post.PostStatus.CHANGES_REQUESTED;
import static io.countersign.post.PostStatus.DRAFT;
import static io.countersign.post.PostStatus.IN_REVIEW;
import static io.countersign.post.PostStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.review.StageStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.List;

/** What is said of rounds, stages, quorum and deadlines. */
final class ReviewRules {
    private static final Duration HOUR = Duration.ofHours(1);

    static final List<Shown> ALL = List.of(
            new Shown("a policy changed later changes no open round", scene -> {
                Post post = scene.submitted(scene.form());
                scene.wanting(Quorum.ALL, "user:vera");
                scene.approve(post, "lena");
                assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
            }),
            new Shown("Stages of one order are open together", scene -> {
                scene.office.wanting(
                        stage("legal", 0, Quorum.ANY, "group:legal"),
                        stage("marketing", 0, Quorum.ANY, "user:mark"),
                        stage("boss", 1, Quorum.ANY, "user:vera"));
                Post post = scene.submitted(scene.form());
                scene.stages(post, StageStatus.OPEN, StageStatus.OPEN, StageStatus.WAITING);
                refused("not-permitted", () -> scene.approve(post, "vera"));
                scene.approve(post, "mark");
                scene.stages(post, StageStatus.OPEN, StageStatus.APPROVED, StageStatus.WAITING);
                scene.approve(post, "lou");
                scene.stages(post, StageStatus.APPROVED, StageStatus.APPROVED, StageStatus.OPEN);
            }),
            new Shown("One refusal ends the round", scene -> {
                scene.wanting(new Quorum.AtLeast(2), "group:legal", "user:vera");
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                scene.decide(post, "lou", Verdict.REJECT);
                assertThat(scene.office.now(post.id()).status()).isEqualTo(REJECTED);
                refused("illegal-transition", () -> scene.approve(post, "vera"));
            }),
            new Shown("ANY: one", scene -> {
                scene.wanting(Quorum.ANY, "group:legal", "user:vera");
                scene.opensUntil(scene.submitted(scene.form()), "vera");
            }),
            new Shown("ALL: every entry of reviewers as listed at opening", scene -> {
                scene.wanting(Quorum.ALL, "group:legal", "user:vera", "user:lou");
                scene.opensUntil(scene.submitted(scene.form()), "lena", "vera", "lou");
                scene.opensUntil(scene.submitted(scene.form()), "lou", "vera");
            }),
            new Shown("A number or a share counts distinct persons", scene -> {
                scene.wanting(new Quorum.AtLeast(2), "group:legal", "user:lena", "user:vera");
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                scene.opensUntil(post, "lena", "lou");
                scene.wanting(new Quorum.Share(34), "group:legal", "user:vera");
                scene.opensUntil(scene.submitted(scene.form()), "vera", "lena");
                scene.wanting(new Quorum.Share(1), "group:legal");
                scene.opensUntil(scene.submitted(scene.form()), "lena");
            }),
            new Shown("AND across teams is two stages of the same order", scene -> {
                scene.office.wanting(
                        stage("legal", 0, Quorum.ANY, "group:legal"), stage("marketing", 0, Quorum.ANY, "user:mark"));
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                assertThat(scene.office.now(post.id()).status()).isEqualTo(IN_REVIEW);
                scene.approve(post, "mark");
                assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
            }),
            new Shown("No decision of an earlier round counts in a later one, even on the same version", scene -> {
                scene.wanting(new Quorum.AtLeast(2), "group:legal", "user:vera");
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                scene.decide(post, "lou", Verdict.REQUEST_CHANGES);
                scene.submit(post);
                scene.opensUntil(post, "vera", "lena");
            }),
            new Shown("The same verdict again is ALREADY_RECORDED", scene -> {
                Post post = scene.approved(scene.form());
                DecisionForm again = DecisionForm.of(post.id(), 1, Verdict.APPROVE, null);
                assertThat(scene.office.approvals.reviews().decide(scene.office.as("lena"), again))
                        .isInstanceOf(DecisionResult.AlreadyRecorded.class);
            }),
            new Shown("While the stage is open another verdict replaces theirs", scene -> {
                scene.wanting(new Quorum.AtLeast(2), "group:legal");
                Post post = scene.submitted(scene.form());
                scene.approve(post, "lena");
                scene.decide(post, "lena", Verdict.REQUEST_CHANGES);
                assertThat(scene.office.now(post.id()).status()).isEqualTo(CHANGES_REQUESTED);
                assertThat(scene.round(post).stage(0).votes()).hasSize(1);
                assertThat(scene.entries(post.id(), "post.decided")).hasSize(2);
                Post cleared = scene.approved(scene.form());
                assertThat(cleared.status()).isEqualTo(IN_REVIEW);
                scene.approve(cleared, "lou");
                refused("illegal-transition", () -> scene.decide(cleared, "lena", Verdict.REJECT));
            }),
            new Shown("IN_REVIEW | a stage with RETURN is overdue", scene -> {
                scene.office.wanting(overdue(OnOverdue.RETURN), stage("boss", 0, Quorum.ANY, "user:vera"));
                Post post = scene.submitted(scene.form());
                later(scene, HOUR);
                assertThat(scene.office.now(post.id()).status()).isEqualTo(CHANGES_REQUESTED);
                scene.stages(post, StageStatus.CHANGES_REQUESTED, StageStatus.SKIPPED);
            }),
            new Shown("REMIND its reviewers and the author (again every deadline)", scene -> {
                scene.office.wanting(overdue(OnOverdue.REMIND));
                Post post = scene.submitted(scene.form());
                for (int deadlines = 1; deadlines < 4; deadlines++) {
                    later(scene, HOUR);
                    assertThat(scene.entries(post.id(), "post.stage-overdue")).hasSize(deadlines);
                }
                scene.stages(post, StageStatus.OPEN);
            }),
            new Shown("ESCALATE: escalateTo people may answer any unanswered entry and raise no quorum", scene -> {
                scene.office.wanting(overdue(OnOverdue.ESCALATE));
                Post post = scene.submitted(scene.form());
                refused("not-permitted", () -> scene.approve(post, "vera"));
                scene.approve(post, "lena");
                later(scene, HOUR);
                scene.opensUntil(post, "vera");
            }),
            new Shown("Nothing is ever approved by time passing", scene -> {
                scene.office.wanting(overdue(OnOverdue.ESCALATE), stage("boss", 1, Quorum.ANY, "user:vera"));
                Post post = scene.submitted(scene.form());
                for (int i = 0; i < 50; i++) later(scene, HOUR.multipliedBy(24));
                scene.stages(post, StageStatus.OPEN, StageStatus.WAITING);
            }),
            new Shown("remindBefore counts back from the publish time", scene -> {
                scene.office.wanting(new StageRule(
                        "legal", 0, refs("group:legal"), Quorum.ANY, null, null, List.of(), List.of(HOUR), null));
                Post post = scene.submitted(scene.form()
                        .withSchedule(scene.clock.instant().plus(HOUR.multipliedBy(3)), java.time.ZoneOffset.UTC));
                later(scene, HOUR);
                assertThat(scene.entries(post.id(), "post.stage-reminded")).isEmpty();
                later(scene, HOUR);
                assertThat(scene.entries(post.id(), "post.stage-reminded")).hasSize(1);
            }),
            new Shown("With the policy's rescheduleNeedsApproval, a move by anyone but a reviewer", scene -> {
                scene.policy(true, false, true, stage("admin", 0, Quorum.ANY, "user:admin"));
                Post post = scene.submitted(scene.form());
                Post moved = scene.office
                        .approvals
                        .posts()
                        .reschedule(
                                scene.office.as("admin"),
                                post.id(),
                                scene.clock.instant().plus(HOUR),
                                java.time.ZoneOffset.UTC);
                assertThat(moved.status()).isEqualTo(IN_REVIEW);
                Post back = scene.reschedule(post, scene.clock.instant().plus(HOUR.multipliedBy(2)));
                assertThat(back.status()).isEqualTo(DRAFT);
                assertThat(back.version()).isEqualTo(post.version());
            }),
            new Shown("If the next submitted version equals the reviewed content with just that caption", scene -> {
                Post post = suggested(scene);
                Post again = scene.submit(scene.edit(post, PostForm.of(LINKEDIN, "better")));
                assertThat(again.status()).isEqualTo(APPROVED);
                assertThat(scene.round(again).stage(0).votes().get(0).carriedFrom())
                        .isEqualTo(1);
            }),
            new Shown("Suggesting is not contributing", scene -> {
                Post post = suggested(scene);
                scene.submit(scene.edit(post, PostForm.of(LINKEDIN, "better still")));
                scene.opensUntil(scene.office.now(post.id()), "lena");
            }));

    private ReviewRules() {}

    private static StageRule overdue(OnOverdue consequence) {
        return new StageRule(
                "legal",
                0,
                refs("user:lena", "user:lou"),
                Quorum.ALL,
                HOUR,
                consequence,
                consequence == OnOverdue.ESCALATE ? refs("user:vera") : List.of(),
                List.of(),
                Assurance.LINK);
    }

    private static List<ReviewerRef> refs(String... refs) {
        return java.util.Arrays.stream(refs).map(ReviewerRef::parse).toList();
    }

    private static void later(Shown.Scene scene, Duration time) {
        scene.clock.pass(time);
        scene.office.approvals.tick();
    }

    private static Post suggested(Shown.Scene scene) {
        Post post = scene.submitted(scene.form());
        DecisionForm.Suggested better = new DecisionForm.Suggested("better");
        scene.office
                .approvals
                .reviews()
                .decide(
                        scene.office.as("lena"),
                        new DecisionForm(post.id(), 1, null, Verdict.REQUEST_CHANGES, "rather", null, null, better));
        return scene.office.now(post.id());
    }
}
