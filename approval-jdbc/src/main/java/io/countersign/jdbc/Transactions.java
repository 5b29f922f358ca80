package io.countersign.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where connections come from, and whether the calling thread is in a transaction of the host. Savepoints, commits and
 * rollbacks are the store's; an adapter only says what the host's transaction manager knows. Thread safe.
 */
public interface Transactions {
    /** Whether the calling thread is in a transaction of the host, in which the store takes part. */
    boolean joined();

    /** The connection of the host's transaction where one is open, else one of the caller's own. */
    Connection open() throws SQLException;

    /** Gives back what {@link #open()} gave; leaves a connection of the host's transaction open. */
    void close(Connection connection) throws SQLException;

    /**
     * Marks the host's transaction as one that can only be rolled back: the database has ended it already, such as after a
     * deadlock. Called within a joined transaction only.
     */
    void doom();

    /** Of a host whose transactions the store never joins: each unit is a transaction of its own. */
    static Transactions of(DataSource dataSource) {
        return new Transactions() {
            @Override
            public boolean joined() {
                return false;
            }

            @Override
            public Connection open() throws SQLException {
                return dataSource.getConnection();
            }

            @Override
            public void close(Connection connection) throws SQLException {
                connection.close();
            }

            @Override
            public void doom() {
                throw new IllegalStateException("There is no transaction of the host to be rolled back");
            }
        };
    }
}
