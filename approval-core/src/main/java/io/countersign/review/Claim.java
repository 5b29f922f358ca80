package io.countersign.review;

import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Standing;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person answers in a stage.
 *
 * @param entries of the stage's reviewers, in their order; none where the person is not asked
 * @param inPlaceOf whose right it takes; null where the person's own is enough
 */
record Claim(List<ReviewerRef> entries, @Nullable Person inPlaceOf) {
    /**
     * The person's own right goes first. Where every entry wants an answer, those count as well that only another's place
     * gives.
     *
     * @param contributors in whose place nobody decides, nor in a place that one of them handed on
     */
    static Claim of(Round round, int stage, Standing standing, Set<Person> contributors) {
        StageRule rule = round.rule(stage);
        List<ReviewerRef> escalated = round.stage(stage).escalated() ? unanswered(round, stage) : List.of();
        Set<ReviewerRef> answered = new HashSet<>(answered(rule, escalated, standing.own()));
        Person inPlaceOf = null;
        for (Standing.Place place : standing.places()) {
            if (place.chain().stream().anyMatch(contributors::contains)) continue;
            boolean more = answered.isEmpty() || rule.quorum() instanceof Quorum.All;
            if (more && answered.addAll(answered(rule, escalated, place.refs())) && inPlaceOf == null)
                inPlaceOf = place.of();
        }
        return new Claim(rule.reviewers().stream().filter(answered::contains).toList(), inPlaceOf);
    }

    private static Set<ReviewerRef> answered(StageRule rule, List<ReviewerRef> escalated, Set<ReviewerRef> refs) {
        Set<ReviewerRef> answered = new HashSet<>(rule.reviewers());
        answered.retainAll(refs);
        if (rule.escalateTo().stream().anyMatch(refs::contains)) answered.addAll(escalated);
        return answered;
    }

    /** What those answer to whom an overdue stage escalates; never nothing, for they count as people all the same. */
    private static List<ReviewerRef> unanswered(Round round, int stage) {
        Set<ReviewerRef> answered = QuorumCount.approvals(round.stage(stage)).stream()
                .flatMap(vote -> vote.entries().stream())
                .collect(Collectors.toSet());
        List<ReviewerRef> all = round.rule(stage).reviewers();
        return answered.containsAll(all)
                ? all
                : all.stream().filter(entry -> !answered.contains(entry)).toList();
    }

    boolean isNone() {
        return entries.isEmpty();
    }
}
