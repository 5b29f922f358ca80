package io.countersign.jdbc;

import io.countersign.approver.Approver;
import io.countersign.approver.Deputies;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.link.Link;
import io.countersign.post.Post;
import io.countersign.retention.RetentionRules;
import io.countersign.routing.PolicyVersion;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkUse;
import io.countersign.store.Save;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link Changes} within a unit of work: first the link's use, then the guards, whose counts decide, then what
 * follows from those that held. Locks are taken in one order, links before posts, so that writers do not block each other
 * in a circle.
 */
final class Writer {
    /** Where a step stands: in which of the changes, and which of their saves, or of what they purge. */
    private record Place(int changes, int step, boolean purges) {
        Place(int changes, int save) {
            this(changes, save, false);
        }
    }

    /** The guarded statement of a thing's step, or of several that lead one to the next, and its place in the order of locks. */
    private record Guard(List<Place> places, @Nullable Recorded before, Recorded after) {
        /** Whether nothing is left of it after. */
        boolean purges() {
            return places.get(0).purges();
        }

        boolean leadsTo(Save save) {
            Recorded next = save.before();
            return next != null
                    && after.stream().equals(next.stream())
                    && after.head().equals(next.head());
        }

        Guard and(Place place, Save save) {
            List<Place> more = new ArrayList<>(places);
            more.add(place);
            return new Guard(more, before, save.after());
        }
    }

    private record Lock(Guard guard, int rank, Kept<Recorded> kept, Sql sql) {
        static final Comparator<Lock> ORDER = Comparator.comparingInt(Lock::rank)
                .thenComparing(lock -> lock.sql().text())
                .thenComparing(lock -> lock.guard().after().workspace().value())
                .thenComparing(lock -> lock.guard().after().stream().id());
    }

    private final LinkRows links = new LinkRows();
    private final PostRows posts;
    private final PeopleRows people = new PeopleRows();
    private final PolicyRows policies = new PolicyRows();
    private final DelegationRows delegations = new DelegationRows();
    private final RetentionRows retention = new RetentionRows();

    Writer(PostRows posts) {
        this.posts = posts;
    }

    /** All of it, or nothing and the unit undone. */
    Committed apply(Db db, Changes changes) throws SQLException {
        Committed outcome = apply(db, List.of(changes)).get(0);
        if (nothingHolds(changes, outcome)) db.undo();
        return outcome;
    }

    /** Each of them; what one undoes leaves the others standing. */
    List<Committed> applyEach(Db db, List<Changes> list) throws SQLException {
        if (list.size() == 1) return List.of(apply(db, list.get(0)));
        boolean alone = list.stream().anyMatch(one -> all(one) || one.use() != null || one.answer() != null);
        if (!alone) return apply(db, list);
        List<Committed> outcomes = new ArrayList<>();
        for (Changes one : list) outcomes.add(applyUndoable(db, one));
        return outcomes;
    }

    private Committed applyUndoable(Db db, Changes changes) throws SQLException {
        Savepoint savepoint = db.connection().setSavepoint();
        Committed outcome = apply(db, List.of(changes)).get(0);
        if (nothingHolds(changes, outcome)) db.connection().rollback(savepoint);
        db.connection().releaseSavepoint(savepoint);
        return outcome;
    }

