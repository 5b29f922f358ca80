package io.countersign.jdbc;

import io.countersign.problem.BusyException;
import io.countersign.problem.ConflictException;
import io.countersign.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** What a database's error means, by its SQLSTATE and its vendor's number: no driver fills both alike. */
final class Faults {
    /** After these the same unit may succeed (S-74): serialisation failures, deadlocks, lock timeouts. */
    private static final Set<String> RETRYABLE_STATES = Set.of("40001", "40P01");

    private static final Set<Integer> RETRYABLE_CODES = Set.of(1213, 1205, 1020, 3572, 40001, 50200, 90131);

    /** After these the database has ended the whole transaction, whatever savepoints it had (S-73). */
    private static final Set<String> ENDING_STATES = Set.of("40001", "40P01");

    private static final Set<Integer> ENDING_CODES = Set.of(1213, 40001);

    private static final Set<String> DUPLICATE_STATES = Set.of("23505");
    private static final Set<Integer> DUPLICATE_CODES = Set.of(1062, 23505);

    /** PostgreSQL takes no more connections. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private static final Duration SOON = Duration.ofSeconds(1);

    private Faults() {}

    static boolean retryable(SQLException problem) {
        return any(
                problem, one -> RETRYABLE_STATES.contains(state(one)) || RETRYABLE_CODES.contains(one.getErrorCode()));
    }

    static boolean ending(SQLException problem) {
        return any(problem, one -> ENDING_STATES.contains(state(one)) || ENDING_CODES.contains(one.getErrorCode()));
    }

    /** Somebody else's row stands under the same key. */
    static boolean duplicate(SQLException problem) {
        return any(
                problem, one -> DUPLICATE_STATES.contains(state(one)) || DUPLICATE_CODES.contains(one.getErrorCode()));
    }

    /** The connection broke, so that nobody knows what became of what was asked last. */
    static boolean broken(SQLException problem) {
        return any(
                problem,
                one -> state(one).startsWith("08")
                        || state(one).startsWith("57P")
                        || state(one).equals("90067"));
    }

    /** There is no such table. */
    static boolean missing(SQLException problem) {
        return any(problem, one -> state(one).equals("42P01") || state(one).startsWith("42S0"));
    }

    /** As callers are told; {@code what} completes "Could not …" and holds no data. */
    static RuntimeException told(String what, SQLException problem) {
        if (capacity(problem)) {
            BusyException busy =
                    new BusyException("No connection to the database is free at the moment. Try again.", SOON);
            busy.initCause(problem);
            return busy;
        }
        if (retryable(problem)) {
            ConflictException conflict = new ConflictException(
                    "Could not %s: others changed or held the same at the same time. Try again.".formatted(what));
            conflict.initCause(problem);
            return conflict;
        }
        return new StoreException(
                "Could not %s: the database failed, SQLSTATE %s, code %d"
                        .formatted(what, state(problem), problem.getErrorCode()),
                problem);
    }

    private static boolean capacity(SQLException problem) {
        return any(
                problem,
                one -> one instanceof SQLTransientConnectionException
                        || state(one).equals(TOO_MANY_CONNECTIONS));
    }

    private static String state(SQLException problem) {
        String state = problem.getSQLState();
        return state == null ? "none" : state;
    }

    /** Batches and pools wrap what the database said. */
    private static boolean any(SQLException problem, Predicate<SQLException> test) {
        if (test.test(problem)) return true;
        SQLException next = problem.getNextException();
        if (next != null && any(next, test)) return true;
        return problem.getCause() instanceof SQLException cause && any(cause, test);
    }
}
