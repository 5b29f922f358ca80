package io.countersign.review;

import io.countersign.identity.Assurance;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When enough people have said yes, and whether enough people there are. */
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

    static List<ReviewerRef> firstUnanswered(StageRule rule, List<Vote> votes) {
        Set<ReviewerRef> answered = new HashSet<>();
        votes.stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVE)
                .forEach(vote -> answered.addAll(vote.entries()));
        return rule.reviewers().stream()
                .filter(ref -> !answered.contains(ref))
                .limit(1)
                .toList();
    }

    /**
     * Why nobody could clear a stage, in a sentence; empty where it can be cleared.
     *
     * @param barred persons who may not approve
     */
    static Optional<String> obstacle(StageRule rule, Roster roster, Set<Person> barred) {
        Quorum quorum = rule.quorum();
        if (quorum instanceof Quorum.All) {
            return rule.reviewers().stream()
                    .filter(ref -> approvers(rule, roster.persons(ref), barred).isEmpty())
                    .findFirst()
                    .map(ref -> "nobody could approve for %s".formatted(ref));
        }
        Set<Person> all = roster.persons(rule.reviewers());
        int able = approvers(rule, all, barred).size();
        int wanted = quorum instanceof Quorum.AtLeast count
                ? count.persons()
                : quorum instanceof Quorum.Share share
                        ? share.of(eligible(rule, all).size())
                        : 1;
        if (able >= wanted) return Optional.empty();
        return Optional.of(
                able == 0
                        ? "nobody could approve it"
                        : "it needs %d people, and only %d could approve it".formatted(wanted, able));
    }

    private static Set<Person> approvers(StageRule rule, Set<Person> persons, Set<Person> barred) {
        Set<Person> able = eligible(rule, persons);
        able.removeAll(barred);
        return able;
    }

    private static Set<Person> eligible(StageRule rule, Set<Person> persons) {
        Set<Person> eligible = new HashSet<>(persons);
        if (rule.minAssurance() == Assurance.ACCOUNT) eligible.removeIf(person -> !person.hasAccount());
        return eligible;
    }
}
