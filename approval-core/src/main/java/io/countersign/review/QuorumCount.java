package io.countersign.review;

import io.countersign.identity.Assurance;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When enough people have said yes. */
final class QuorumCount {
    private QuorumCount() {}

    static boolean isMet(StageRule rule, int needed, List<Vote> approvals) {
        long persons = approvals.stream().map(Vote::person).distinct().count();
        Quorum quorum = rule.quorum();
        if (quorum instanceof Quorum.Any) return persons >= 1;
        if (quorum instanceof Quorum.AtLeast count) return persons >= count.persons();
        if (quorum instanceof Quorum.Share) return persons >= needed;
        Set<ReviewerRef> answered = new HashSet<>();
        approvals.forEach(vote -> answered.addAll(vote.entries()));
        return answered.containsAll(rule.reviewers());
    }

    /** Persons that a share comes to today; 0 for other quorums. */
    static int needed(StageRule rule, Roster roster) {
        return rule.quorum() instanceof Quorum.Share share
                ? share.of(eligible(rule, roster.persons(rule.reviewers())).size())
                : 0;
    }

    /** Persons that clear a stage; of a share, those that it came to when the stage opened, or comes to today. */
    static int wanted(StageRule rule, int needed, Roster roster) {
        if (rule.quorum() instanceof Quorum.AtLeast count) return count.persons();
        return Math.max(1, needed > 0 ? needed : needed(rule, roster));
    }

    static List<Vote> approvals(StageProgress stage) {
        return stage.votes().stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVE)
                .toList();
    }

    private static Set<Person> eligible(StageRule rule, Set<Person> persons) {
        Set<Person> eligible = new HashSet<>(persons);
        if (rule.minAssurance() == Assurance.ACCOUNT) eligible.removeIf(person -> !person.hasAccount());
        return eligible;
    }
}
