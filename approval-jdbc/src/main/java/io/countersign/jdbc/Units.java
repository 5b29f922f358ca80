package io.countersign.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs units of work: in the host's transaction under a savepoint, else in one of its own at READ COMMITTED, which is run
 * again after a deadlock. One connection a thread. Thread safe.
 */
final class Units {
    /** Something done on a connection; it may be done again, so it calls nobody. */
    interface Work<T> {
        T on(Db db) throws SQLException;
    }

    /** Asks on a fresh connection whether what was to be committed holds. */
    interface Probe<T> {
        boolean holds(Db db, T outcome) throws SQLException;
    }

    /** Waits before a unit is run again. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** The answer to a commit did not come. */
    private static final class UnsureException extends SQLException {
        private static final long serialVersionUID = 1;
        private final transient Object outcome;

        UnsureException(SQLException cause, Object outcome) {
            super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
            this.outcome = outcome;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Units.class);
    private static final int RETRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 10;

    private final Transactions transactions;
    private final Tables tables;
    private final @Nullable InstantSource time;
    private final Pause pause;
    private volatile @Nullable Dialect dialect;

    /** Drivers ask the server for the level, so it is read once; -1 before. */
    private volatile int ownLevel = -1;

    private volatile boolean hostsLevelKnown;

    Units(
            Transactions transactions,
            Tables tables,
            @Nullable Dialect dialect,
            @Nullable InstantSource time,
            Pause pause) {
        this.transactions = transactions;
        this.tables = tables;
        this.dialect = dialect;
        this.time = time;
        this.pause = pause;
    }

    boolean joined() {
        return transactions.joined();
    }

    /** The store's time; the database is asked only where it is the clock. */
    Instant now() {
        return time == null ? read("read the time", Db::now) : Db.cut(time);
    }

    /** Reads; in the host's transaction where one is open. */
    <T> T read(String what, Work<T> work) {
        try {
            return on(connection -> {
                T read = work.on(db(connection, 0));
                if (!transactions.joined() && !connection.getAutoCommit()) connection.rollback();
                return read;
            });
        } catch (SQLException problem) {
            throw Faults.told(what, problem);
        }
    }

    /** Writes, in the host's transaction where one is open. */
    <T> T write(String what, Work<T> work, Probe<T> probe) {
        return transactions.joined() ? joinedWrite(what, work) : ownWrite(what, attempt -> own(work, attempt), probe);
    }

    /** Writes what must hold by itself, such as what was counted; with one statement. */
    <T> T alone(String what, Work<T> work) {
        refuseToJoin(what);
        return ownWrite(what, attempt -> on(connection -> single(connection, work, attempt)), (db, outcome) -> false);
    }

    /** Writes under locks of its own. */
    <T> T separate(String what, Work<T> work, Probe<T> probe) {
        refuseToJoin(what);
        return ownWrite(what, attempt -> own(work, attempt), probe);
    }

    private void refuseToJoin(String what) {
        if (transactions.joined())
            throw new IllegalStateException(
                    "To %s takes a transaction of its own, and this thread is in one of the host; call it outside."
                            .formatted(what));
    }

    private interface Attempt<T> {
        T run(int attempt) throws SQLException;
    }

    private interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T ownWrite(String what, Attempt<T> unit, Probe<T> probe) {
        for (int attempt = 0; ; attempt++) {
            try {
                return unit.run(attempt);
            } catch (SQLException problem) {
                if (problem instanceof UnsureException unsure && Faults.broken(problem) && held(unsure, probe))
                    return outcome(unsure);
                boolean again = attempt < RETRIES && (Faults.retryable(problem) || Faults.duplicate(problem));
                if (!again || !paused(attempt, problem)) throw Faults.told(what, problem);
                LOG.debug(
                        "To {} is tried again, SQLSTATE {}, code {}",
                        what,
                        problem.getSQLState(),
                        problem.getErrorCode());
            }
        }
    }

    @SuppressWarnings("unchecked") // The outcome is of the very work that is probed.
    private static <T> T outcome(UnsureException unsure) {
        return (T) unsure.outcome;
    }

    private <T> boolean held(UnsureException unsure, Probe<T> probe) {
        try {
            return on(connection -> single(connection, db -> probe.holds(db, outcome(unsure)), 0));
        } catch (SQLException unreachable) {
            unsure.addSuppressed(unreachable);
            return false;
        }
    }

