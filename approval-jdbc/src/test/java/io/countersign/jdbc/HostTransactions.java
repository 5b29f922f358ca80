package io.countersign.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A host that binds a connection to its thread while it has a transaction open, as frameworks do. */
final class HostTransactions implements Transactions {
    private final Pool pool;
    private final ThreadLocal<@Nullable Connection> bound = new ThreadLocal<>();
    private boolean doomed;

    HostTransactions(Pool pool) {
        this.pool = pool;
    }

    Connection begin() throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        bound.set(connection);
        doomed = false;
        return connection;
    }

    void commit() throws SQLException {
        end(true);
    }

    void rollback() throws SQLException {
        end(false);
    }

    boolean doomed() {
        return doomed;
    }

    private void end(boolean well) throws SQLException {
        Connection connection = bound.get();
        if (connection == null) throw new IllegalStateException("No transaction is open");
        bound.remove();
        if (well) connection.commit();
        else connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }

    @Override
    public boolean joined() {
        return bound.get() != null;
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = bound.get();
        return connection == null ? pool.getConnection() : connection;
    }

    @Override
    public void close(Connection connection) throws SQLException {
        if (connection != bound.get()) connection.close();
    }

    @Override
    public void doom() {
        doomed = true;
    }
}
