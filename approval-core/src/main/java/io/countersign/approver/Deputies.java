package io.countersign.approver;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whom one person puts in their place, one at a time.
 *
 * @param delegations sorted, the earliest first; those that were over when it last changed are in the record only
 */
public record Deputies(WorkspaceId workspace, Person person, Head head, List<Delegation> delegations)
        implements Recorded {
    /** How many delegations of a person are kept that are not over. */
    public static final int MAX = 20;

    /** The longest delegation. */
    public static final Duration MAX_LENGTH = Duration.ofDays(366);

    private static final Comparator<Delegation> EARLIEST_FIRST =
            Comparator.comparing(Delegation::from).thenComparing(Delegation::id);

    public Deputies {
        delegations = delegations.stream().sorted(EARLIEST_FIRST).toList();
    }

    /** Of a person who never put anybody in their place. */
    public static Deputies none(WorkspaceId workspace, Person person) {
        return new Deputies(workspace, person, Head.START, List.of());
    }

    @Override
    public StreamId stream() {
        return StreamId.of(person);
    }

    /** Those that hold now or will. */
    public List<Delegation> notOver(Instant now) {
        return delegations.stream()
                .filter(delegation -> now.isBefore(delegation.until()))
                .toList();
    }

    /** With one more, and without those that are over. */
    public Deputies with(Delegation one, Instant now) {
        List<Delegation> more = new ArrayList<>(notOver(now));
        more.add(one);
        return new Deputies(workspace, person, head, more);
    }

    /** Without that one, and without those that are over. */
    public Deputies without(Delegation one, Instant now) {
        return new Deputies(
                workspace,
                person,
                head,
                notOver(now).stream().filter(other -> !other.equals(one)).toList());
    }

    /** The same, with its chain at this end. */
    @Override
    public Deputies at(Head end) {
        return new Deputies(workspace, person, end, delegations);
    }
}
