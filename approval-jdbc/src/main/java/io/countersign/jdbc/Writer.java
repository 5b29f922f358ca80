package io.countersign.jdbc;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.link.Link;
import io.countersign.post.Post;
import io.countersign.routing.PolicyVersion;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies {@link Changes} within a unit of work: first the link's use, then the guards, whose counts decide, then what
 * follows from those that held. Locks are taken in one order, links before posts, so that writers do not block each other
 * in a circle.
 */
final class Writer {
    /** A save's guarded statement and its place in the order of locks. */
    private record Guard(int changes, int save, int rank, Kept<Recorded> kept, Recorded after, Sql sql) {
        static final Comparator<Guard> ORDER = Comparator.comparingInt(Guard::rank)
                .thenComparing(guard -> guard.sql().text())
                .thenComparing(guard -> guard.after().workspace().value())
                .thenComparing(guard -> guard.after().stream().id());
    }

    private record Place(int changes, int save) {}

    private final LinkRows links = new LinkRows();
    private final PostRows posts;
    private final PeopleRows people = new PeopleRows();
    private final PolicyRows policies = new PolicyRows();

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
        List<Sql> rest = new ArrayList<>();
        List<Committed> outcomes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) outcomes.add(follow(db, list.get(i), i, lost, rest));
        db.run(rest);
        return outcomes;
    }

    private Committed follow(Db db, Changes changes, int number, Set<Place> lost, List<Sql> rest) throws SQLException {
        List<Save> held = new ArrayList<>();
        List<StreamId> losers = new ArrayList<>();
        for (int i = 0; i < changes.saves().size(); i++) {
            Save save = changes.saves().get(i);
            if (lost.contains(new Place(number, i))) losers.add(save.after().stream());
            else held.add(save);
        }
        if (all(changes) && !losers.isEmpty())
            return changes.answer() != null && AnswerRows.taken(db, changes)
                    ? Committed.ANSWERED
                    : new Committed(List.of(), losers, false, false);
        for (Save save : held) {
            kept(save.after()).follow(save.before(), save.after(), rest);
            TrailRows.follow(save, rest);
        }
        changes.sessions().forEach(session -> rest.add(SessionRows.change(session)));
        AnswerRows.keep(changes, rest);
        return new Committed(held.stream().map(Save::after).toList(), losers, false, false);
    }

    /** Returns whose guard was lost. */
    private Set<Place> guard(Db db, List<Changes> list) throws SQLException {
        List<Guard> guards = new ArrayList<>();
        for (int i = 0; i < list.size(); i++)
            for (int j = 0; j < list.get(i).saves().size(); j++) guards.add(guard(i, j, list.get(i).saves().get(j)));
        guards.sort(Guard.ORDER);
        Set<Place> lost = new HashSet<>();
        int from = 0;
        while (from < guards.size()) {
            int to = from + 1;
            while (to < guards.size() && sameText(guards.get(from), guards.get(to))) to++;
            run(db, guards.subList(from, to), lost);
            from = to;
        }
        return lost;
    }

    private static boolean sameText(Guard one, Guard other) {
        return one.sql().text().equals(other.sql().text());
    }

    private static void run(Db db, List<Guard> guards, Set<Place> lost) throws SQLException {
        int[] counts = db.updates(guards.stream().map(Guard::sql).toList());
        for (int i = 0; i < counts.length; i++) {
            Guard guard = guards.get(i);
            boolean held = counts[i] == 1 || (counts[i] == Statement.SUCCESS_NO_INFO && stands(db, guard));
            if (!held) lost.add(new Place(guard.changes(), guard.save()));
        }
    }

    /** For drivers that do not tell how many rows a batch changed: whether the row has our head. */
    private static boolean stands(Db db, Guard guard) throws SQLException {
        return db.one(guard.kept().head(guard.after()), row -> row.digest("head"))
                .filter(guard.after().head().hash()::equals)
                .isPresent();
    }

    private Guard guard(int changes, int number, Save save) {
        Recorded before = save.before();
        Recorded after = save.after();
        Kept<Recorded> kept = kept(after);
        // A policy that was never stored has a state, and no row.
        Sql sql = before == null || before.head().seq() == 0 ? kept.insert(after) : kept.update(before, after);
        return new Guard(changes, number, rank(after), kept, after, sql);
    }

    private static int rank(Recorded thing) {
        if (thing instanceof Link) return 0;
        return thing instanceof Post ? 1 : 2;
    }

    @SuppressWarnings("unchecked")
    private Kept<Recorded> kept(Recorded thing) {
        Kept<?> kept;
        if (thing instanceof Post) kept = posts;
        else if (thing instanceof Link) kept = links;
        else if (thing instanceof Approver) kept = people;
        else if (thing instanceof PolicyVersion) kept = policies;
        else throw new IllegalArgumentException("The store keeps no " + thing.getClass().getSimpleName());
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
        return outcome.linkEnded() || outcome.answered() || (all(changes) && !outcome.lost().isEmpty());
    }

    private static boolean all(Changes changes) {
        return changes.grain() == Changes.Grain.ALL;
    }
}
