package io.countersign.jdbc;

import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.Approvals;
import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.contract.HandClock;
import io.countersign.contract.Race;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Postbox;
import io.countersign.identity.PostId;
import io.countersign.notice.Letter;
import io.countersign.notice.Notice;
import io.countersign.notice.NoticeTerms;
import io.countersign.notice.Recipient;
import io.countersign.post.Post;
import io.countersign.routing.Quorum;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import io.countersign.store.TrailFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Telling people over a database: by several nodes, in the host's transactions, and what it costs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ToldByNodesTest {
    private @Nullable Pool pool;

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    private Pool fresh(Database database) throws SQLException {
        return pool = database.fresh();
    }

    @Each
    void of_many_nodes_that_look_at_once_one_sends_each_letter(Database database) throws Exception {
        HandClock clock = new HandClock();
        JdbcApprovalStore store =
                JdbcApprovalStore.on(fresh(database)).time(clock).build();
        Postbox postbox = new Postbox();
        List<Office> nodes = IntStream.range(0, 4)
                .mapToObj(i -> new Office(
                        store,
                        clock,
                        Office.TERMS,
                        builder -> builder.notifier(postbox)
                                .noticeTerms(NoticeTerms.standard().by(ZoneOffset.UTC, Locale.ENGLISH))))
                .toList();
        Office first = nodes.get(0);
        first.wanting(stage("legal", 0, Quorum.ANY, "group:legal", "user:vera"));
        for (int i = 0; i < 40; i++) {
            Post draft = first.draft("Post " + i);
            first.approvals.posts().submit(first.as("maya"), draft.id(), null);
        }
        clock.pass(Duration.ofMinutes(5));
        Race.of(4, runner -> () -> nodes.get(runner).approvals.tick());
        List<Letter> letters = postbox.collect();
        assertThat(letters)
                .extracting(letter -> letter.to().person().ref())
                .containsExactlyInAnyOrder("user:lena", "user:lou", "user:vera");
        assertThat(letters)
                .allSatisfy(
                        letter -> assertThat(((Letter.ToUser) letter).news()).hasSize(40));
        assertThat(store.takeNotices(Duration.ofMinutes(5), 10)).isEmpty();
    }

    @Each
    void S_15_of_many_nodes_that_look_at_once_one_announces_each_end(Database database) throws Exception {
        HandClock clock = new HandClock();
        JdbcApprovalStore store =
                JdbcApprovalStore.on(fresh(database)).time(clock).build();
        List<Save> links = new ArrayList<>();
        Scene scene = Scene.in(store);
        Approver nora = scene.approver("Nora");
        for (int i = 0; i < 150; i++)
            links.add(aLinkTo(nora).lasting(Duration.ofDays(8)).made(scene.now()));
        assertThat(store.commit(Changes.all(scene.workspace(), links)).whole()).isTrue();
        clock.pass(Duration.ofDays(1));
        List<Integer> announced =
                Race.of(4, () -> Approvals.on(store).build().tick().ending());
        // Who lost a race for one leaves it to the winner, or to the next tick.
        int rest = Approvals.on(store).build().tick().ending();
        assertThat(announced.stream().mapToInt(Integer::intValue).sum() + rest).isEqualTo(150);
        TrailFilter announcements = new TrailFilter(null, null, null, "link.expiring", null, null);
        List<AuditEntry> entries = store.entries(
                        scene.workspace(), announcements, new PageRequest(PageRequest.MAX, null))
                .items();
        assertThat(entries).hasSize(150);
        assertThat(entries.stream().map(AuditEntry::stream).distinct()).hasSize(150);
    }

    @Each
    void S_15_looking_for_links_that_end_takes_one_trip(Database database) throws SQLException {
        Pool fresh = fresh(database);
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).build();
        Scene scene = Scene.in(store);
        scene.link(scene.approver("Nora"));
        fresh.trips();
        assertThat(store.ending(null, 200)).isEmpty();
        assertThat(fresh.trips()).hasSize(1);
    }

    @Each
    void what_the_host_rolls_back_is_told_to_nobody(Database database) throws SQLException {
        Pool fresh = fresh(database);
        HostTransactions transactions = new HostTransactions(fresh);
        JdbcApprovalStore store =
                JdbcApprovalStore.on(fresh).transactions(transactions).build();
        Scene scene = Scene.in(store);
        transactions.begin();
        scene.saved(telling(scene, "a"));
        assertThatIllegalStateException()
                .isThrownBy(() -> store.takeNotices(Duration.ofMinutes(5), 10))
                .withMessageContaining("call it outside");
        transactions.rollback();
        assertThat(store.takeNotices(Duration.ofMinutes(5), 10)).isEmpty();
        transactions.begin();
        scene.saved(telling(scene, "b"));
        transactions.commit();
        assertThat(store.takeNotices(Duration.ofMinutes(5), 10).orElseThrow().notices())
                .extracting(Notice::id)
                .containsExactly("b");
    }

    @Each
    void what_is_to_be_told_costs_no_trip_and_in_bulk_one(Database database) throws SQLException {
        Pool fresh = fresh(database);
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).build();
        Scene scene = Scene.in(store);
        scene.draft();
        List<String> silent = trips(fresh, store, scene.all(scene.making(aPost())));
        List<String> told = trips(fresh, store, scene.all(telling(scene, "a")));
        assertThat(told).hasSameSizeAs(silent);
        List<Save> silently =
                IntStream.range(0, 50).mapToObj(i -> scene.making(aPost())).toList();
        List<Save> telling =
                IntStream.range(0, 50).mapToObj(i -> telling(scene, "n" + i)).toList();
        int inBulk =
                trips(fresh, store, Changes.each(scene.workspace(), silently)).size();
        assertThat(trips(fresh, store, Changes.each(scene.workspace(), telling)))
                .hasSize(inBulk + 1);
    }

    @Each
    void looking_for_what_is_due_takes_one_trip(Database database) throws SQLException {
        Pool fresh = fresh(database);
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).build();
        store.takeNotices(Duration.ofMinutes(5), 10);
        fresh.trips();
        assertThat(store.takeNotices(Duration.ofMinutes(5), 10)).isEmpty();
        assertThat(fresh.trips()).hasSize(1);
    }

    private static List<String> trips(Pool pool, JdbcApprovalStore store, Changes changes) {
        pool.trips();
        Committed committed = store.commit(changes);
        assertThat(committed.whole()).isTrue();
        return pool.trips();
    }

    private static Save telling(Scene scene, String id) {
        Instant now = scene.now();
        return scene.making(aPost())
                .telling(List.of(new Notice(
                        id,
                        Recipient.parse("user:lena"),
                        Notice.Kind.REVIEW,
                        StreamId.of(new PostId("post-1")),
                        1,
                        "legal",
                        null,
                        now,
                        now,
                        0)));
    }
}
