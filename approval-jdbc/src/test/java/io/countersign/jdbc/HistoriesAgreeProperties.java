package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.History;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Step;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** The rules are the core's and the keeping is the store's, so no history can tell one store from another. */
class HistoriesAgreeProperties {
    private static final History.Census CENSUS = new History.Census();

    @Property(tries = 100)
    void the_same_history_comes_to_the_same_in_memory_and_in_H2(
            @ForAll @IntRange(min = 0, max = 59) int policy, @ForAll("histories") List<Step> steps)
            throws SQLException {
        agree(Database.H2, policy, steps);
    }

    @Property(tries = 15)
    void the_same_history_comes_to_the_same_in_memory_and_in_PostgreSQL(
            @ForAll @IntRange(min = 0, max = 59) int policy, @ForAll("histories") List<Step> steps)
            throws SQLException {
        agree(Database.POSTGRESQL, policy, steps);
    }

    private static void agree(Database database, int policy, List<Step> steps) throws SQLException {
        HandClock memoryClock = new HandClock();
        Office inMemory = new Office(new InMemoryApprovalStore(memoryClock), memoryClock);
        History expected = new History(inMemory, policy, CENSUS);
        HandClock clock = new HandClock();
        try (Pool pool = database.fresh()) {
            Office inDatabase =
                    new Office(JdbcApprovalStore.on(pool).time(clock).build(), clock);
            History actual = new History(inDatabase, policy, CENSUS);
            assertThat(actual.run(steps)).isEqualTo(expected.run(steps));
            assertThat(inDatabase.approvals.records().verify(inDatabase.as("admin")))
                    .isEqualTo(inMemory.approvals.records().verify(inMemory.as("admin")));
            for (int i = 0; i < expected.posts().size(); i++) {
                Post one = inMemory.now(expected.posts().get(i));
                Post other = inDatabase.now(actual.posts().get(i));
                assertThat(other.version()).isEqualTo(one.version());
                assertThat(other.schedule()).isEqualTo(one.schedule());
                assertThat(other.state().publication().attempts())
                        .isEqualTo(one.state().publication().attempts());
                assertThat(other.state().contributors()).isEqualTo(one.state().contributors());
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.longs().map(Step::history);
    }

    @AfterContainer
    static void every_status_was_reached() {
        assertThat(CENSUS.statuses.keySet()).containsExactlyInAnyOrder(PostStatus.values());
    }
}
