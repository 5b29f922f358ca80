package io.countersign.jdbc;

import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.approver.Approver;
import io.countersign.contract.LinkFixture;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.post.Post;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkUse;
import io.countersign.store.PageRequest;
import io.countersign.store.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database's clock, which is the store's where nobody gives another. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClockTest {
    private @Nullable Pool pool;

    private Pool fresh(Database database, String zone) throws SQLException {
        Pool fresh = database.fresh("SET TIME ZONE '" + zone + "'");
        pool = fresh;
        return fresh;
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "H2,UTC", "H2,Pacific/Chatham", "H2,America/St_Johns",
        "POSTGRESQL,UTC", "POSTGRESQL,Pacific/Chatham", "POSTGRESQL,America/St_Johns"
    })
    void S_79_the_zone_of_a_session_changes_nothing(Database database, String zone) throws SQLException {
        Pool fresh = fresh(database, zone);
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).build();
        Scene scene = Scene.in(store);
        assertThat(store.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(store.now().getNano() % 1000).isZero();
        Post due = scene.saved(
                aPost().goingOutAt(store.now().minusSeconds(1)).made(store.now().minusSeconds(9)));
        Post later = scene.saved(scene.making(aPost().goingOutAt(store.now().plusSeconds(60))));
        assertThat(scene.read(due)).isEqualTo(due);
        assertThat(scene.read(later)).isEqualTo(later);
        store.locked(new Selection.Due(10, Duration.ZERO), (posts, now) -> {
            assertThat(posts).containsExactly(due);
            assertThat(now).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            return List.of();
        });
        try (Pool utc = fresh.sized(2, 200)) {
            assertThat(Scene.in(JdbcApprovalStore.on(utc).build()).read(later)).isEqualTo(later);
        }
    }

    @Each
    void R13_the_clock_goes_on_within_a_long_transaction_of_the_host(Database database) throws SQLException {
        Pool fresh = fresh(database, "UTC");
        HostTransactions host = new HostTransactions(fresh);
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).transactions(host).build();
        host.begin();
        Instant first = store.now();
        Instant later = store.now();
        while (!later.isAfter(first.plusMillis(5))) later = store.now();
        Post draft = Scene.in(store).draft();
        assertThat(store.posts(draft.workspace(), List.of(draft.id())).now()).isAfterOrEqualTo(later);
        host.rollback();
    }

    @Each
    void S_8_a_link_ends_by_the_databases_time_in_every_statement(Database database) throws SQLException {
        Pool fresh = fresh(database, "Pacific/Chatham");
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).build();
        Scene scene = Scene.in(store);
        Approver nora = scene.approver("Nora");
        Link running = scene.link(nora);
        Instant hourAgo = scene.now().minus(Duration.ofHours(1));
        Link ended = scene.saved(
                LinkFixture.aLinkTo(nora).lasting(Duration.ofHours(1)).made(hourAgo));
        assertThat(store.linkCounts(scene.workspace()))
                .isEqualTo(Map.of(LinkStatus.ACTIVE, 1L, LinkStatus.EXPIRED, 1L));
        LinkFilter expired = new LinkFilter(LinkStatus.EXPIRED, nora.id(), "rita");
        assertThat(store.links(scene.workspace(), expired, PageRequest.FIRST).items())
                .containsExactly(ended);
        assertThat(store.commit(scene.all().with(new LinkUse(scene.workspace(), ended.id(), 1, false)))
                        .linkEnded())
                .isTrue();
        assertThat(store.commit(scene.all().with(new LinkUse(scene.workspace(), running.id(), 1, true)))
                        .whole())
                .isTrue();
        assertThat(store.link(running.id()).orElseThrow().link().usage().uses()).isOne();
    }

    @Each
    void S_71_a_connections_own_settings_are_given_back_as_they_were(Database database) throws SQLException {
        Pool fresh = fresh(database, "UTC");
        try (Pool strict = fresh.sized(
                1,
                200,
                database == Database.H2
                        ? "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"
                        : "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")) {
            Scene scene = Scene.in(JdbcApprovalStore.on(strict).build());
            Post draft = scene.draft();
            scene.draft();
            assertThat(scene.read(draft)).isEqualTo(draft);
            try (Connection connection = strict.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getTransactionIsolation()).isGreaterThan(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }
}
