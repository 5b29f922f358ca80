package io.countersign;

import io.countersign.ReplayReport.Refusal;
import io.countersign.ReplayReport.Refusals;
import io.countersign.ReplayReport.Review;
import io.countersign.ReplayReport.Reviews;
import io.countersign.ReplayReport.Unsatisfiable;
import io.countersign.audit.Head;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.review.Plan;
import io.countersign.routing.Classification;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RequestedStage;
import io.countersign.routing.Route;
import io.countersign.routing.Router;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.routing.StageRule;
import io.countersign.store.RoutedRound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A proposed policy, tried on rounds of the past by the code that submits. Lives within one call. */
final class Replay {
    private final Desk desk;
    private final Call call;
    private final PolicyVersion proposed;
    private final Router router;
    private final Set<ReviewerRef> known = new HashSet<>();
    private Roster roster;
    private long rounds;
    private long unlabelled;
    private long refused;
    private final Tally added = new Tally();
    private final Tally removed = new Tally();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<String> matched = new HashSet<>();

    private Replay(Desk desk, Call call, RoutingPolicy policy) {
        this.desk = desk;
        this.call = call;
        this.proposed = new PolicyVersion(call.workspace(), Head.START, 0, policy, null, null);
        this.router = Router.of(policy);
        policy.stages().forEach(stage -> known.addAll(stage.reviewers()));
        this.roster = desk.roster(call, known);
    }

    /** Tries a policy, which was checked, on every round that opened within a period of so many at most. */
    static ReplayReport of(Desk desk, Call call, RoutingPolicy policy, Period period, int most) {
        Replay replay = new Replay(desk, call, policy);
        PastRounds.each(desk.store, call.workspace(), period, most, part -> {
            replay.meet(part);
            part.forEach(replay::judge);
        });
        return replay.report(period);
    }

    /** Asks who the authors' own reviewers are, where somebody is among them who was not asked about yet. */
    private void meet(List<RoutedRound> part) {
        boolean strangers = false;
        for (RoutedRound round : part) strangers |= known.addAll(requested(round));
        if (strangers) roster = desk.roster(call, known);
    }

    private void judge(RoutedRound past) {
        rounds++;
        Classification classification = past.plan().classification();
        boolean labelled = classification != null && classification.used().classified();
        if (router.asksForLabels() && !labelled) unlabelled++;
        Route route = router.route(past.version().content(), past.author(), requested(past), classification);
        matched.addAll(route.rules());
        Plan plan = Plan.of(
                past.plan().round(), past.version(), past.plan().openedAt(), proposed, classification, route.stages());
        compare(past, plan);
        plan.objection(proposed.policy(), roster, contributors(past)).ifPresent(why -> {
            refused++;
            if (refusals.size() < ReplayReport.MAX_LISTED)
                refusals.add(new Refusal(past.post(), past.plan().round(), why));
        });
    }

    private void compare(RoutedRound past, Plan plan) {
        Set<String> before = names(past.plan());
        Set<String> after = names(plan);
        after.stream().filter(stage -> !before.contains(stage)).forEach(stage -> added.count(past, stage));
        before.stream().filter(stage -> !after.contains(stage)).forEach(stage -> removed.count(past, stage));
    }

    /** Who wrote the version, and the post's author; who wrote a version between them is not looked for. */
    private static Set<Person> contributors(RoutedRound past) {
        return new HashSet<>(
                List.of(Person.user(past.author()), Person.user(past.version().editedBy())));
    }

    private static List<ReviewerRef> requested(RoutedRound past) {
        return RequestedStage.reviewersIn(past.plan().stages());
    }

    private static Set<String> names(Plan plan) {
        return plan.stages().stream()
                .map(stage -> stage.rule().name())
                .filter(name -> !RequestedStage.NAME.equals(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private ReplayReport report(Period period) {
        List<String> dead = proposed.policy().rules().stream()
                .map(Rule::name)
                .filter(name -> !matched.contains(name))
                .toList();
        return new ReplayReport(
                period.from(),
                period.to(),
                rounds,
                unlabelled,
                added.reviews(),
                removed.reviews(),
                new Refusals(refused, refusals),
                dead,
                unsatisfiable());
    }

    private List<Unsatisfiable> unsatisfiable() {
        List<Unsatisfiable> stages = new ArrayList<>();
        for (StageRule stage : proposed.policy().stages())
            Plan.obstacle(stage, roster).ifPresent(why -> stages.add(new Unsatisfiable(stage.name(), why)));
        return stages;
    }

    private static final class Tally {
        private final Map<String, Long> byStage = new HashMap<>();
        private final List<Review> listed = new ArrayList<>();

        void count(RoutedRound round, String stage) {
            byStage.merge(stage, 1L, Long::sum);
            if (listed.size() < ReplayReport.MAX_LISTED)
                listed.add(new Review(round.post(), round.plan().round(), stage));
        }

        Reviews reviews() {
            return Reviews.of(byStage, listed);
        }
    }
}
