package io.countersign.contract.office;

import static io.countersign.contract.office.Office.stage;

import io.countersign.content.Content;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.routing.Condition;
import io.countersign.routing.Label;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Policies that histories run under, and what a classifier sees in their captions. */
final class Rulebook {
    private static final Condition RISKY =
            new Condition(null, null, null, null, null, null, null, null, "risky", 0.5, null, null, null);

    private Rulebook() {}

    /** Made of the caption, so that every store sees the same. */
    static Optional<List<Label>> seen(Content content) {
        int mood = Math.floorMod(Objects.hashCode(content.caption()), 8);
        if (mood == 0) throw new IllegalStateException("the classifier is down");
        if (mood == 1) return Optional.empty();
        return Optional.of(mood < 4 ? List.of(Label.of("risky", mood / 4.0)) : List.of());
    }

    static RoutingPolicy of(Office office, int which) {
        String client = office.clientRef().toString();
        StageRule any = StageRule.of(
                        "client", 0, List.of(ReviewerRef.parse(client), new ReviewerRef.User("vera")), Quorum.ANY)
                .withDeadline(Duration.ofHours(12), OnOverdue.REMIND);
        StageRule all = stage("legal", 10, Quorum.ALL, "group:legal", "user:vera");
        StageRule two = stage("two", 10, new Quorum.AtLeast(2), "group:legal", "group:marketing", "user:vera");
        StageRule share = StageRule.of(
                        "share",
                        20,
                        List.of(ReviewerRef.parse("group:legal"), new ReviewerRef.User("vera")),
                        new Quorum.Share(50))
                .withDeadline(Duration.ofHours(2), OnOverdue.REMIND);
        StageRule returned = StageRule.of("quick", 0, List.of(ReviewerRef.parse("group:legal")), Quorum.ANY)
                .withDeadline(Duration.ofHours(1), OnOverdue.RETURN);
        // The client may only look on, and who writes the posts is asked as well, with all who are in their place.
        StageRule account = stage("account", 10, Quorum.ANY, client, "group:marketing", "user:vera")
                .withMinAssurance(Assurance.ACCOUNT);
        StageRule escalated = new StageRule(
                "boss",
                5,
                List.of(ReviewerRef.parse("group:legal")),
                Quorum.ALL,
                Duration.ofMinutes(30),
                OnOverdue.ESCALATE,
                List.of(ReviewerRef.parse("user:vera")),
                List.of(Duration.ofMinutes(10), Duration.ofHours(2)),
                Assurance.ACCOUNT);
        List<StageRule> stages = switch (Math.floorMod(which, 6)) {
            case 0 -> List.of(any);
            case 1 -> List.of(any, all);
            case 2 -> List.of(any, two, share);
            case 3 -> which % 4 == 1 ? List.of(account) : List.of(returned, account);
            case 4 -> List.of(escalated, two);
            default -> List.of();
        };
        List<String> names = stages.stream().map(StageRule::name).toList();
        boolean labelled = which % 12 >= 6 && stages.size() > 1;
        return new RoutingPolicy(
                stages,
                labelled ? List.of(new Rule("risky", RISKY, names)) : List.of(),
                labelled ? names.subList(0, 1) : names,
                labelled ? names.subList(1, 2) : List.of(),
                !stages.isEmpty(),
                which % 4 != 3,
                which % 5 == 4,
                which % 3 == 2,
                which % 2 == 0);
    }
}
