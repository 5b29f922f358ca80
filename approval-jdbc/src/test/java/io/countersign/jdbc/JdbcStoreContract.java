package io.countersign.jdbc;

import io.countersign.contract.ApprovalStoreContract;
import io.countersign.post.Post;
import io.countersign.store.ApprovalStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract of all stores, in one database a class whose tables are emptied for each test. */
abstract class JdbcStoreContract extends ApprovalStoreContract {
    private static final List<String> TABLES = List.of(
            "post",
            "post_tag",
            "version",
            "round",
            "assignment",
            "approver",
            "delegation",
            "deputy",
            "member",
            "link",
            "session",
            "policy",
            "policy_version",
            "entry",
            "log",
            "log_node",
            "checkpoint",
            "anchored",
            "retention",
            "stub",
            "text",
            "answer",
            "notice",
            "notice_lease");

    private static final int PATIENCE_MILLIS = 20_000;
    private static @Nullable Pool shared;
    private static @Nullable Pool used;

    private final Database database;
    private final int connections;

    JdbcStoreContract(Database database, int connections) {
        this.database = database;
        this.connections = connections;
    }

    private Pool pool() {
        try {
            if (shared == null) {
                shared = database.fresh();
                used = shared.sized(connections, PATIENCE_MILLIS);
            }
            return shared;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    protected ApprovalStore emptyStore(InstantSource time) {
        try {
            for (String table : TABLES) Database.execute(pool(), "DELETE FROM approval_" + table);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        return JdbcApprovalStore.on(Objects.requireNonNull(used))
                .time(time)
                .pause(none -> {})
                .build();
    }

    @Override
    public void lose(Post post) {
        try (Connection connection = pool().getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM approval_post WHERE ws = ? AND id = ?")) {
            delete.setString(1, post.workspace().value());
            delete.setString(2, post.id().value());
            delete.execute();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (used != null) used.close();
        if (shared != null) shared.close();
        shared = null;
    }
}
