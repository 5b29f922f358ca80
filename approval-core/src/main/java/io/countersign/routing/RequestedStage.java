package io.countersign.routing;

import io.countersign.identity.ReviewerRef;
import java.util.List;
import java.util.Optional;

/** The stage of a post's explicit reviewers: all of them, before everyone else. It replaces no routed stage. */
public final class RequestedStage {
    public static final String NAME = RoutingPolicy.RESERVED.get(0);

    private RequestedStage() {}

    /**
     * The stage, one order below the lowest routed one; empty where nobody is asked explicitly.
     *
     * @param routed the stages that the policy gives
     */
    static Optional<RoutedStage> of(List<ReviewerRef> reviewers, List<RoutedStage> routed) {
        if (reviewers.isEmpty()) return Optional.empty();
        int order = routed.stream()
                .mapToInt(stage -> stage.rule().order() - 1)
                .min()
                .orElse(0);
        StageRule rule = StageRule.of(NAME, order, reviewers, Quorum.ALL);
        return Optional.of(new RoutedStage(rule, List.of("requested by the author")));
    }

    /** Whom the author asked explicitly, where these stages were routed. */
    public static List<ReviewerRef> reviewersIn(List<RoutedStage> routed) {
        return routed.stream()
                .map(RoutedStage::rule)
                .filter(rule -> rule.name().equals(NAME))
                .findFirst()
                .map(StageRule::reviewers)
                .orElse(List.of());
    }
}
