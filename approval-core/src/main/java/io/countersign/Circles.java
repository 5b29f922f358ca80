package io.countersign;

import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.PeopleReads;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks whether a delegation would close a circle with others that hold at the same time. */
final class Circles {
    /** Nobody decides by so long a way; a longer circle than this does no harm. */
    private static final int MAX_HOPS = 20;

    /** A person who would be at the end of a way, and when. */
    private record End(Person person, Instant from, Instant until) {}

    private final PeopleReads store;
    private final WorkspaceId workspace;

    Circles(PeopleReads store, WorkspaceId workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    void check(Delegation delegation, Instant now) {
        Set<End> ends = Set.of(new End(delegation.delegate(), later(delegation.from(), now), delegation.until()));
        Set<End> seen = new HashSet<>(ends);
        for (int hops = 0; hops < MAX_HOPS && !ends.isEmpty(); hops++) {
            Set<End> further = further(ends);
            further.stream()
                    .filter(end -> end.person().equals(delegation.delegator()))
                    .findFirst()
                    .ifPresent(end -> {
                        throw circle(delegation, end);
                    });
            further.removeIf(end -> !seen.add(end));
            ends = further;
        }
    }

    private Set<End> further(Set<End> ends) {
        List<Person> persons = ends.stream().map(End::person).distinct().toList();
        List<Delegation> next = store.deputies(workspace, persons).items().stream()
                .flatMap(deputies -> deputies.delegations().stream())
                .toList();
        Set<End> further = new HashSet<>();
        for (End end : ends)
            for (Delegation one : next)
                if (one.delegator().equals(end.person()) && one.overlaps(end.from(), end.until()))
                    further.add(
                            new End(one.delegate(), later(one.from(), end.from()), earlier(one.until(), end.until())));
        return further;
    }

    private static InvalidInputException circle(Delegation delegation, End end) {
        return new InvalidInputException(
                "to",
                "from %s until %s, %s is in the place of %s already, if through others; nobody can be in their own place"
                        .formatted(end.from(), end.until(), delegation.delegator(), delegation.delegate()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
