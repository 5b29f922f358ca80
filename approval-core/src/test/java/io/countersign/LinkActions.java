package io.countersign;

import static io.countersign.Action.does;
import static io.countersign.Action.leavesNothing;
import static io.countersign.Action.refuses;
import static io.countersign.Action.silently;

import io.countersign.Action.Scene;
import io.countersign.canonical.Secret;
import io.countersign.identity.ApproverId;
import io.countersign.link.LinkToken;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is done with links, and with the sessions that they open. */
final class LinkActions {
    private static final String REFUSED = "link.refused";
    private static final String NOT_PERMITTED = "not-permitted";
    private static final String REVOKED = "link-revoked";
    private static final String OVER = "session-expired";
    private static final Secret WRONG = Secret.of("wrong-wrong-wrong");

    private LinkActions() {}

    static Stream<Action> all() {
        return Stream.of(handingOut(), unlocking(), inside(), renewing()).flatMap(List::stream);
    }

    private static List<Action> handingOut() {
        return List.of(
                does(
                        "Links.create",
                        "link.created",
                        scene -> () ->
                                scene.approvals.links().create(scene.as("admin"), LinkForm.of(scene.client.id()))),
                leavesNothing(
                        "Links.create",
                        "of who may not, for there is no link",
                        NOT_PERMITTED,
                        scene ->
                                () -> scene.approvals.links().create(scene.as("maya"), LinkForm.of(scene.client.id()))),
                leavesNothing(
                        "Links.create",
                        "for nobody who is known",
                        "invalid-input",
                        scene -> () -> scene.approvals
                                .links()
                                .create(scene.as("admin"), LinkForm.of(new ApproverId("nobody")))),
                does("Links.revoke", "link.revoked", scene -> {
                    IssuedLink link = scene.link();
                    return () -> scene.approvals
                            .links()
                            .revoke(scene.as("admin"), link.link().id());
                }),
                refuses("Links.revoke", "of who may not", REFUSED, NOT_PERMITTED, scene -> {
                    IssuedLink link = scene.link();
                    return () -> scene.approvals
                            .links()
                            .revoke(scene.as("maya"), link.link().id());
                }),
                does("Links.extend", "link.extended", scene -> {
                    IssuedLink link = scene.link();
                    return () -> scene.approvals
                            .links()
                            .extend(scene.as("admin"), link.link().id(), null, Duration.ofDays(1));
                }),
                refuses("Links.extend", "of a revoked one", REFUSED, REVOKED, scene -> {
                    IssuedLink link = revoked(scene);
                    return () -> scene.approvals
                            .links()
                            .extend(scene.as("admin"), link.link().id(), null, Duration.ofDays(1));
                }),
                does("Links.regenerate", "link.regenerated", scene -> {
                    IssuedLink link = scene.link();
                    return () -> scene.approvals
                            .links()
                            .regenerate(scene.as("admin"), link.link().id(), null);
                }),
                refuses("Links.regenerate", "of a revoked one", REFUSED, REVOKED, scene -> {
                    IssuedLink link = revoked(scene);
                    return () -> scene.approvals
                            .links()
                            .regenerate(scene.as("admin"), link.link().id(), null);
                }),
                refuses("Links.regenerate", "of who may not", REFUSED, NOT_PERMITTED, scene -> {
                    IssuedLink link = scene.link();
                    return () -> scene.approvals
                            .links()
                            .regenerate(scene.as("maya"), link.link().id(), null);
                }));
    }

    private static IssuedLink revoked(Scene scene) {
        IssuedLink link = scene.link();
        scene.approvals.links().revoke(scene.as("admin"), link.link().id());
        return link;
    }

    private static List<Action> unlocking() {
        return List.of(
                does("ReviewSessions.unlock", "link.unlocked", scene -> {
                    IssuedLink link = scene.link();
                    return () -> scene.unlock(link);
                }),
                refuses(
                        "ReviewSessions.unlock",
                        "with a wrong password",
                        "link.wrong-password",
                        "wrong-password",
                        scene -> {
                            IssuedLink link = scene.link();
                            return () -> scene.approvals.sessions().unlock(Scene.form(link, WRONG));
                        }),
                refuses("ReviewSessions.unlock", "with another secret", "link.wrong-secret", "link-unknown", scene -> {
                    String token = scene.wrongSecret(scene.link());
                    return () -> scene.approvals
                            .sessions()
                            .unlock(UnlockForm.of(token, WRONG).in(Action.REQUEST));
                }),
                refuses("ReviewSessions.unlock", "after too many", "link.throttled", "too-many-attempts", scene -> {
                    IssuedLink link = scene.link();
                    for (int i = 0; i < 5; i++)
                        EveryActionTest.code(() -> scene.approvals.sessions().unlock(Scene.form(link, WRONG)));
                    return () -> scene.unlock(link);
                }),
                refuses("ReviewSessions.unlock", "of a revoked link", REFUSED, REVOKED, scene -> {
                    IssuedLink link = revoked(scene);
                    return () -> scene.unlock(link);
                }),
                refuses("ReviewSessions.unlock", "of an expired link", REFUSED, "link-expired", scene -> {
                    IssuedLink link = scene.link();
                    scene.clock.pass(Duration.ofDays(30));
                    return () -> scene.unlock(link);
                }),
                refuses("ReviewSessions.unlock", "of who was deleted", REFUSED, REVOKED, scene -> {
                    IssuedLink link = scene.link();
                    scene.approvals.approvers().delete(scene.as("admin"), scene.client.id());
                    return () -> scene.unlock(link);
                }),
                leavesNothing("ReviewSessions.unlock", "of what is no link", "link-unknown", scene -> {
                    String unknown = "nobody" + scene.link().token().reveal().replaceFirst("^[^.]*", "");
                    return () -> scene.approvals.sessions().unlock(UnlockForm.of(unknown, WRONG));
                }));
    }

