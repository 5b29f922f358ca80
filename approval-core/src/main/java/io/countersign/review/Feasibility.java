package io.countersign.review;

import io.countersign.identity.Assurance;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether enough people are left who could clear stages. It never says so of stages that can be cleared; of those that
 * cannot, it may miss one where a plan wants different people for each stage and a stage's entries have people in common.
 */
final class Feasibility {
    private final Round round;
    private final Roster roster;
    private final Set<Person> barred;

    /** @param contributors who may not approve under four eyes */
    Feasibility(Round round, Roster roster, Set<Person> contributors) {
        this.round = round;
        this.roster = roster;
        this.barred = round.plan().fourEyes() ? contributors : Set.of();
    }

    /** For each of these stages that cannot be cleared, why, in a sentence that names it. */
    Map<Integer, String> obstacles(Collection<Integer> stages) {
        Map<Integer, String> obstacles = new TreeMap<>();
        List<Seats.Need> needs = new ArrayList<>();
        for (int stage : stages) needs.addAll(needs(stage, obstacles));
        if (round.plan().distinctReviewers()) {
            needs.removeIf(need -> obstacles.containsKey(need.stage()));
            Seats.obstacles(needs, this::named).forEach((stage, why) -> tell(stage, why, obstacles));
        }
        return obstacles;
    }

    /** People that a stage still needs; tells where too few are able. */
    private List<Seats.Need> needs(int stage, Map<Integer, String> obstacles) {
        return round.rule(stage).quorum() instanceof Quorum.All
                ? everyEntry(stage, obstacles)
                : somePeople(stage, obstacles);
    }

    private List<Seats.Need> somePeople(int stage, Map<Integer, String> obstacles) {
        StageRule rule = round.rule(stage);
        Candidates candidates = candidates(stage, round.entries(stage));
        int voted = approvals(stage).size();
        int wanted = QuorumCount.wanted(rule, round.stage(stage).needed(), roster) - voted;
        if (wanted <= 0) return List.of();
        int able = candidates.able().size();
        if (able == 0) tell(stage, "nobody could approve it" + candidates.why(), obstacles);
        else if (able < wanted)
            tell(
                    stage,
                    "it needs %d %speople, and only %d could approve it%s"
                            .formatted(wanted, voted == 0 ? "" : "more ", able, candidates.why()),
                    obstacles);
        return List.of(new Seats.Need(stage, wanted, candidates.able()));
    }

    private List<Seats.Need> everyEntry(int stage, Map<Integer, String> obstacles) {
        StageRule rule = round.rule(stage);
        List<ReviewerRef> helpers = round.stage(stage).escalated() ? rule.escalateTo() : List.of();
        Set<ReviewerRef> answered = approvals(stage).stream()
                .flatMap(vote -> vote.entries().stream())
                .collect(Collectors.toSet());
        List<Seats.Need> needs = new ArrayList<>();
        for (ReviewerRef entry : rule.reviewers()) {
            if (answered.contains(entry)) continue;
            List<ReviewerRef> asked = new ArrayList<>(helpers);
            asked.add(entry);
            Candidates candidates = candidates(stage, asked);
            if (candidates.able().isEmpty())
                tell(stage, "nobody could approve for %s%s".formatted(entry, candidates.why()), obstacles);
            needs.add(new Seats.Need(stage, 1, candidates.able()));
        }
        return apart(needs);
    }

    /** Of the needs of one stage, some that nobody can meet two of: these take a person each. */
    private static List<Seats.Need> apart(List<Seats.Need> needs) {
        Set<Person> taken = new HashSet<>();
        List<Seats.Need> apart = new ArrayList<>();
        needs.stream()
                .sorted(Comparator.comparingInt(need -> need.able().size()))
                .filter(need -> need.able().stream().noneMatch(taken::contains))
                .forEach(need -> {
                    taken.addAll(need.able());
                    apart.add(need);
                });
        return apart;
    }

    /** Who could still approve, and how many could not for which reason. */
    private record Candidates(Set<Person> able, int all, int withoutAccount, int contributed, int elsewhere) {
        String why() {
            List<String> reasons = new ArrayList<>();
            if (withoutAccount > 0) reasons.add("%d without an account".formatted(withoutAccount));
            if (contributed > 0) reasons.add("%d contributed to this version".formatted(contributed));
            if (elsewhere > 0) reasons.add("%d decided in another stage".formatted(elsewhere));
            return reasons.isEmpty() ? "" : " (of %d, %s)".formatted(all, String.join(", ", reasons));
        }
    }

    private Candidates candidates(int stage, List<ReviewerRef> refs) {
        Set<Person> persons = new HashSet<>(roster.persons(refs));
        approvals(stage).forEach(vote -> persons.remove(vote.person()));
        int all = persons.size();
        if (round.rule(stage).minAssurance() == Assurance.ACCOUNT) persons.removeIf(person -> !person.hasAccount());
        int withAccount = persons.size();
        persons.removeAll(barred);
        int allowed = persons.size();
        if (round.plan().distinctReviewers()) persons.removeAll(round.seated());
        return new Candidates(persons, all, all - withAccount, withAccount - allowed, allowed - persons.size());
    }

    private List<Vote> approvals(int stage) {
        return QuorumCount.approvals(round.stage(stage));
    }

    private String named(int stage) {
        return "'%s'".formatted(round.rule(stage).name());
    }

    private void tell(int stage, String why, Map<Integer, String> obstacles) {
        obstacles.putIfAbsent(stage, "The stage %s cannot be satisfied: %s.".formatted(named(stage), why));
    }
}
