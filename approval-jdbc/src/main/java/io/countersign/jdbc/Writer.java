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
        boolean nothing = outcome.linkEnded() || outcome.answered() || (all(changes) && !outcome.lost().isEmpty());
        if (nothing) db.undo();
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
        boolean nothing = outcome.linkEnded() || outcome.answered() || (all(changes) && !outcome.lost().isEmpty());
        if (nothing) db.connection().rollback(savepoint);
        db.connection().releaseSavepoint(savepoint);
        return outcome;
    }

    private static boolean all(Changes changes) {
        return changes.grain() == Changes.Grain.ALL;
    }
}
