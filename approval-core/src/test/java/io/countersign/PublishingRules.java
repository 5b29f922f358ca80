package io.countersign;

import static io.countersign.Shown.Scene.refused;
import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.post.PostStatus.APPROVED;
import static io.countersign.post.PostStatus.DRAFT;
import static io.countersign.post.PostStatus.FAILED;
import static io.countersign.post.PostStatus.PUBLISHED;
import static io.countersign.post.PostStatus.PUBLISHING;
import static io.countersign.post.PostStatus.SCHEDULED;
import static io.countersign.post.PostStatus.UNCONFIRMED;
import static io.countersign.post.PostStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.office.Office;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.publish.Capability;
import io.countersign.review.Ending;
import java.time.Duration;
import java.util.List;

/** Rows of the status table from approval to publication. */
final class PublishingRules {
    private static final Duration HOUR = Duration.ofHours(1);

    static final List<Shown> ALL = List.of(
            new Shown("SCHEDULED if release is AUTOMATIC and the schedule is in the future", scene -> {
                assertThat(scene.approved(scene.ahead(scene.form())).status()).isEqualTo(SCHEDULED);
                assertThat(scene.approved(OfficeTest.manual(scene.ahead(scene.form())))
                                .status())
                        .isEqualTo(APPROVED);
                assertThat(scene.approved(scene.form()).status()).isEqualTo(APPROVED);
            }),
            new Shown("SCHEDULED for its time, or for now if it has none or it has passed", scene -> {
                Post ahead = scene.approved(OfficeTest.manual(scene.ahead(scene.form())));
                assertThat(scene.release(ahead).state().dueAt())
                        .isEqualTo(ahead.schedule().at());
                assertThat(scene.release(scene.approved(scene.form())).state().forNow())
                        .isTrue();
                Post passed = scene.approved(OfficeTest.manual(scene.ahead(scene.form())));
                scene.clock.pass(HOUR.multipliedBy(2));
                assertThat(scene.release(passed).state().forNow()).isTrue();
                refused(
                        "not-permitted",
                        () -> scene.office.approvals.posts().release(scene.office.as("maya"), passed.id()));
            }),
            new Shown("same status, missedSchedule cleared; APPROVED with AUTOMATIC becomes SCHEDULED", scene -> {
                Post post = scene.submitted(scene.ahead(scene.form()));
                scene.clock.pass(HOUR.multipliedBy(2));
                scene.office.approvals.tick();
                assertThat(scene.office.now(post.id()).state().missedSchedule()).isTrue();
                Post moved = scene.reschedule(post, scene.clock.instant().plus(HOUR));
                assertThat(moved.state().missedSchedule()).isFalse();
                assertThat(moved.status()).isEqualTo(post.status());
                Post approved = scene.approved(scene.form());
                assertThat(scene.reschedule(approved, scene.clock.instant().plus(HOUR))
                                .status())
                        .isEqualTo(SCHEDULED);
            }),
            new Shown("hold set with who and why: the dispatcher passes it over", scene -> {
                Post post = scene.release(scene.approved(scene.form()));
                refused("not-permitted", () -> hold(scene, "mark", post));
                assertThat(hold(scene, "lou", post).state().hold()).isNotNull();
                assertThat(scene.office.approvals.tick().published()).isZero();
                refused("not-permitted", () -> unhold(scene, "lena", post));
                assertThat(unhold(scene, "lou", post).status()).isEqualTo(SCHEDULED);
                hold(scene, "rita", post);
                unhold(scene, "admin", post);
                assertThat(scene.office.approvals.tick().published()).isEqualTo(1);
            }),
            new Shown("release keeps a hold, edit, withdraw and recall clear it", scene -> {
                assertThat(scene.release(held(scene)).state().hold()).isNotNull();
                assertThat(scene.edit(held(scene), PostForm.of(LINKEDIN, "other"))
                                .state()
                                .hold())
                        .isNull();
                Post gone = held(scene);
                assertThat(scene.office
                                .approvals
                                .posts()
                                .withdraw(scene.office.as("maya"), gone.id())
                                .state()
                                .hold())
                        .isNull();
                assertThat(recall(scene, "lena", held(scene)).state().hold()).isNull();
            }),
            new Shown("SCHEDULED, due, not held | claim", scene -> {
                Post post = scene.in(PUBLISHING);
                assertThat(post.fence()).isEqualTo(1);
                assertThat(post.leaseUntil())
                        .isEqualTo(OfficeTest.cut(scene.clock.instant().plus(Office.TERMS.lease())));
            }),
            new Shown("PUBLISHED / SCHEDULED again with back-off, after the last attempt FAILED", scene -> {
                assertThat(scene.in(PUBLISHED).state().publication().attempts()).isEqualTo(1);
                Post post = scene.release(scene.approved(scene.form()));
                scene.office.channels.fail(2);
                scene.office.approvals.tick();
                Post again = scene.office.now(post.id());
                assertThat(again.status()).isEqualTo(SCHEDULED);
                assertThat(again.state().dueAt()).isAfter(scene.clock.instant());
                scene.clock.pass(HOUR);
                scene.office.approvals.tick();
                assertThat(scene.office.now(post.id()).status()).isEqualTo(FAILED);
            }),
            new Shown("IDEMPOTENT_KEY publishes again under the same key, QUERYABLE asks first", scene -> {
                for (Capability promise : Capability.values()) {
                    Post post = scene.release(scene.approved(scene.form()));
                    scene.office.channels.promise(promise);
                    scene.office.claimAndCrash();
                    scene.clock.pass(Office.TERMS.lease());
                    scene.office.approvals.tick();
                    assertThat(scene.office.now(post.id()).status())
                            .isEqualTo(promise == Capability.NONE ? UNCONFIRMED : PUBLISHED);
                }
            }),
            new Shown("UNCONFIRMED | confirm true / false", scene -> {
                assertThat(confirm(scene, true)).isEqualTo(PUBLISHED);
                assertThat(confirm(scene, false)).isEqualTo(FAILED);
                refused(
                        "not-permitted",
                        () -> scene.office
                                .approvals
                                .posts()
                                .confirm(
                                        scene.office.as("maya"),
                                        scene.in(UNCONFIRMED).id(),
                                        true,
                                        null));
            }),
            new Shown("FAILED | retry", scene -> {
                Post post = scene.in(FAILED);
                Post again = scene.office.approvals.posts().retry(scene.office.as("rita"), post.id());
                assertThat(again.status()).isEqualTo(SCHEDULED);
                assertThat(again.state().forNow()).isTrue();
                refused(
                        "not-permitted",
                        () -> scene.office.approvals.posts().retry(scene.office.as("maya"), post.id()));
            }),
            new Shown("missedSchedule set, back to APPROVED", scene -> {
                Post post = scene.approved(scene.ahead(scene.form()));
                Post forNow = scene.release(scene.approved(scene.form()));
                hold(scene, "lena", forNow);
                scene.clock.pass(HOUR.plus(Office.TERMS.missedGrace()).plusSeconds(1));
                scene.office.approvals.tick();
                assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
                assertThat(scene.office.now(post.id()).state().missedSchedule()).isTrue();
                assertThat(unhold(scene, "lena", forNow).status()).isEqualTo(SCHEDULED);
            }),
            new Shown("a review owed stays open until somebody closes it, with a finding", scene -> {
                Post post = scene.submitted(scene.ahead(scene.form()));
                scene.ask(post, "rita");
                refused("not-permitted", () -> scene.consent(post, "rita"));
                Post broken = scene.consent(post, "admin");
                assertThat(broken.status()).isEqualTo(SCHEDULED);
                assertThat(broken.state().forNow()).isTrue();
                scene.office.approvals.tick();
                assertThat(scene.office.now(post.id()).state().owed()).isNotNull();
                assertThat(scene.close(post, "lena").state().owed()).isNull();
                scene.office.wanting(Office.stage("legal", 0, io.countersign.routing.Quorum.ANY, "group:legal"));
                refused("not-permitted", () -> scene.ask(scene.submitted(scene.form()), "rita"));
            }),
            new Shown("a reviewer of the round who is a user, post:release | DRAFT, the round superseded", scene -> {
                for (String who : List.of("lou", "rita")) {
                    Post recalled = recall(scene, who, scene.approved(scene.ahead(scene.form())));
                    assertThat(recalled.status()).isEqualTo(DRAFT);
                    assertThat(scene.round(recalled).progress().ending()).isEqualTo(Ending.SUPERSEDED);
                }
                refused("not-permitted", () -> recall(scene, "mark", scene.approved(scene.form())));
            }),
            new Shown("PUBLISHED with recalled set", scene -> {
                Post recalled = recall(scene, "lena", scene.in(PUBLISHED));
                assertThat(recalled.status()).isEqualTo(PUBLISHED);
                assertThat(recalled.state().recalled()).isNotNull();
            }),
            new Shown("everything else | illegal-transition", scene -> {
                for (PostStatus status : List.of(PUBLISHING, UNCONFIRMED, PUBLISHED, WITHDRAWN)) {
                    Post post = scene.in(status);
                    refused("illegal-transition", () -> scene.edited(post, "maya"));
                    refused("illegal-transition", () -> scene.submit(post));
                    refused("illegal-transition", () -> scene.approve(post, "lena"));
                    refused("illegal-transition", () -> scene.release(post));
                    refused("illegal-transition", () -> hold(scene, "rita", post));
                    refused("illegal-transition", () -> scene.ask(post, "rita"));
                    assertThat(scene.office.now(post.id()).status()).isEqualTo(status);
                }
            }),
            new Shown("A time that passes while the post is not yet approved publishes nothing", scene -> {
                Post post = scene.submitted(scene.ahead(scene.form()));
                scene.clock.pass(HOUR.multipliedBy(2));
                scene.office.approvals.tick();
                scene.approve(post, "lena");
                scene.office.approvals.tick();
                assertThat(scene.office.now(post.id()).status()).isEqualTo(APPROVED);
                assertThat(scene.office.channels.out()).isEmpty();
                scene.release(post);
                assertThat(scene.office.approvals.tick().published()).isEqualTo(1);
            }));

    private PublishingRules() {}

    private static Post hold(Shown.Scene scene, String who, Post post) {
        return scene.office.approvals.posts().hold(scene.office.as(who), post.id(), "wait");
    }

    private static Post unhold(Shown.Scene scene, String who, Post post) {
        return scene.office.approvals.posts().unhold(scene.office.as(who), post.id());
    }

    private static Post held(Shown.Scene scene) {
        return hold(scene, "lena", scene.approved(scene.form()));
    }

    private static Post recall(Shown.Scene scene, String who, Post post) {
        return scene.office.approvals.posts().recall(scene.office.as(who), post.id(), "not now");
    }

    private static PostStatus confirm(Shown.Scene scene, boolean published) {
        Post post = scene.in(UNCONFIRMED);
        return scene.office
                .approvals
                .posts()
                .confirm(scene.office.as("rita"), post.id(), published, null)
                .status();
    }
}
