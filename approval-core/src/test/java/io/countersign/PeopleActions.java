package io.countersign;

import static io.countersign.Action.does;
import static io.countersign.Action.leavesNothing;
import static io.countersign.Action.refuses;

import io.countersign.identity.Delegation;
import io.countersign.identity.ReviewerRef;
import io.countersign.retention.RetentionPeriod;
import io.countersign.routing.RoutingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is done with approvers, delegations and the policy. */
final class PeopleActions {
    private static final String NOT_PERMITTED = "not-permitted";
    private static final ReviewerRef LENA = new ReviewerRef.User("lena");
    private static final ApproverForm RENAMED = ApproverForm.external(Action.PLANTED + ", renamed", null);

    private static final String RETENTION_REFUSED = "retention.refused";
    private static final RetentionPeriod YEAR = RetentionPeriod.parse("P1Y");

    private PeopleActions() {}

    static Stream<Action> all() {
        return Stream.of(approvers(), delegations(), policy(), retention()).flatMap(List::stream);
    }

    private static List<Action> retention() {
        return List.of(
                does(
                        "Retention.keep",
                        "retention.changed",
                        scene -> () -> scene.approvals.retention().keep(scene.as("admin"), YEAR)),
                refuses(
                        "Retention.keep",
                        "of who may not",
                        RETENTION_REFUSED,
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.retention().keep(scene.as("maya"), null)),
                does(
                        "Retention.hold",
                        "retention.held",
                        scene -> () -> scene.approvals.retention().hold(scene.as("admin"), null, Action.PLANTED)),
                refuses(
                        "Retention.hold",
                        "of who may not",
                        RETENTION_REFUSED,
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.retention().hold(scene.as("maya"), null, Action.PLANTED)),
                does("Retention.lift", "retention.lifted", scene -> {
                    String hold = scene.approvals
                            .retention()
                            .hold(scene.as("admin"), null, Action.PLANTED)
                            .id();
                    return () -> scene.approvals.retention().lift(scene.as("admin"), hold, Action.PLANTED);
                }),
                refuses(
                        "Retention.lift",
                        "of who may not",
                        RETENTION_REFUSED,
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.retention().lift(scene.as("maya"), "x", Action.PLANTED)),
                does("Retention.purge", "retention.purged", scene -> {
                    scene.approvals.posts().create(scene.as("maya"), scene.form());
                    scene.approvals.retention().keep(scene.as("admin"), YEAR);
                    scene.clock.pass(Duration.ofDays(400));
                    return () -> scene.approvals.retention().purge(scene.as("admin"));
                }),
                leavesNothing(
                        "Retention.purge",
                        "where nothing is kept too long",
                        null,
                        scene -> () -> scene.approvals.retention().purge(scene.as("admin"))),
                refuses(
                        "Retention.purge",
                        "of who may not",
                        RETENTION_REFUSED,
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.retention().purge(scene.as("maya"))));
    }

    private static List<Action> approvers() {
        return List.of(
                does(
                        "Approvers.register",
                        "approver.registered",
                        scene -> () -> scene.approvals.approvers().register(scene.as("admin"), RENAMED)),
                leavesNothing(
                        "Approvers.register",
                        "of who may not, for there is no approver",
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.approvers().register(scene.as("maya"), RENAMED)),
                does(
                        "Approvers.update",
                        "approver.updated",
                        scene -> () ->
                                scene.approvals.approvers().update(scene.as("admin"), scene.client.id(), RENAMED)),
                refuses(
                        "Approvers.update",
                        "of who may not",
                        "approver.refused",
                        NOT_PERMITTED,
                        scene ->
                                () -> scene.approvals.approvers().update(scene.as("maya"), scene.client.id(), RENAMED)),
                does(
                        "Approvers.delete",
                        "approver.deleted",
                        scene -> () -> scene.approvals.approvers().delete(scene.as("admin"), scene.client.id())),
                refuses(
                        "Approvers.delete",
                        "of who may not",
                        "approver.refused",
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.approvers().delete(scene.as("maya"), scene.client.id())),
                does(
                        "Approvers.erase",
                        "approver.erased",
                        scene -> () -> scene.approvals.approvers().erase(scene.as("admin"), scene.client.id())),
                leavesNothing("Approvers.erase", "again", null, scene -> {
                    scene.approvals.approvers().erase(scene.as("admin"), scene.client.id());
                    return () -> scene.approvals.approvers().erase(scene.as("admin"), scene.client.id());
                }),
                refuses(
                        "Approvers.erase",
                        "of who may not",
                        "approver.refused",
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.approvers().erase(scene.as("maya"), scene.client.id())),
                refuses(
                        "Approvers.delete",
                        "through the approver's own link",
                        "approver.refused",
                        NOT_PERMITTED,
                        scene -> {
                            Call client = scene.session().call().in(Action.REQUEST);
                            return () -> scene.approvals.approvers().delete(client, scene.client.id());
                        }));
    }

    private static List<Action> delegations() {
        return List.of(
                does(
                        "Delegations.give",
                        "delegation.given",
                        scene -> () ->
                                scene.approvals.delegations().give(scene.as("lena"), LENA, scene.standingIn("lou"))),
                refuses(
                        "Delegations.give",
                        "for another",
                        "delegation.refused",
                        NOT_PERMITTED,
                        scene -> () ->
                                scene.approvals.delegations().give(scene.as("lou"), LENA, scene.standingIn("lou"))),
                refuses(
                        "Delegations.give",
                        "of who reviews nothing",
                        "delegation.refused",
                        NOT_PERMITTED,
                        scene -> () ->
                                scene.approvals.delegations().give(scene.as("rita"), LENA, scene.standingIn("lou"))),
                refuses(
                        "Delegations.give",
                        "of a place that is taken",
                        "delegation.refused",
                        "invalid-input",
                        scene -> {
                            lenaAway(scene);
                            return () -> scene.approvals
                                    .delegations()
                                    .give(scene.as("lena"), LENA, scene.standingIn("vera"));
                        }),
                does("Delegations.end", "delegation.ended", scene -> {
                    Delegation given = lenaAway(scene);
                    return () -> scene.approvals.delegations().end(scene.as("admin"), LENA, given.id());
                }),
                refuses("Delegations.end", "of another's", "delegation.refused", NOT_PERMITTED, scene -> {
                    Delegation given = lenaAway(scene);
                    return () -> scene.approvals.delegations().end(scene.as("lou"), LENA, given.id());
                }));
    }

    private static Delegation lenaAway(Action.Scene scene) {
        return scene.approvals.delegations().give(scene.as("lena"), LENA, scene.standingIn("lou"));
    }

    private static List<Action> policy() {
        RoutingPolicy none = RoutingPolicy.NONE;
        return List.of(
                does(
                        "Routing.put",
                        "policy.changed",
                        scene -> () -> scene.approvals.routing().put(scene.as("admin"), none)),
                refuses(
                        "Routing.put",
                        "of who may not",
                        "policy.refused",
                        NOT_PERMITTED,
                        scene -> () -> scene.approvals.routing().put(scene.as("maya"), none)));
    }
}