    /** Several only where nothing undoes one of them as a whole. */
    private List<Committed> apply(Db db, List<Changes> list) throws SQLException {
        for (Changes one : list) {
            if (one.use() != null && !LinkRows.use(db, one.use())) return List.of(Committed.LINK_ENDED);
            // The unit was begun before, perhaps because the key turned out to be taken.
            if (one.answer() != null && db.again() && AnswerRows.taken(db, one)) return List.of(Committed.ANSWERED);
        }
        Set<Place> lost = guard(db, list);
        List<List<Sql>> rest = new ArrayList<>();
        List<Committed> outcomes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) outcomes.add(follow(db, list.get(i), i, lost, rest));
        db.run(rest);
        return outcomes;
    }

    private Committed follow(Db db, Changes changes, int number, Set<Place> lost, List<List<Sql>> rest)
            throws SQLException {
        List<Save> held = new ArrayList<>();
        List<StreamId> losers = new ArrayList<>();
        for (int i = 0; i < changes.saves().size(); i++) {
            Save save = changes.saves().get(i);
            if (lost.contains(new Place(number, i))) losers.add(save.after().stream());
            else held.add(save);
        }
        for (int i = 0; i < changes.purged().size(); i++)
            if (lost.contains(new Place(number, i, true))) losers.add(changes.purged().get(i).stream());
        if (all(changes) && !losers.isEmpty())
            return changes.answer() != null && AnswerRows.taken(db, changes)
                    ? Committed.ANSWERED
                    : new Committed(List.of(), losers, false, false);
        Map<StreamId, Integer> steps = new HashMap<>();
        for (Save save : held) {
            // A thing's second step follows its first; steps of different things do not wait for each other.
            List<Sql> then = step(rest, steps.merge(save.after().stream(), 1, Integer::sum));
            kept(save.after()).follow(save.before(), save.after(), then);
            TrailRows.follow(save, then);
            NoticeRows.follow(save, then);
        }
        if (!changes.purged().isEmpty())
            RetentionRows.purge(changes.purged(), held.get(0).after().head().seq(), step(rest, 1), step(rest, 2));
        // What is forgotten must not take along what this very call answers.
        boolean forgets = held.stream().anyMatch(save -> save.erasure() != null);
        List<Sql> once = step(rest, forgets ? 2 : 1);
        LinkUse use = changes.use();
        if (use != null && use.unlocked() && use.device() != null) once.add(DeviceRows.forget(use, use.device()));
        changes.sessions().forEach(session -> once.add(SessionRows.change(session)));
        AnswerRows.keep(changes, once);
        return new Committed(held.stream().map(Save::after).toList(), losers, false, false);
    }

    private static List<Sql> step(List<List<Sql>> rest, int number) {
        while (rest.size() < number) rest.add(new ArrayList<>());
        return rest.get(number - 1);
    }

    /** Returns whose guard was lost. */
    private Set<Place> guard(Db db, List<Changes> list) throws SQLException {
        List<Lock> locks = new ArrayList<>();
        for (Guard guard : guards(list)) locks.add(lock(guard));
        locks.sort(Lock.ORDER);
        Set<Place> lost = new HashSet<>();
        int from = 0;
        while (from < locks.size()) {
            int to = from + 1;
            while (to < locks.size() && sameText(locks.get(from), locks.get(to))) to++;
            run(db, locks.subList(from, to), lost);
            from = to;
        }
        return lost;
    }

    /** Steps of one thing that lead one to the next need one guard: the way from the first's before to the last's after. */
    private static Collection<Guard> guards(List<Changes> list) {
        Map<Place, Guard> guards = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            Map<StreamId, Place> last = new HashMap<>();
            for (int j = 0; j < list.get(i).saves().size(); j++) {
                Save save = list.get(i).saves().get(j);
                Place place = new Place(i, j);
                Place earlier = last.get(save.after().stream());
                Guard begun = earlier == null ? null : guards.get(earlier);
                if (earlier != null && begun != null && begun.leadsTo(save))
                    guards.put(earlier, begun.and(place, save));
                else {
                    guards.put(place, new Guard(List.of(place), save.before(), save.after()));
                    last.put(save.after().stream(), place);
                }
            }
            List<Post> purged = list.get(i).purged();
            for (int j = 0; j < purged.size(); j++) {
                Place place = new Place(i, j, true);
                guards.put(place, new Guard(List.of(place), purged.get(j), purged.get(j)));
            }
        }
        return guards.values();
    }

    private static boolean sameText(Lock one, Lock other) {
        return one.sql().text().equals(other.sql().text());
    }

    private static void run(Db db, List<Lock> locks, Set<Place> lost) throws SQLException {
        int[] counts = db.updates(locks.stream().map(Lock::sql).toList());
        for (int i = 0; i < counts.length; i++) {
            boolean held = counts[i] == 1 || (counts[i] == Statement.SUCCESS_NO_INFO && stands(db, locks.get(i)));
            if (!held) lost.addAll(locks.get(i).guard().places());
        }
    }

    /** For drivers that do not tell how many rows a batch changed: whether the row has our head, or is gone. */
    private static boolean stands(Db db, Lock lock) throws SQLException {
        Recorded after = lock.guard().after();
        Optional<Digest> head = db.one(lock.kept().head(after), row -> row.digest("head"));
        return lock.guard().purges()
                ? head.isEmpty()
                : head.filter(after.head().hash()::equals).isPresent();
    }

    private Lock lock(Guard guard) {
        Recorded before = guard.before();
        Recorded after = guard.after();
        Kept<Recorded> kept = kept(after);
        if (guard.purges()) return new Lock(guard, rank(after), kept, RetentionRows.guard((Post) after));
        // A policy that was never stored has a state, and no row.
        Sql sql = before == null || before.head().seq() == 0 ? kept.insert(after) : kept.update(before, after);
        return new Lock(guard, rank(after), kept, sql);
    }

    private static int rank(Recorded thing) {
        if (thing instanceof Link) return 0;
        return thing instanceof Post ? 1 : 2;
    }

    @SuppressWarnings("unchecked") // Each branch has tested the kind that its rows keep.
    private Kept<Recorded> kept(Recorded thing) {
        Kept<?> kept;
        if (thing instanceof Post) kept = posts;
        else if (thing instanceof Link) kept = links;
        else if (thing instanceof Approver) kept = people;
        else if (thing instanceof PolicyVersion) kept = policies;
        else if (thing instanceof Deputies) kept = delegations;
        else if (thing instanceof RetentionRules) kept = retention;
        else
            throw new IllegalArgumentException(
                    "The store keeps no " + thing.getClass().getSimpleName());
        return (Kept<Recorded>) kept;
    }

    /** Whether what these outcomes say was saved is there. */
    static boolean holds(Db db, List<Changes> list, List<Committed> outcomes) throws SQLException {
        boolean any = false;
        for (int i = 0; i < outcomes.size(); i++) {
            for (Save save : list.get(i).saves()) {
                if (!outcomes.get(i).saved().contains(save.after())) continue;
                AuditEntry last = save.entries().get(save.entries().size() - 1);
                if (!TrailRows.has(db, last)) return false;
                any = true;
            }
        }
        return any;
    }

    private static boolean nothingHolds(Changes changes, Committed outcome) {
        return outcome.linkEnded()
                || outcome.answered()
                || (all(changes) && !outcome.lost().isEmpty());
    }

    private static boolean all(Changes changes) {
        return changes.grain() == Changes.Grain.ALL;
    }
}