    private static List<Action> inside() {
        return List.of(
                does("ReviewSessions.viewed", "link.viewed", scene -> {
                    Post post = scene.inReview();
                    ReviewSession session = scene.session();
                    return () -> viewed(scene, session, post);
                }),
                leavesNothing("ReviewSessions.viewed", "again", null, scene -> {
                    Post post = scene.inReview();
                    ReviewSession session = scene.session();
                    viewed(scene, session, post);
                    return () -> viewed(scene, scene.approvals.sessions().session(session.token()), post);
                }),
                leavesNothing("ReviewSessions.viewed", "in a session that is over, which is nobody's", OVER, scene -> {
                    Post post = scene.inReview();
                    ReviewSession session = scene.session();
                    scene.approvals
                            .links()
                            .revoke(scene.as("admin"), session.link().id());
                    return () -> viewed(scene, session, post);
                }),
                leavesNothing("ReviewSessions.seen", "for it moves only the idle time", null, scene -> {
                    ReviewSession session = scene.session();
                    scene.clock.pass(Duration.ofMinutes(1));
                    return () -> scene.approvals
                            .sessions()
                            .seen(scene.approvals.sessions().session(session.token()));
                }),
                leavesNothing("Reviews.decide", "in a session that is over, which is nobody's", OVER, scene -> {
                    Post post = scene.inReview();
                    ReviewSession session = scene.session().in(Action.REQUEST);
                    scene.approvals
                            .links()
                            .revoke(scene.as("admin"), session.link().id());
                    return () ->
                            scene.approvals.reviews().decide(session.call(), scene.decision(post, 1, Verdict.APPROVE));
                }),
                does("ReviewSessions.lock", "link.locked", scene -> {
                    ReviewSession session = scene.session();
                    return () -> scene.approvals.sessions().lock(session.in(Action.REQUEST));
                }));
    }

    private static void viewed(Scene scene, ReviewSession session, Post post) {
        scene.approvals
                .sessions()
                .viewed(session.in(Action.REQUEST), post, 1, post.version().digest());
    }

    private static List<Action> renewing() {
        return List.of(
                does("ReviewSessions.requestRenewal", "link.renewal-requested", scene -> {
                    IssuedLink link = scene.link();
                    return () -> request(scene, link.token().reveal());
                }),
                silently(
                        "ReviewSessions.requestRenewal",
                        "with another secret",
                        "link.wrong-secret",
                        "link-unknown",
                        scene -> {
                            String token = scene.wrongSecret(scene.link());
                            return () -> request(scene, token);
                        }),
                leavesNothing("ReviewSessions.requestRenewal", "while one is open", null, scene -> {
                    LinkToken token = scene.link().token();
                    request(scene, token.reveal());
                    return () -> request(scene, token.reveal());
                }),
                does("Links.dismissRenewal", "link.renewal-dismissed", scene -> {
                    IssuedLink link = asked(scene);
                    return () -> scene.approvals
                            .links()
                            .dismissRenewal(scene.as("admin"), link.link().id());
                }),
                refuses("Links.dismissRenewal", "of who may not", REFUSED, NOT_PERMITTED, scene -> {
                    IssuedLink link = asked(scene);
                    return () -> scene.approvals
                            .links()
                            .dismissRenewal(scene.as("maya"), link.link().id());
                }),
                does("Approvals.tickSilently", "link.expiring", scene -> {
                    scene.link();
                    scene.clock.pass(Duration.ofDays(24));
                    return () -> scene.approvals.tickSilently();
                }));
    }

    private static void request(Scene scene, String token) {
        scene.approvals.sessions().requestRenewal(token, null, Action.REQUEST);
    }

    private static IssuedLink asked(Scene scene) {
        IssuedLink link = scene.link();
        request(scene, link.token().reveal());
        return link;
    }
}
