package io.countersign.jdbc;

import io.countersign.canonical.Digest;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Held by the one node that makes tables. The database frees it when the process that has it dies. */
final class SchemaLock implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** H2's own wait for a lock ends after a second or two. */
    private static final int H2_LOCK_TIMEOUT = 50200;

    private interface Release {
        void run() throws SQLException;
    }

    private final String name;
    private final Release release;

    private SchemaLock(String name, Release release) {
        this.name = name;
        this.release = release;
    }

    /** Waits for it. */
    static SchemaLock take(Dialect dialect, Connection connection, DataSource dataSource, Tables tables, String history)
            throws SQLException {
        return switch (dialect) {
            case POSTGRESQL -> advisory(connection, tables);
            case H2 -> {
                execute(connection, history);
                yield row(connection, dataSource, tables.table("schema_version"));
            }
        };
    }

    /** Of the session, so that it outlasts each statement. */
    private static SchemaLock advisory(Connection connection, Tables tables) throws SQLException {
        String name = "countersign schema " + tables.table("*");
        long key = ByteBuffer.wrap(Digest.of(name).bytes()).getLong();
        advisory(connection, "SELECT pg_advisory_lock(?)", key);
        return new SchemaLock(name, () -> advisory(connection, "SELECT pg_advisory_unlock(?)", key));
    }

    private static void advisory(Connection connection, String sql, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            statement.execute();
        }
    }

    /** On a second connection: H2 commits with each DDL statement, which frees what the same connection has locked. */
    private static SchemaLock row(Connection connection, DataSource dataSource, String table) throws SQLException {
        try {
            execute(connection, """
                    INSERT INTO %1$s (version, name, checksum, applied_at)
                    SELECT 0, 'lock', '', current_timestamp WHERE NOT EXISTS (SELECT 1 FROM %1$s WHERE version = 0)
                    """.formatted(table));
        } catch (SQLException problem) {
            if (!Faults.duplicate(problem) && !Faults.retryable(problem)) throw problem;
        }
        Connection holder = dataSource.getConnection();
        try {
            holder.setAutoCommit(false);
            await(holder, "SELECT version FROM %s WHERE version = 0 FOR UPDATE".formatted(table));
            return new SchemaLock("row 0 of " + table, () -> free(holder));
        } catch (SQLException | RuntimeException problem) {
            free(holder);
            throw problem;
        }
    }

    private static void await(Connection holder, String sql) throws SQLException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                execute(holder, sql);
                return;
            } catch (SQLException problem) {
                if (problem.getErrorCode() != H2_LOCK_TIMEOUT || System.nanoTime() > end) throw problem;
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void free(Connection holder) throws SQLException {
        try (holder) {
            holder.rollback();
            holder.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        release.run();
    }

    @Override
    public String toString() {
        return name;
    }
}
