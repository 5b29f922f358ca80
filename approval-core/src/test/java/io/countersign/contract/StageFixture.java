package io.countersign.contract;

import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stage of review: {@code aStage("legal").of("user:lena", "group:legal").clearedBy(Quorum.ALL)}. */
public final class StageFixture {
    private final String name;
    private int order;
    private List<ReviewerRef> reviewers = List.of();
    private Quorum quorum = Quorum.ANY;
    private @Nullable Duration deadline;
    private OnOverdue onOverdue = OnOverdue.REMIND;
    private List<ReviewerRef> escalateTo = List.of();
    private Assurance minAssurance = Assurance.LINK;

    private StageFixture(String name) {
        this.name = name;
    }

    public static StageFixture aStage(String name) {
        return new StageFixture(name);
    }

    /** A policy that sends everything through these stages. */
    public static RoutingPolicy aPolicy(StageFixture... stages) {
        return new RoutingPolicy(
                Arrays.stream(stages).map(StageFixture::rule).toList(),
                List.of(),
                Arrays.stream(stages).map(stage -> stage.name).toList(),
                List.of(),
                stages.length > 0,
                true,
                false,
                false,
                false);
    }

    public StageFixture of(String... refs) {
        reviewers = refs(refs);
        return this;
    }

    /** Stages of a higher order open later. */
    public StageFixture after(int earlierOrder) {
        order = earlierOrder + 1;
        return this;
    }

    public StageFixture clearedBy(Quorum answers) {
        quorum = answers;
        return this;
    }

    public StageFixture within(Duration time) {
        deadline = time;
        return this;
    }

    public StageFixture orBack() {
        onOverdue = OnOverdue.RETURN;
        return this;
    }

    public StageFixture orAlso(String... refs) {
        onOverdue = OnOverdue.ESCALATE;
        escalateTo = refs(refs);
        return this;
    }

    public StageFixture byAccountsOnly() {
        minAssurance = Assurance.ACCOUNT;
        return this;
    }

    public StageRule rule() {
        return new StageRule(
                name,
                order,
                reviewers,
                quorum,
                deadline,
                onOverdue,
                escalateTo,
                List.of(Duration.ofHours(2)),
                minAssurance);
    }

    private static List<ReviewerRef> refs(String... texts) {
        return Arrays.stream(texts).map(ReviewerRef::parse).toList();
    }
}
