package io.countersign.review;

import io.countersign.contract.StageFixture;
import io.countersign.identity.Actor;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.Roster;
import io.countersign.identity.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rounds of these stages, and who decides in them, at one instant. */
final class Rounds {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private Rounds() {}

    static Plan plan(StageFixture... stages) {
        return plan(true, false, stages);
    }

    static Plan distinct(StageFixture... stages) {
        return plan(true, true, stages);
    }

    static Plan plan(boolean fourEyes, boolean distinctReviewers, StageFixture... stages) {
        return Sitting.plan(fourEyes, distinctReviewers, stages);
    }

    /** The host's directory has these groups; each is a name and its users. */
    static Roster roster(List<Member> members, String... groups) {
        Map<String, Set<String>> users = new HashMap<>();
        for (String group : groups) {
            String[] parts = group.split(":");
            users.put(parts[0], parts.length == 1 ? Set.of() : Set.of(parts[1].split(",")));
        }
        return new Roster(members, Map.of(), users);
    }

    static Set<Person> users(String... ids) {
        return Arrays.stream(ids).map(Person::user).collect(Collectors.toSet());
    }

    static Voted approve(Round round, String user, Roster roster) {
        return vote(round, user, roster, Verdict.APPROVE, Set.of());
    }

    static Round approved(Round round, String user, Roster roster) {
        return ((Voted.Recorded) approve(round, user, roster)).round();
    }

    static Voted vote(Round round, String user, Roster roster, Verdict verdict, Set<Person> contributors) {
        return round.vote(ballot(Actor.user(user, Set.of(), Set.of()), roster, verdict, contributors), roster, NOW);
    }

    static Ballot ballot(Actor actor, Roster roster, Verdict verdict, Set<Person> contributors) {
        Standing standing = roster.standing(actor, NOW);
        return new Ballot(
                "decision-" + actor.name().id(),
                actor.name(),
                standing,
                actor instanceof Actor.Guest guest ? guest.link() : null,
                actor.assurance(),
                contributors,
                verdict,
                null,
                Visibility.INTERNAL,
                null);
    }
}
