package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What went wrong in many rounds. What should have become of each is told again from its trail, by counting decisions one
 * after the other, without asking the rules that counted them first.
 */
final class Tally {
    /** The four ways in which a race can end badly. */
    enum Harm {
        DOUBLE_ADVANCE,
        LOST_VOTE,
        STUCK_POST,
        CONTRADICTORY_END
    }

    /** How the trail says that a round of one stage ended. */
    enum End {
        OPEN,
        CLEARED,
        REFUSED
    }

    private final Map<Harm, List<String>> harms = new TreeMap<>();
    private final Map<String, Integer> reached = new TreeMap<>();

    void count(Harm harm, boolean happened, String what, Object... about) {
        if (happened) harms.computeIfAbsent(harm, first -> new ArrayList<>()).add(what.formatted(about));
    }

    void reached(Object end) {
        reached.merge(end.toString(), 1, Integer::sum);
    }

    /** Counts the decisions again of a stage that so many approvals clear. */
    End retell(List<AuditEntry> trail, int needed) {
        End end = End.OPEN;
        Set<String> persons = new HashSet<>();
        for (AuditEntry entry : decisions(trail)) {
            boolean late = Objects.equals(Crowd.details(entry).get("late"), true);
            boolean opens = advances(trail, entry);
            count(Harm.CONTRADICTORY_END, end == End.REFUSED, "decided after a refusal: %s", trail);
            count(Harm.CONTRADICTORY_END, late != (end == End.CLEARED), "late or not, in %s: %s", end, trail);
            count(Harm.DOUBLE_ADVANCE, !persons.add(entry.actor().id()), "voted twice: %s", entry);
            if (Objects.equals(entry.subject().verdict(), "REJECT")) end = End.REFUSED;
            boolean clears = end == End.OPEN && persons.size() == needed;
            count(Harm.DOUBLE_ADVANCE, opens && !clears, "opened the next order again: %s", trail);
            count(Harm.STUCK_POST, clears && !opens, "the quorum was met and nothing opened: %s", trail);
            if (clears) end = End.CLEARED;
        }
        reached(end);
        return end;
    }

    /** Whether the next order opened because of it, or the post was approved where there is none. */
    private static boolean advances(List<AuditEntry> trail, AuditEntry decision) {
        return !Objects.equals(Crowd.details(decision).get("opened"), List.of())
                || trail.stream()
                        .filter(next -> next.action().equals("post.approved"))
                        .anyMatch(next -> next.seq() == decision.seq() + 1);
    }

    /** Everybody who was told that their decision is recorded has exactly one in the record, and nobody else has. */
    void votes(List<String> told, List<AuditEntry> trail) {
        Map<String, Long> recorded = decisions(trail).stream()
                .collect(Collectors.groupingBy(entry -> entry.actor().id(), Collectors.counting()));
        for (int person = 0; person < told.size(); person++) {
            long expected = told.get(person).equals("Recorded") ? 1 : 0;
            long found = recorded.getOrDefault(Crowd.name(person), 0L);
            count(Harm.LOST_VOTE, found != expected, "%s told, %d found: %s", told.get(person), found, trail);
        }
    }

    static List<AuditEntry> decisions(List<AuditEntry> trail) {
        return trail.stream()
                .filter(entry -> entry.action().equals("post.decided"))
                .filter(entry -> Objects.equals(entry.subject().stage(), "crowd"))
                .toList();
    }

    static long times(List<AuditEntry> trail, String action) {
        return trail.stream().filter(entry -> entry.action().equals(action)).count();
    }

    /** No harm was done; and these ends were all seen, so that there was something to do harm to. */
    void assertNone(Object... ends) {
        assertThat(harms).isEmpty();
        assertThat(reached.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ends).map(Object::toString).toList());
    }
}