    /** Nothing is retried in the host's transaction but what a savepoint undid wholly: an insert that came second. */
    private <T> T joinedWrite(String what, Work<T> work) {
        for (int attempt = 0; ; attempt++) {
            int number = attempt;
            try {
                return on(connection -> {
                    checkHostsLevel(connection);
                    return underSavepoint(connection, work, number);
                });
            } catch (SQLException problem) {
                if (attempt == RETRIES || !Faults.duplicate(problem)) throw Faults.told(what, problem);
            }
        }
    }

    private <T> T underSavepoint(Connection connection, Work<T> work, int attempt) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            Db db = db(connection, attempt);
            T outcome = work.on(db);
            if (db.undone()) connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            return outcome;
        } catch (SQLException | RuntimeException | Error problem) {
            boolean ended = problem instanceof SQLException sql && Faults.ending(sql);
            try {
                connection.rollback(savepoint);
            } catch (SQLException gone) {
                problem.addSuppressed(gone);
                ended = true;
            }
            if (ended) transactions.doom();
            throw problem;
        }
    }

    private <T> T own(Work<T> work, int attempt) throws SQLException {
        return on(connection -> {
            int level = readCommitted(connection);
            boolean auto = connection.getAutoCommit();
            if (auto) connection.setAutoCommit(false);
            try {
                return transaction(connection, work, attempt);
            } finally {
                restore(connection, auto, level);
            }
        });
    }

    private <T> T transaction(Connection connection, Work<T> work, int attempt) throws SQLException {
        T outcome;
        try {
            Db db = db(connection, attempt);
            outcome = work.on(db);
            if (db.undone()) {
                connection.rollback();
                return outcome;
            }
        } catch (SQLException | RuntimeException | Error problem) {
            rollBack(connection, problem);
            throw problem;
        }
        try {
            connection.commit();
            return outcome;
        } catch (SQLException problem) {
            rollBack(connection, problem);
            throw new UnsureException(problem, outcome);
        }
    }

    private <T> T single(Connection connection, Work<T> work, int attempt) throws SQLException {
        return connection.getAutoCommit() ? work.on(db(connection, attempt)) : transaction(connection, work, attempt);
    }

    private static void rollBack(Connection connection, Throwable problem) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            problem.addSuppressed(gone);
        }
    }

    /** Makes the next transaction READ COMMITTED (S-71); returns the level to restore, or -1. */
    private int readCommitted(Connection connection) throws SQLException {
        int level = ownLevel;
        if (level == -1) ownLevel = level = connection.getTransactionIsolation();
        if (level == Connection.TRANSACTION_READ_COMMITTED) return -1;
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return level;
    }

    private void checkHostsLevel(Connection connection) throws SQLException {
        if (hostsLevelKnown) return;
        int level = connection.getTransactionIsolation();
        if (level != Connection.TRANSACTION_READ_COMMITTED)
            throw new IllegalStateException(
                    "The host's transaction runs at isolation level %d of java.sql.Connection. The store joins transactions at READ COMMITTED (2) only, where a lost guard is told and not an error; begin it at that level."
                            .formatted(level));
        hostsLevelKnown = true;
    }

    private static void restore(Connection connection, boolean auto, int level) {
        try {
            if (auto) connection.setAutoCommit(true);
            if (level != -1) connection.setTransactionIsolation(level);
        } catch (SQLException broken) {
            LOG.debug("A connection is given back as it is, for it broke", broken);
        }
    }

    private <T> T on(Use<T> use) throws SQLException {
        Connection connection = transactions.open();
        try {
            return use.of(connection);
        } finally {
            close(connection);
        }
    }

    private void close(Connection connection) {
        try {
            transactions.close(connection);
        } catch (SQLException broken) {
            LOG.debug("A connection could not be given back", broken);
        }
    }

    private Db db(Connection connection, int attempt) throws SQLException {
        Dialect known = dialect;
        if (known == null) dialect = known = Dialect.of(connection);
        return new Db(connection, known, tables, time, attempt);
    }

    /** Full jitter; a duplicate key needs no pause, for its winner has committed. */
    private boolean paused(int attempt, SQLException problem) {
        if (!Faults.retryable(problem)) return true;
        long most = FIRST_PAUSE_MILLIS << attempt;
        try {
            pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1)));
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
