package io.countersign.jdbc;

import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.audit.StreamId;
import io.countersign.content.Channel;
import io.countersign.contract.Deeds;
import io.countersign.contract.People;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkStatus;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.store.Changes;
import io.countersign.store.Decision;
import io.countersign.store.LinkFilter;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.RoutedRound;
import io.countersign.store.Save;
import io.countersign.store.Slot;
import io.countersign.store.TrailFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** What a database looks at for a page of a list does not grow with what there is: an index has the order. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlansTest {
    /** A table from one end to the other, all of a workspace for a few, or all of a list put in order for a part of it. */
    private static final Pattern WHOLE = Pattern.compile(
            "Seq Scan on approval|Limit[^\\n]*\\n\\s*->\\s+Sort|tableScan|PRIMARY_KEY_\\w+: WS = \\?\\d+\\s*\\*/");

    private static final Duration DAY = Duration.ofDays(1);
    private static final PageRequest PAGE = new PageRequest(20, null);
    private @Nullable Pool pool;

    private record Busy(Explained explained, JdbcApprovalStore store, WorkspaceId workspace) {
        /** The plan of a read, which is one query. */
        String plan(Consumer<JdbcApprovalStore> read, String index) {
            explained.plans();
            read.accept(store);
            List<String> plans = explained.plans();
            assertThat(plans).hasSize(1);
            assertThat(plans.get(0)).containsIgnoringCase("approval_" + index).doesNotContainPattern(WHOLE);
            return plans.get(0);
        }
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @Each
    void a_page_is_found_in_an_index(Database database) throws SQLException {
        Busy busy = busy(database);
        WorkspaceId acme = busy.workspace();
        Instant now = busy.store().now();
        Instant until = now.plus(Duration.ofDays(90));
        Slot slot = new Slot(now.plus(Duration.ofDays(1)), new PostId("any"));
        RoutedRound last =
                busy.store().routed(acme, now.minus(DAY), until, null, 20).get(19);
        PostFilter approved = new PostFilter(PostStatus.APPROVED, null, null, null, null);
        List<ReviewerRef> lena = List.of(new ReviewerRef.User("lena"), new ReviewerRef.Group("legal"));
        TrailFilter linkedin = new TrailFilter(null, null, null, null, null, new Channel("LINKEDIN"), null, null);
        List<String> plans = List.of(
                busy.plan(store -> store.queue(acme, "legal", PAGE), "assignment_queue"),
                busy.plan(store -> store.owed(acme, PAGE), "post_owed"),
                busy.plan(store -> store.upcoming(acme, now, until, null, 20), "post_slot"),
                busy.plan(store -> store.upcoming(acme, now, until, slot, 20), "post_slot"),
                busy.plan(store -> store.posts(acme, approved, PAGE), "post_status"),
                busy.plan(store -> store.assigned(acme, lena, true, null, PAGE), "assignment"),
                busy.plan(store -> store.entries(acme, TrailFilter.ALL, PAGE), "entry_at"),
                busy.plan(store -> store.entries(acme, linkedin, PAGE), "entry_at"),
                busy.plan(store -> store.stream(acme, StreamId.of(last.post()), 1, 20), "entry"),
                busy.plan(store -> store.plans(acme, last.post()), "round"),
                busy.plan(store -> store.resting(acme, Set.of(PostStatus.DRAFT), now, null, 20), "post"),
                busy.plan(store -> store.stubs(acme, 1, 20), "stub_purge"),
                busy.plan(store -> store.routed(acme, now.minus(DAY), until, null, 20), "round_opened"),
                busy.plan(store -> store.routed(acme, now.minus(DAY), until, last, 20), "round_opened"));
        // Of tables that are joined freely, H2 begins with the wrong one when there are some ten thousand posts.
        assertThat(plans).noneMatch(plan -> plan.contains("INNER JOIN"));
    }

    @Each
    void figures_are_counted_in_an_index(Database database) throws SQLException {
        Busy busy = busy(database);
        WorkspaceId acme = busy.workspace();
        Instant to = busy.store().now().plusSeconds(60);
        Instant from = to.minus(Duration.ofDays(1));
        busy.plan(store -> store.queues(acme), "assignment_queue");
        String decided = database == Database.H2 ? "entry_action" : "entry_decided";
        Decision last = busy.store().decisions(acme, from, to, null, 20).get(19);
        for (Decision after : Arrays.asList(null, last))
            assertThat(busy.plan(store -> store.decisions(acme, from, to, after, 20), decided))
                    .containsIgnoringCase("entry_about");
    }

    @Each
    void a_page_of_links_is_found_in_an_index(Database database) throws SQLException {
        Busy busy = busy(database);
        WorkspaceId acme = busy.workspace();
        Scene scene = Scene.in(busy.store());
        List<Link> links = links(scene);
        Database.execute(Objects.requireNonNull(pool), database == Database.H2 ? "ANALYZE" : "VACUUM ANALYZE");
        Link last = links.get(links.size() - 1);
        // Where there is but one workspace, the index of ids has the same order.
        String status = database == Database.H2 ? "link_status" : "link_";
        String cursor = Objects.requireNonNull(
                busy.store().links(acme, LinkFilter.ALL, PAGE).next());
        for (PageRequest page : List.of(PAGE, new PageRequest(20, cursor))) {
            busy.plan(store -> store.links(acme, new LinkFilter(null, null, null, true), page), "link_asked");
            busy.plan(store -> store.links(acme, new LinkFilter(null, null, "rita"), page), "link_creator");
            busy.plan(store -> store.links(acme, new LinkFilter(null, last.approver(), null), page), "link_approver");
            for (LinkStatus is : LinkStatus.values()) {
                busy.plan(store -> store.links(acme, new LinkFilter(is, null, null), page), status);
                busy.plan(store -> store.links(acme, new LinkFilter(is, last.approver(), null), page), "link_approver");
            }
        }
        busy.plan(store -> store.linkCounts(acme), "link_status");
        busy.plan(store -> store.ending(null, 20), "link_warn");
        busy.plan(store -> store.ending(last, 20), "link_warn");
    }

    /** Of many approvers and creators, some revoked, some asked for. */
    private static List<Link> links(Scene scene) {
        List<Save> saves = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            Approver approver = scene.approver("Nora " + number);
            for (int i = 0; i < 20; i++) {
                Save made = aLinkTo(approver)
                        .by(People.user("creator-" + i))
                        .lasting(Duration.ofDays(2 + i))
                        .made(scene.now());
                saves.add(made);
                if (i == 3) saves.add(Deeds.of((Link) made.after(), new LinkCommand.Revoke(), LENA, scene.now()));
                if (i == 7)
                    saves.add(Deeds.of((Link) made.after(), new LinkCommand.RequestRenewal(), LENA, scene.now()));
            }
        }
        assertThat(scene.store().commit(Changes.all(scene.workspace(), saves)).whole())
                .isTrue();
        return saves.stream().map(save -> (Link) save.after()).toList();
    }

    /** A workspace of so many posts that to look at all of them would be dear, one half decided. */
    private Busy busy(Database database) throws SQLException {
        // What PostgreSQL then still scans or sorts, no index could have spared it.
        Pool fresh = database == Database.H2
                ? database.fresh()
                : database.fresh("SET enable_seqscan = off", "SET enable_sort = off");
        pool = fresh;
        Explained explained = new Explained(fresh);
        JdbcApprovalStore store =
                JdbcApprovalStore.on(explained).dialect(database.dialect()).build();
        Scene scene = Scene.in(store);
        for (int part = 0; part < 2; part++) {
            List<Save> saves = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Save made = scene.making(aPost().goingOutAt(scene.now().plus(Duration.ofHours(i + 1))));
                Save submitted =
                        scene.submitting((Post) made.after(), aStage("legal").of("user:lena", "group:legal"));
                saves.addAll(List.of(made, submitted));
                if (i % 2 == 0) saves.add(scene.approving(LENA, (Post) submitted.after()));
            }
            assertThat(store.commit(Changes.all(scene.workspace(), saves)).whole())
                    .isTrue();
        }
        Database.execute(fresh, "ANALYZE");
        return new Busy(explained, store, scene.workspace());
    }
}
