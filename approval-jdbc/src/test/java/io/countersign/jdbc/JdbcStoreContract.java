package io.countersign.jdbc;

import io.countersign.contract.ApprovalStoreContract;
import io.countersign.post.Post;
import io.countersign.store.ApprovalStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract of all stores, in one database a class whose tables are emptied for each test. */
abstract class JdbcStoreContract extends ApprovalStoreContract {
    private static final List<String> TABLES = List.of(
            "post", "post_tag", "version", "round", "assignment", "approver", "member", "link", "session", "policy",
            "policy_version", "entry", "text", "answer");

    private static @Nullable Pool shared;

    private final Database database;

    JdbcStoreContract(Database database) {
        this.database = database;
    }

    private Pool pool() {
        try {
            if (shared == null) shared = database.fresh();
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
        return JdbcApprovalStore.on(pool()).time(time).pause(none -> {}).build();
    }

    @Override
    public void lose(Post post) {
        try (Connection connection = pool().getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM approval_post WHERE ws = ? AND id = ?")) {
            delete.setString(1, post.workspace().value());
            delete.setString(2, post.id().value());
            delete.execute();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (shared != null) shared.close();
        shared = null;
    }
}
