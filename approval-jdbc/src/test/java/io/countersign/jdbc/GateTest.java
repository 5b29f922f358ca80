package io.countersign.jdbc;

import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.contract.People;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.LinkFilter;
import io.countersign.store.LogLeafRange;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.Selection;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the tables themselves hold to, and how they are read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateTest {
    private @Nullable Pool pool;

    private Scene scene(Database database, String... greetings) throws SQLException {
        Pool fresh = database.fresh(greetings);
        pool = fresh;
        return Scene.in(JdbcApprovalStore.on(fresh).build());
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @Each
    void the_database_refuses_to_schedule_what_nobody_cleared(Database database) throws SQLException {
        Scene scene = scene(database);
        Post draft = scene.draft();
        for (PostStatus status :
                List.of(PostStatus.SCHEDULED, PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.UNCONFIRMED))
            assertThatThrownBy(() -> Database.execute(pool, "UPDATE approval_post SET status = '%s'".formatted(status)))
                    .isInstanceOf(SQLException.class);
        assertThatThrownBy(
                        () -> Database.execute(pool, "UPDATE approval_post SET cleared = head, status = 'SCHEDULED'"))
                .as("cleared in another content")
                .isInstanceOf(SQLException.class);
        assertThat(scene.read(draft)).isEqualTo(draft);
        Post approved = scene.inReview(aStage("legal").of("user:lena"));
        approved = scene.saved(scene.approving(People.LENA, approved));
        assertThat(scene.read(approved).status()).isEqualTo(PostStatus.APPROVED);
        Database.execute(pool, "UPDATE approval_post SET status = 'SCHEDULED' WHERE status = 'APPROVED'");
    }

    @Each
    void a_cursor_that_no_page_gave_is_invalid(Database database) throws SQLException {
        Scene scene = scene(database);
        scene.draft();
        for (String cursor :
                List.of("%", "a", encoded("a b"), encoded("a\nb"), encoded("a\nb\nc"), encoded("\0"), "gICA")) {
            PageRequest page = new PageRequest(1, cursor);
            assertThatThrownBy(() -> scene.store().posts(scene.workspace(), PostFilter.ALL, page))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            invalid -> assertThat(invalid.violations().get(0).field())
                                    .isEqualTo("cursor"));
            assertThatThrownBy(() -> scene.store().entries(scene.workspace(), TrailFilter.ALL, page))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void on_postgresql_no_read_and_no_guard_needs_to_scan_a_table() throws SQLException {
        Scene scene = scene(Database.POSTGRESQL, "SET enable_seqscan = off");
        JdbcApprovalStore store = (JdbcApprovalStore) scene.store();
        Post post = scene.saved(scene.submitting(
                scene.saved(scene.making(aPost().tagged("spring")
                        .bundledAs("b")
                        .goingOutAt(scene.now().plusSeconds(1)))),
                aStage("legal").of("user:lena").within(Duration.ofHours(1))));
        var nora = scene.approver("Nora");
        var link = scene.link(nora);
        long before = scans();
        var ws = scene.workspace();
        var page = PageRequest.FIRST;
        store.posts(ws, List.of(post.id(), new PostId("other")));
        store.posts(ws, PostFilter.ALL, page);
        store.posts(ws, new PostFilter(PostStatus.DRAFT, null, null, null, null), page);
        store.posts(ws, new PostFilter(null, null, "spring", "b", "ada"), page);
        store.posts(ws, new PostFilter(null, null, null, "b", null), page);
        List<ReviewerRef> refs = List.of(new ReviewerRef.User("lena"), new ReviewerRef.Group("legal"));
        store.assigned(ws, refs, true, null, page);
        store.assigned(ws, refs, false, Set.of(post.id()), page);
        store.versions(ws, post.id());
        store.texts(ws, List.of(post.id()));
        store.approvers(ws, List.of(nora.id()));
        store.approvers(ws, page);
        store.meant(
                ws,
                List.of(new ReviewerRef.User("u"), new ReviewerRef.Group("g"), new ReviewerRef.Approver(nora.id())));
        store.policy(ws);
        store.link(link.id());
        store.session(Digest.ZERO);
        store.links(ws, LinkFilter.ALL, page);
        store.linkCounts(ws);
        store.entries(ws, TrailFilter.ALL, page);
        store.entries(ws, new TrailFilter(post.id(), null, null, null, null, null), page);
        store.entries(ws, new TrailFilter(null, link.id(), null, null, null, null), page);
        store.entries(ws, new TrailFilter(null, null, "ada", null, null, null), page);
        Channel channel = new Channel("LINKEDIN");
        for (TrailFilter filter : List.of(
                TrailFilter.ALL,
                new TrailFilter(null, null, null, null, "spring", null, null, null),
                new TrailFilter(null, null, null, null, null, channel, null, null),
                new TrailFilter(post.id(), null, null, null, "spring", channel, null, null),
                new TrailFilter(null, null, "ada", null, "spring", channel, Instant.EPOCH, null))) {
            store.entries(ws, filter, page);
            store.walk(ws, filter, null, 10);
            store.walk(ws, filter, new TrailReads.Place(post.stream(), 1, Digest.ZERO), 10);
        }
        store.walk(ws, null, 10);
        store.walk(ws, new TrailReads.Place(post.stream(), 1, Digest.ZERO), 10);
        store.recorded(Instant.EPOCH, null, 10);
        store.log(ws);
        store.unlogged(ws, Instant.now(), null, 10);
        store.unlogged(ws, null, post.stream().toString(), 10);
        store.leaves(ws, 0, 10);
        store.logged(ws, new LogLeafRange(post.stream(), 1, 2));
        store.nodes(ws, 1, 0, 256);
        store.checkpoints(ws, 0, 10);
        store.anchorings(ws);
        store.answer(ws, "user:ada", "key");
        store.locked(new Selection.Due(10, Duration.ZERO), (posts, now) -> List.of());
        store.locked(new Selection.These(ws, List.of(post.id(), new PostId("o"))), (posts, now) -> List.of());
        scene.saved(scene.approving(People.LENA, post));
        store.count(link, link.usage().wrongSecretOnce());
        assertThat(scans()).isEqualTo(before);
        Database.execute(pool, "SELECT count(*) FROM approval_post WHERE account = 'acme'");
        assertThat(scans()).as("a scan is seen").isGreaterThan(before);
    }

    private long scans() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            try (ResultSet result = statement.executeQuery(
                    "SELECT sum(seq_scan) FROM pg_stat_user_tables WHERE schemaname = current_schema()")) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
