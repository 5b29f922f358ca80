package io.countersign.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A kind of database that tests run on; each asks for an empty one. */
enum Database {
    H2 {
        @Override
        String url() {
            // It is gone with its last connection.
            return "jdbc:h2:mem:test%d".formatted(NUMBERS.incrementAndGet());
        }
    },
    POSTGRESQL {
        @Override
        String url() throws SQLException {
            String schema = "test" + NUMBERS.incrementAndGet();
            EmbeddedPostgres server = Server.RUNNING;
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            }
            return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        }
    };

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** One for all tests; it ends with the virtual machine. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "Asia/Kathmandu")
                        // Tells which of two transactions committed first.
                        .setServerConfig("track_commit_timestamp", "on")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    abstract String url() throws SQLException;

    Dialect dialect() {
        return Dialect.valueOf(name());
    }

    /** Without tables. */
    Pool bare(String... greetings) throws SQLException {
        return new Pool(url(), 10, 20_000, greetings);
    }

    /** With tables. */
    Pool fresh(String... greetings) throws SQLException {
        Pool pool = bare(greetings);
        ApprovalSchema.on(pool).apply(ApprovalSchema.Mode.MIGRATE);
        pool.trips();
        return pool;
    }

    static void execute(Pool pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
