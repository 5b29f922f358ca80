package io.countersign.jdbc;

import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.countersign.contract.Chained;
import io.countersign.post.Post;
import io.countersign.problem.BusyException;
import io.countersign.problem.ConflictException;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import io.countersign.store.StoreException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a unit of work when the database fails. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetryTest {
    private final List<Duration> pauses = new ArrayList<>();
    private Pool pool;
    private JdbcApprovalStore store;
    private Scene scene;

    @BeforeEach
    void open() throws SQLException {
        pool = Database.H2.fresh();
        store = JdbcApprovalStore.on(pool).pause(pauses::add).build();
        scene = Scene.in(store);
    }

    @AfterEach
    void close() throws SQLException {
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "40001,0",
        "40P01,0",
        "HY000,1213",
        "HY000,1205",
        "HY000,1020",
        "HY000,3572",
        "40001,40001",
        "HYT00,50200",
        "90131,90131"
    })
    void S_74_after_these_the_unit_is_run_again(String state, int code) {
        pool.fail("executeUpdate", new SQLException("again", state, code));
        Post draft = scene.draft();
        assertThat(scene.read(draft)).isEqualTo(draft);
        assertThat(pauses).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"executeUpdate", "execute", "commit"})
    void S_74_wherever_it_happens(String method) {
        Save save = scene.making(aPost());
        pool.fail(method, new BatchUpdateException(new int[0], new SQLException("again", "40001")));
        Post draft = scene.saved(save);
        assertThat(scene.read(draft)).isEqualTo(draft);
    }

    @Test
    void S_75_five_times_with_full_jitter_and_then_it_is_a_conflict() {
        Save save = scene.making(aPost());
        for (int i = 0; i < 6; i++) pool.fail("executeUpdate", new SQLException("deadlock", "40001"));
        assertThatThrownBy(() -> store.commit(scene.all(save))).isInstanceOf(ConflictException.class);
        assertThat(pauses).hasSize(5);
        for (int i = 0; i < 5; i++) assertThat(pauses.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(10L << i));
        assertThat(store.commit(scene.all(save)).whole())
                .as("nothing of it was left behind")
                .isTrue();
    }

    @Test
    void S_75_no_connection_is_held_in_a_pause() throws SQLException {
        try (Pool one = pool.sized(1, 200)) {
            JdbcApprovalStore patient = JdbcApprovalStore.on(one)
                    .pause(time -> assertThat(
                                    catchThrowable(() -> one.getConnection().close()))
                            .isNull())
                    .build();
            one.fail("executeUpdate", new SQLException("deadlock", "40001"));
            Scene.in(patient).draft();
        }
    }

    @Test
    void another_fault_is_told_without_sql_or_data_and_nothing_holds() {
        Save save = scene.making(aPost().saying("Embargoed"));
        pool.failAfter("execute", new SQLException("INSERT INTO approval_entry: disk full", "53100", 7));
        Throwable fault = catchThrowable(() -> store.commit(scene.all(save)));
        assertThat(fault)
                .isInstanceOf(StoreException.class)
                .hasMessage("Could not save changes: the database failed, SQLSTATE 53100, code 7");
        assertThat(pauses).isEmpty();
        assertThat(Chained.in(store, scene.workspace())).isEmpty();
        assertThat(store.commit(scene.all(save)).whole()).isTrue();
    }

    @Test
    void a_fault_of_reading_is_never_not_found() {
        Post draft = scene.draft();
        pool.fail("executeQuery", new SQLException("broken", "08006"));
        assertThatThrownBy(() -> scene.read(draft)).isInstanceOf(StoreException.class);
    }

    @Test
    void R15_a_commit_whose_answer_was_lost_is_looked_up() {
        Save save = scene.making(aPost());
        pool.failAfter("commit", new SQLException("connection lost", "08006"));
        Committed committed = store.commit(scene.all(save));
        assertThat(committed.saved()).containsExactly(save.after());
        assertThat(pauses).isEmpty();
        Save other = scene.making(aPost());
        pool.fail("commit", new SQLException("connection lost", "08006"));
        assertThatThrownBy(() -> store.commit(scene.all(other))).isInstanceOf(StoreException.class);
        assertThat(scene.has((Post) other.after())).isFalse();
    }

    @Test
    void R18_no_free_connection_is_busy_and_worth_another_try() throws SQLException {
        try (Pool one = pool.sized(1, 200);
                Connection taken = one.getConnection()) {
            assertThat(taken.isClosed()).isFalse();
            assertThatThrownBy(() -> JdbcApprovalStore.on(one).build().now())
                    .isInstanceOfSatisfying(
                            BusyException.class,
                            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        }
    }

    @Test
    void a_thread_that_is_interrupted_in_a_pause_stops() {
        JdbcApprovalStore stopped = JdbcApprovalStore.on(pool)
                .pause(time -> {
                    throw new InterruptedException();
                })
                .build();
        Save save = scene.making(aPost());
        pool.fail("executeUpdate", new SQLException("deadlock", "40001"));
        assertThatThrownBy(() -> stopped.commit(scene.all(save))).isInstanceOf(ConflictException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void what_a_decision_throws_is_thrown_and_nothing_holds() {
        Post draft = scene.draft();
        @Nullable
        Throwable thrown = catchThrowable(
                () -> store.locked(new Selection.These(scene.workspace(), List.of(draft.id())), (posts, now) -> {
                    throw new IllegalArgumentException("rule");
                }));
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("rule");
        assertThat(scene.read(draft)).isEqualTo(draft);
    }
}
