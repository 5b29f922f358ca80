package io.countersign.spring;

import io.countersign.jdbc.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What Spring knows of the calling thread's transaction on our data source, whatever transaction manager began it. A
 * transaction on another data source is none of ours.
 */
final class SpringTransactions implements Transactions {
    private final DataSource dataSource;

    SpringTransactions(DataSource dataSource) {
        this.dataSource = unwrapped(dataSource);
    }

    @Override
    public boolean joined() {
        ConnectionHolder holder = holder();
        return holder != null && TransactionSynchronizationManager.isActualTransactionActive() && !isAutoCommit(holder);
    }

    /** The transaction's; else one of the pool that Spring does not hold on to. */
    @Override
    public Connection open() throws SQLException {
        return joined() ? DataSourceUtils.doGetConnection(dataSource) : dataSource.getConnection();
    }

    @Override
    public void close(Connection connection) throws SQLException {
        ConnectionHolder holder = holder();
        boolean hosts = holder != null && DataSourceUtils.isConnectionTransactional(connection, dataSource);
        if (hosts) DataSourceUtils.doReleaseConnection(connection, dataSource);
        else connection.close();
    }

    @Override
    public void doom() {
        ConnectionHolder holder = holder();
        if (holder != null) holder.setRollbackOnly();
        // A manager that began the transaction elsewhere, such as JPA's, does not look at the holder.
        if (TransactionSynchronizationManager.isSynchronizationActive())
            TransactionSynchronizationManager.registerSynchronization(new Doom());
    }

    private @Nullable ConnectionHolder holder() {
        return TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? holder
                : null;
    }

    /** A connection that Spring only keeps for the thread, within a transaction on something else. */
    private static boolean isAutoCommit(ConnectionHolder holder) {
        try {
            return holder.getConnection().getAutoCommit();
        } catch (SQLException broken) {
            return false;
        }
    }

    private static DataSource unwrapped(DataSource dataSource) {
        DataSource target =
                dataSource instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? dataSource : target;
    }

    private static final class Doom implements TransactionSynchronization {
        @Override
        public void beforeCommit(boolean readOnly) {
            throw new UnexpectedRollbackException(
                    "The database has ended this transaction; it can only be rolled back");
        }
    }
}
