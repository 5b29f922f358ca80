package io.countersign.jdbc;

import static io.countersign.contract.People.ADA;
import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import io.countersign.contract.Chained;
import io.countersign.link.Link;
import io.countersign.link.Usage;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.problem.ConflictException;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import io.countersign.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** The store within a transaction of the host. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JoinedTest {
    private @Nullable Pool pool;

    /** A host with a table of its own. */
    private record Host(
            Pool pool, HostTransactions transactions, JdbcApprovalStore store, Scene scene, AtomicInteger pauses) {
        void writes(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO hosts_own VALUES (1)");
            }
        }

        int rows() throws SQLException {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT count(*) FROM hosts_own")) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private Host host(Database database) throws SQLException {
        Pool fresh = database.fresh();
        pool = fresh;
        Database.execute(fresh, "CREATE TABLE hosts_own (id integer)");
        HostTransactions transactions = new HostTransactions(fresh);
        AtomicInteger pauses = new AtomicInteger();
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh)
                .transactions(transactions)
                .pause(time -> pauses.incrementAndGet())
                .build();
        return new Host(fresh, transactions, store, Scene.in(store), pauses);
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @Each
    void what_is_saved_is_the_hosts_to_commit(Database database) throws SQLException {
        Host host = host(database);
        Scene outside = Scene.in(JdbcApprovalStore.on(host.pool()).build());
        host.writes(host.transactions().begin());
        Post draft = host.scene().draft();
        assertThat(host.store().joined()).isTrue();
        assertThat(host.scene().has(draft)).as("within the transaction").isTrue();
        assertThat(outside.has(draft)).as("before the host commits").isFalse();
        host.transactions().commit();
        assertThat(outside.has(draft)).isTrue();
        assertThat(host.store().joined()).isFalse();
        assertThat(host.rows()).isOne();
    }

    @Each
    void the_hosts_rollback_takes_everything_along(Database database) throws SQLException {
        Host host = host(database);
        host.writes(host.transactions().begin());
        Post draft = host.scene().draft();
        host.transactions().rollback();
        assertThat(host.scene().has(draft)).isFalse();
        assertThat(Chained.in(host.store(), host.scene().workspace())).isEmpty();
        assertThat(host.rows()).isZero();
    }

    @Each
    void S_73_a_lost_guard_does_not_doom_the_hosts_transaction(Database database) throws SQLException {
        Host host = host(database);
        Post draft = host.scene().draft();
        Post other = host.scene().draft();
        host.scene().saved(editing(host, draft, "First"));
        host.writes(host.transactions().begin());
        Committed lost =
                host.store().commit(host.scene().all(editing(host, other, "Second"), editing(host, draft, "Second")));
        assertThat(lost.lost()).containsExactly(draft.stream());
        assertThat(lost.saved()).isEmpty();
        Post third = host.scene().draft();
        host.transactions().commit();
        assertThat(host.transactions().doomed()).isFalse();
        assertThat(host.rows()).isOne();
        assertThat(host.scene().has(third)).isTrue();
        assertThat(host.scene().read(other))
                .as("saved with the lost one, or not at all")
                .isEqualTo(other);
    }

    @Each
    void a_key_that_was_answered_does_not_doom_the_hosts_transaction(Database database) throws SQLException {
        Host host = host(database);
        Changes first = host.scene().all(host.scene().making(aPost())).with(answer(host));
        assertThat(host.store().commit(first).whole()).isTrue();
        host.writes(host.transactions().begin());
        Post draft = aPost().draft(host.scene().now());
        Changes again = host.scene()
                .all(host.scene().making(aPost().named(draft.id().value())))
                .with(answer(host));
        assertThat(host.store().commit(again)).isEqualTo(Committed.ANSWERED);
        host.transactions().commit();
        assertThat(host.rows()).isOne();
        assertThat(host.scene().has(draft)).isFalse();
    }

    @Each
    void S_75_a_deadlock_is_told_and_not_tried_again(Database database) throws SQLException {
        Host host = host(database);
        host.transactions().begin();
        host.pool().fail("executeUpdate", new SQLException("deadlock", "40P01"));
        assertThatThrownBy(host.scene()::draft).isInstanceOf(ConflictException.class);
        assertThat(host.transactions().doomed())
                .as("the database has ended the transaction")
                .isTrue();
        assertThat(host.pauses()).hasValue(0);
        host.transactions().rollback();
    }

    @Each
    void S_73_after_a_fault_the_host_goes_on_from_where_the_store_was_called(Database database) throws SQLException {
        Host host = host(database);
        host.writes(host.transactions().begin());
        host.pool().failAfter("execute", new SQLException("disk full", "53100"));
        assertThatThrownBy(host.scene()::draft).isInstanceOf(StoreException.class);
        assertThat(host.transactions().doomed()).isFalse();
        host.transactions().commit();
        assertThat(host.rows()).isOne();
        assertThat(Chained.in(host.store(), host.scene().workspace())).isEmpty();
    }

    @Each
    void S_71_a_level_above_read_committed_is_refused(Database database) throws SQLException {
        Host host = host(database);
        Connection connection = host.transactions().begin();
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThatThrownBy(host.scene()::draft)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("READ COMMITTED");
        host.transactions().rollback();
    }

    @Each
    void S_30_what_must_outlive_a_rollback_refuses_to_join(Database database) throws SQLException {
        Host host = host(database);
        Link link = host.scene().link(host.scene().approver("Nora"));
        host.transactions().begin();
        assertThatThrownBy(() -> host.store().count(link, new Usage(1, null, 0, 0, 0, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call it outside");
        assertThatThrownBy(() -> host.store()
                        .locked(new Selection.These(host.scene().workspace(), List.of()), (posts, now) -> List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call it outside");
        host.transactions().rollback();
    }

    @Each
    void a_joined_commit_takes_one_trip_more(Database database) throws SQLException {
        Host host = host(database);
        host.transactions().begin();
        host.scene().draft();
        host.pool().trips();
        host.store().commit(host.scene().all(host.scene().making(aPost())));
        List<String> trips = host.pool().trips();
        host.transactions().commit();
        // One of them reads the clock; the host's own commit is not among them.
        assertThat(trips).hasSize(5);
        assertThat(trips)
                .extracting(trip -> trip.split(" ")[0])
                .containsExactly("executeQuery", "setSavepoint", "executeUpdate", "execute", "releaseSavepoint");
    }

    private static Save editing(Host host, Post post, String caption) {
        return host.scene()
                .doing(
                        ADA,
                        post,
                        new PostCommand.Edit(1, aPost().saying(caption).form()));
    }

    private static Answer answer(Host host) {
        return new Answer(
                "user:ada", "key", Digest.of("body"), "{}", null, host.scene().now());
    }
}
