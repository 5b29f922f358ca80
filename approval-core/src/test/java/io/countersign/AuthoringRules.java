package io.countersign;

import static io.countersign.Shown.Scene.refused;
import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static io.countersign.post.PostStatus.APPROVED;
import static io.countersign.post.PostStatus.CHANGES_REQUESTED;
import static io.countersign.post.PostStatus.DRAFT;
import static io.countersign.post.PostStatus.FAILED;
import static io.countersign.post.PostStatus.IN_REVIEW;
import static io.countersign.post.PostStatus.REJECTED;
import static io.countersign.post.PostStatus.SCHEDULED;
import static io.countersign.post.PostStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.review.Ending;
import io.countersign.review.StageStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Rows of the status table that authors and reviewers move a post by. */
final class AuthoringRules {
    static final List<Shown> ALL = List.of(
            new Shown("DRAFT, CHANGES_REQUESTED, REJECTED | edit (material)", scene -> {
                for (PostStatus status : List.of(DRAFT, CHANGES_REQUESTED, REJECTED))
                    nextVersion(scene, scene.in(status));
            }),
            new Shown("IN_REVIEW, APPROVED, SCHEDULED, FAILED | edit (material)", scene -> {
                for (PostStatus status : List.of(IN_REVIEW, APPROVED, SCHEDULED, FAILED)) {
                    Post post = scene.in(status);
                    boolean held = status == APPROVED || status == SCHEDULED;
                    if (held) scene.office.approvals.posts().hold(scene.office.as("lena"), post.id(), "wait");
                    Post edited = nextVersion(scene, post);
                    assertThat(edited.state().hold()).isNull();
                    assertThat(scene.round(post).progress().ending()).isEqualTo(Ending.SUPERSEDED);
                }
            }),
            new Shown("edit (not material) | post:write | same status and version", scene -> {
                for (PostStatus status : List.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, FAILED)) {
                    Post post = scene.in(status);
                    Post saved = scene.edit(
                            post,
                            PostForm.of(LINKEDIN, post.version().content().caption())
                                    .withSchedule(null, ZoneId.of("Asia/Tokyo")));
                    assertThat(saved.status()).isEqualTo(status);
                    assertThat(saved.version()).isEqualTo(post.version());
                }
            }),
            new Shown("making APPROVED's release AUTOMATIC needs post:release", scene -> {
                Post post = scene.approved(OfficeTest.manual(scene.form()));
                refused("not-permitted", () -> scene.edit(post, scene.form()));
                Post released =
                        scene.office.approvals.posts().edit(scene.office.as("admin"), post.id(), 1, scene.form());
                assertThat(released.status()).isEqualTo(SCHEDULED);
            }),
            new Shown("IN_REVIEW, a new round with the plan that routing gives now", scene -> {
                Post post = scene.in(CHANGES_REQUESTED);
                scene.office.wanting(stage("boss", 0, Quorum.ANY, "user:vera"));
                assertThat(scene.submit(post).status()).isEqualTo(IN_REVIEW);
                assertThat(scene.round(post).plan().round()).isEqualTo(2);
                assertThat(scene.round(post).rule(0).name()).isEqualTo("boss");
            }),
            new Shown("After REJECTED an unchanged version is illegal-transition", scene -> {
                Post rejected = scene.in(REJECTED);
                refused("illegal-transition", () -> scene.submit(rejected));
                assertThat(scene.submit(scene.in(CHANGES_REQUESTED)).status()).isEqualTo(IN_REVIEW);
            }),
            new Shown("Empty plan: APPROVED only if", scene -> {
                scene.policy(true, false, false);
                assertThat(scene.submit(scene.office.draft("free")).status()).isEqualTo(APPROVED);
                scene.office.wanting();
                refused("invalid-input", () -> scene.submit(scene.office.draft("asked")));
            }),
            new Shown("A plan that nobody could satisfy", scene -> {
                scene.wanting(Quorum.ANY, "user:maya");
                Post post = scene.office.draft("mine");
                assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> scene.submit(post)))
                        .hasMessageContaining("'legal'");
                refused("invalid-input", () -> scene.submit(post));
                scene.wanting(new Quorum.AtLeast(3), "group:legal");
                refused("invalid-input", () -> scene.submit(post));
            }),
            new Shown(
                    "the stage counts it; when its quorum is met the next order opens; after the last: APPROVED",
                    scene -> {
                        scene.office.wanting(
                                stage("legal", 0, new Quorum.AtLeast(2), "group:legal"),
                                stage("boss", 9, Quorum.ANY, "user:vera"));
                        Post post = scene.submitted(scene.form());
                        scene.approve(post, "lena");
                        scene.stages(post, StageStatus.OPEN, StageStatus.WAITING);
                        scene.approve(post, "lou");
                        scene.stages(post, StageStatus.APPROVED, StageStatus.OPEN);
                        scene.approve(post, "vera");
                        assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
                    }),
            new Shown("a reviewer of a stage already approved in this round | recorded, changes nothing", scene -> {
                for (Post post : List.of(scene.approved(scene.form()), scene.approved(scene.ahead(scene.form())))) {
                    scene.approve(post, "lou");
                    assertThat(scene.office.now(post.id()).status()).isEqualTo(post.status());
                    assertThat(scene.entries(post.id(), "post.decided")).hasSize(2);
                }
            }),
            new Shown("CHANGES_REQUESTED / REJECTED at once; the other open stages become SKIPPED", scene -> {
                scene.office.wanting(
                        stage("legal", 0, new Quorum.AtLeast(2), "group:legal"),
                        stage("boss", 0, Quorum.ANY, "user:vera"));
                Post returned = scene.submitted(scene.form());
                scene.decide(returned, "lena", Verdict.REQUEST_CHANGES);
                scene.stages(returned, StageStatus.CHANGES_REQUESTED, StageStatus.SKIPPED);
                Post rejected = scene.submitted(scene.form());
                scene.decide(rejected, "vera", Verdict.REJECT);
                scene.stages(rejected, StageStatus.SKIPPED, StageStatus.REJECTED);
                assertThat(scene.office.now(rejected.id()).status()).isEqualTo(REJECTED);
            }),
            new Shown("any before PUBLISHING, FAILED | withdraw", scene -> {
                for (PostStatus status :
                        List.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, SCHEDULED, FAILED)) {
                    Post post = scene.in(status);
                    scene.office.approvals.posts().withdraw(scene.office.as("maya"), post.id());
                    assertThat(scene.office.now(post.id()).status()).isEqualTo(WITHDRAWN);
                    refused("illegal-transition", () -> scene.edited(scene.office.now(post.id()), "maya"));
                }
            }),
            new Shown("A new time in the past is invalid-input", scene -> {
                PostForm past = scene.form().withSchedule(scene.clock.instant().minusSeconds(1), ZoneId.of("UTC"));
                refused("invalid-input", () -> scene.office.approvals.posts().create(scene.office.as("maya"), past));
                Post post = scene.submitted(scene.ahead(scene.form()));
                refused("invalid-input", () -> scene.edit(post, past));
                refused(
                        "invalid-input",
                        () -> scene.reschedule(post, scene.clock.instant().minusSeconds(1)));
                PostForm stored = scene.ahead(scene.form());
                scene.clock.pass(Duration.ofHours(2));
                assertThat(scene.edit(post, stored).schedule()).isEqualTo(post.schedule());
            }));

    private AuthoringRules() {}

    private static Post nextVersion(Shown.Scene scene, Post post) {
        Post edited = scene.edit(post, PostForm.of(LINKEDIN, "better"));
        assertThat(edited.status()).isEqualTo(DRAFT);
        assertThat(edited.version().number()).isEqualTo(post.version().number() + 1);
        assertThat(edited.cleared()).isNull();
        return edited;
    }
}
