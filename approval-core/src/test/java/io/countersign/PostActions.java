package io.countersign;

import static io.countersign.Action.PLANTED;
import static io.countersign.Action.does;
import static io.countersign.Action.leavesNothing;
import static io.countersign.Action.refuses;
import static io.countersign.Action.silently;
import static io.countersign.post.PostStatus.FAILED;
import static io.countersign.post.PostStatus.SCHEDULED;
import static io.countersign.post.PostStatus.UNCONFIRMED;

import io.countersign.content.Anchor;
import io.countersign.contract.office.Office;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.review.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** What is done with posts. */
final class PostActions {
    private static final String REFUSED = "post.refused";
    private static final String NOT_PERMITTED = "not-permitted";
    private static final String NO_POST = "of who may not write, for there is no post";

    private PostActions() {}

    static Stream<Action> all() {
        return Stream.of(writing(), moving(), publishing(), deciding(), glass()).flatMap(List::stream);
    }

    private static List<Action> writing() {
        PostForm form = PostForm.of(Office.LINKEDIN, "Better");
        return List.of(
                does(
                        "Posts.create",
                        "post.created",
                        scene -> () -> scene.approvals.posts().create(scene.as("maya"), form)),
                leavesNothing(
                        "Posts.create",
                        NO_POST,
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.posts().create(scene.as("lena"), form)),
                does(
                        "Posts.createEach",
                        "post.created",
                        scene -> () -> scene.approvals.posts().createEach(scene.as("maya"), List.of(form))),
                leavesNothing(
                        "Posts.createEach",
                        NO_POST,
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.posts().createEach(scene.as("lena"), List.of(form))),
                does("Posts.edit", "post.edited", scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().edit(scene.as("mark"), post.id(), 1, form);
                }),
                refuses("Posts.edit", "of another version", REFUSED, "stale-version", scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().edit(scene.as("mark"), post.id(), 2, form);
                }),
                refuses("Posts.edit", "of who may not write", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().edit(scene.as("lena"), post.id(), 1, form);
                }),
                leavesNothing("Posts.edit", "of a stranger, for whom there is no post", "not-found", scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().edit(scene.as("stranger"), post.id(), 1, form);
                }),
                leavesNothing("Posts.edit", "of a form that is none", "invalid-input", scene -> {
                    Post post = scene.office.draft("Good");
                    PostForm empty = PostForm.of(Office.LINKEDIN, null);
                    return () -> scene.approvals.posts().edit(scene.as("maya"), post.id(), 1, empty);
                }),
                does("Posts.submit", "post.submitted", scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().submit(scene.as("maya"), post.id(), PLANTED);
                }),
                refuses("Posts.submit", "of who may not write", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().submit(scene.as("lena"), post.id(), PLANTED);
                }),
                does("Posts.submitEach", "post.submitted", scene -> {
                    Post post = scene.office.draft("Good");
                    return () -> scene.approvals.posts().submitEach(scene.as("maya"), List.of(post.id()));
                }),
                refuses("Posts.submitEach", "twice", REFUSED, "illegal-transition", scene -> {
                    Post post = scene.inReview();
                    return () -> submitAgain(scene, post.id());
                }));
    }

    private static void submitAgain(Action.Scene scene, PostId post) {
        SubmitResult result = scene.approvals
                .posts()
                .submitEach(scene.as("maya"), List.of(post))
                .get(0);
        throw ((SubmitResult.Failed) result).problem();
    }

    private static List<Action> moving() {
        return List.of(
                does("Posts.withdraw", "post.withdrawn", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals.posts().withdraw(scene.as("maya"), post.id());
                }),
                refuses("Posts.withdraw", "of who may not write", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals.posts().withdraw(scene.as("lena"), post.id());
                }),
                does("Posts.reschedule", "post.rescheduled", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals
                            .posts()
                            .reschedule(
                                    scene.as("maya"),
                                    post.id(),
                                    scene.clock.instant().plus(Duration.ofDays(1)),
                                    ZoneOffset.UTC);
                }),
                refuses("Posts.reschedule", "into the past", REFUSED, "invalid-input", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals
                            .posts()
                            .reschedule(
                                    scene.as("maya"),
                                    post.id(),
                                    scene.clock.instant().minusSeconds(1),
                                    ZoneOffset.UTC);
                }),
                does("Posts.hold", "post.held", scene -> {
                    Post post = scene.in(SCHEDULED);
                    return () -> scene.approvals.posts().hold(scene.as("lou"), post.id(), PLANTED);
                }),
                refuses("Posts.hold", "of who was not asked", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.in(SCHEDULED);
                    return () -> scene.approvals.posts().hold(scene.as("vera"), post.id(), PLANTED);
                }),
                does("Posts.unhold", "post.unheld", scene -> {
                    Post post = held(scene);
                    return () -> scene.approvals.posts().unhold(scene.as("lou"), post.id());
                }),
                refuses("Posts.unhold", "of another's hold", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = held(scene);
                    return () -> scene.approvals.posts().unhold(scene.as("lena"), post.id());
                }),
                does("Posts.recall", "post.recalled", scene -> {
                    Post post = scene.in(SCHEDULED);
                    return () -> scene.approvals.posts().recall(scene.as("rita"), post.id(), PLANTED);
                }),
                refuses("Posts.recall", "of who was not asked", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.in(SCHEDULED);
                    return () -> scene.approvals.posts().recall(scene.as("vera"), post.id(), PLANTED);
                }));
    }

    private static Post held(Action.Scene scene) {
        Post post = scene.in(SCHEDULED);
        return scene.approvals.posts().hold(scene.as("lou"), post.id(), PLANTED);
    }

    private static List<Action> publishing() {
        return List.of(
                does("Posts.release", "post.released", scene -> {
                    Post post = scene.approved();
                    return () -> scene.approvals.posts().release(scene.as("rita"), post.id());
                }),
                refuses("Posts.release", "of who may not release", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.approved();
                    return () -> scene.approvals.posts().release(scene.as("maya"), post.id());
                }),
                does("Posts.retry", "post.retried", scene -> {
                    Post post = scene.in(FAILED);
                    return () -> scene.approvals.posts().retry(scene.as("rita"), post.id());
                }),
                refuses("Posts.retry", "of what did not fail", REFUSED, "illegal-transition", scene -> {
                    Post post = scene.approved();
                    return () -> scene.approvals.posts().retry(scene.as("rita"), post.id());
                }),
                does("Posts.confirm", "post.confirmed", scene -> {
                    Post post = scene.in(UNCONFIRMED);
                    return () -> scene.approvals.posts().confirm(scene.as("rita"), post.id(), true, null);
                }),
                refuses("Posts.confirm", "of who may not release", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.in(UNCONFIRMED);
                    return () -> scene.approvals.posts().confirm(scene.as("maya"), post.id(), true, null);
                }),
                does("Dispatcher.run", "post.published", scene -> {
                    scene.release(scene.approved());
                    return () -> scene.approvals.dispatcher().run();
                }),
                does("Dispatcher.run", "post.attempt-failed", scene -> {
                    scene.release(scene.approved());
                    scene.office.channels.fail(1);
                    return () -> scene.approvals.dispatcher().run();
                }),
                silently("Dispatcher.run", "whose receipt comes too late", REFUSED, "illegal-transition", scene -> {
                    scene.release(scene.approved());
                    scene.office.channels.meanwhile(() -> takenOver(scene));
                    return () -> scene.approvals.dispatcher().run();
                }),
                does("Approvals.tick", "post.schedule-missed", scene -> {
                    scene.submitted(scene.ahead(scene.form()));
                    scene.clock.pass(Duration.ofHours(2));
                    return () -> scene.approvals.tick();
                }));
    }

    /** While a node publishes, its lease ends and another one does it. */
    private static void takenOver(Action.Scene scene) {
        scene.office.channels.meanwhile(() -> {});
        scene.clock.pass(Office.TERMS.lease());
        scene.approvals.dispatcher().run();
    }

    private static List<Action> deciding() {
        return List.of(
                does("Reviews.decide", "post.decided", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals
                            .reviews()
                            .decide(scene.as("lena"), scene.decision(post, 1, Verdict.APPROVE));
                }),
                does("Reviews.decide", "post.decided", scene -> {
                    Post post = scene.inReview();
                    Call client = scene.session().call().in(Action.REQUEST);
                    return () -> scene.approvals.reviews().decide(client, scene.decision(post, 1, Verdict.REJECT));
                }),
                refuses("Reviews.decide", "through a link, of another version", REFUSED, "stale-version", scene -> {
                    Post post = scene.inReview();
                    Call client = scene.session().call().in(Action.REQUEST);
                    return () -> scene.approvals.reviews().decide(client, scene.decision(post, 2, Verdict.REJECT));
                }),
                refuses("Reviews.decide", "of who is not asked", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals
                            .reviews()
                            .decide(scene.as("vera"), scene.decision(post, 1, Verdict.APPROVE));
                }),
                does("Comments.add", "post.commented", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals.comments().add(scene.as("lena"), post.id(), CommentForm.of(PLANTED));
                }),
                refuses("Comments.add", "on what is not there", REFUSED, "invalid-input", scene -> {
                    Post post = scene.inReview();
                    CommentForm beyond = new CommentForm(PLANTED, null, new Anchor.Passage(0, 1000));
                    return () -> scene.approvals.comments().add(scene.as("lena"), post.id(), beyond);
                }));
    }

    private static List<Action> glass() {
        return List.of(
                does("BreakGlass.ask", "post.break-glass-asked", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals.breakGlass().ask(scene.as("rita"), post.id(), PLANTED);
                }),
                refuses("BreakGlass.ask", "of who may not release", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals.breakGlass().ask(scene.as("maya"), post.id(), PLANTED);
                }),
                does("BreakGlass.consent", "post.break-glass-consented", scene -> {
                    Post post = scene.ask(scene.inReview(), "rita");
                    return () -> scene.approvals.breakGlass().consent(scene.as("admin"), post.id());
                }),
                refuses("BreakGlass.consent", "of who asked", REFUSED, NOT_PERMITTED, scene -> {
                    Post post = scene.ask(scene.inReview(), "rita");
                    return () -> scene.approvals.breakGlass().consent(scene.as("rita"), post.id());
                }),
                does("BreakGlass.closeReview", "post.owed-review-closed", scene -> {
                    Post post = scene.broken(scene.form());
                    return () -> scene.approvals.breakGlass().closeReview(scene.as("lena"), post.id(), PLANTED);
                }),
                refuses("BreakGlass.closeReview", "that nobody owes", REFUSED, "illegal-transition", scene -> {
                    Post post = scene.inReview();
                    return () -> scene.approvals.breakGlass().closeReview(scene.as("lena"), post.id(), PLANTED);
                }));
    }
}
