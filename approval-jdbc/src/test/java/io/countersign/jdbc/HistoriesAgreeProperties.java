package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Call;
import io.countersign.Queues;
import io.countersign.Stats;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Census;
import io.countersign.contract.office.History;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Step;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    /** The same histories each time, or one run in many would miss one of the rarest turns. */
    private static final String SEED = "20261122";

    private static final Census CENSUS = new Census();
    private static final int AT_A_TIME = Boolean.getBoolean("countersign.endurance") ? 100 : 10;

    /** Ten at a time, and a hundred in the endurance profile. */
    @Property(tries = 10, seed = SEED)
    void the_same_history_comes_to_the_same_in_memory_and_in_H2(
            @ForAll @IntRange(min = 0, max = 59) int policy, @ForAll long seed) throws SQLException {
        for (int i = 0; i < AT_A_TIME; i++)
            agree(Database.H2, (policy + i) % 60, i % 4 == 3 ? Step.reviews(seed + i) : Step.history(seed + i));
    }

    @Property(tries = 15, seed = SEED)
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
            assertThat(waiting(inDatabase)).isEqualTo(waiting(inMemory));
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

    /** What waits in the office and how it went, in words that hold no random id. */
    private static List<Object> waiting(Office office) {
        Call admin = office.as("admin");
        Queues queues = office.approvals.queues();
        List<QueueCount> counts = queues.all(admin);
        List<Object> all = new ArrayList<>(counts);
        for (QueueCount count : counts)
            assertThat(queues.of(admin, count.stage(), PageRequest.FIRST).items())
                    .hasSize((int) count.open());
        all.add(queues.release(admin, PageRequest.FIRST).items().size());
        all.add(queues.owed(admin, PageRequest.FIRST).items().size());
        queues.atRisk(admin, PageRequest.FIRST)
                .items()
                .forEach(risk -> all.addAll(List.of(risk.slot(), risk.expectedAt(), risk.holdups())));
        Instant now = office.clock.instant();
        all.add(office.approvals.stats().of(admin, now.minus(Stats.LONGEST).plusSeconds(1), now.plusSeconds(1)));
        return all;
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.longs().map(Step::history);
    }

    @AfterContainer
    static void everything_was_reached() {
        CENSUS.needEverything(200);
    }
}
