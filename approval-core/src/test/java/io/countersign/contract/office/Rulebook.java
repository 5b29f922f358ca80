package io.countersign.contract.office;

import static io.countersign.contract.office.Office.stage;

import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.List;

/** Policies that histories run under. */
final class Rulebook {
    private Rulebook() {}

    static RoutingPolicy of(Office office, int which) {
        String client = office.clientRef().toString();
        StageRule any = stage("client", 0, Quorum.ANY, client, "user:vera");
        StageRule all = stage("legal", 10, Quorum.ALL, "group:legal", "user:vera");
        StageRule two = stage("two", 10, new Quorum.AtLeast(2), "group:legal", "group:marketing", "user:vera");
        StageRule share = stage("share", 20, new Quorum.Share(50), "group:legal", "user:vera");
        StageRule returned = new StageRule(
                "quick",
                0,
                List.of(ReviewerRef.parse("group:legal")),
                Quorum.ANY,
                Duration.ofHours(1),
                OnOverdue.RETURN,
                List.of(),
                List.of(),
                Assurance.LINK);
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
            case 3 -> List.of(returned, all);
            case 4 -> List.of(escalated, two);
            default -> List.of();
        };
        List<String> names = stages.stream().map(StageRule::name).toList();
        return new RoutingPolicy(
                stages,
                List.of(),
                names,
                List.of(),
                !stages.isEmpty(),
                which % 4 != 3,
                which % 5 == 4,
                which % 3 == 2,
                which % 2 == 0);
    }
}
