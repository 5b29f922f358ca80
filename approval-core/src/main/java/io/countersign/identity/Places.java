package io.countersign.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which ways a person came to decide in the places of others, as of one time. */
final class Places {
    private static final Comparator<Delegation> OLDEST_FIRST =
            Comparator.comparing(Delegation::from).thenComparing(Delegation::id);

    private final Map<Person, Person> known = new HashMap<>();
    private final Map<Person, List<Person>> delegators = new HashMap<>();

    /** @param person who acts; of the others, a deleted approver has no place to give */
    Places(Person person, Roster roster, Instant now) {
        known.put(person, person);
        for (Member member : roster.members()) known.put(Person.approver(member.id()), member.person());
        roster.delegations().stream()
                .filter(delegation -> delegation.covers(now))
                .sorted(OLDEST_FIRST)
                .forEach(this::add);
    }

    private void add(Delegation delegation) {
        Person delegator = known(delegation.delegator());
        Person delegate = known(delegation.delegate());
        if (delegator != null && delegate != null)
            delegators.computeIfAbsent(delegate, any -> new ArrayList<>()).add(delegator);
    }

    /** An approver may have become a user since the delegation named them. */
    private @Nullable Person known(Person named) {
        return named.hasAccount() ? named : known.get(named);
    }

    /** To each other person by the shortest way, in which nobody comes twice; the shortest first. */
    List<List<Person>> ways(Person person) {
        List<List<Person>> all = new ArrayList<>();
        Set<Person> seen = new HashSet<>(Set.of(person));
        List<List<Person>> ways = List.of(List.of());
        for (int hops = 1; hops <= Roster.MAX_HOPS; hops++) {
            List<List<Person>> longer = new ArrayList<>();
            for (List<Person> way : ways) {
                Person end = way.isEmpty() ? person : way.get(way.size() - 1);
                for (Person next : delegators.getOrDefault(end, List.of()))
                    if (seen.add(next)) longer.add(further(way, next));
            }
            all.addAll(longer);
            ways = longer;
        }
        return all;
    }

    private static List<Person> further(List<Person> way, Person next) {
        List<Person> further = new ArrayList<>(way);
        further.add(next);
        return List.copyOf(further);
    }
}
