package io.countersign.jdbc;

import static io.countersign.contract.People.LENA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.contract.Deeds;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.Session;
import io.countersign.link.SessionLimits;
import io.countersign.link.SessionToken;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkUse;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import io.countersign.store.SessionChange;
import io.countersign.store.TrailFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Round trips, which are what costs: an execute, a batch, a commit. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TripsTest {
    private @Nullable Pool pool;

    private record Counted(Pool pool, JdbcApprovalStore store, Scene scene) {
        Committed commit(int trips, Changes changes) {
            pool.trips();
            Committed committed = store.commit(changes);
            assertThat(pool.trips()).hasSize(trips);
            return committed;
        }

        void take(int trips, Runnable work) {
            pool.trips();
            work.run();
            assertThat(pool.trips()).hasSize(trips);
        }
    }

    private Counted counted(Database database) throws SQLException {
        Pool fresh = database.fresh();
        pool = fresh;
        JdbcApprovalStore store = JdbcApprovalStore.on(fresh).build();
        Scene scene = Scene.in(store);
        scene.draft();
        return new Counted(fresh, store, scene);
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @Each
    void one_thing_is_saved_in_three(Database database) throws SQLException {
        Counted counted = counted(database);
        Scene scene = counted.scene();
        Post draft = (Post) counted.commit(3, scene.all(scene.making(aPost().tagged("spring", "sale"))))
                .saved()
                .get(0);
        Save submission = scene.submitting(
                draft,
                aStage("legal").of("user:lena", "group:legal"),
                aStage("boss").after(0).of("user:vera"));
        Post post = (Post) counted.commit(3, scene.all(submission)).saved().get(0);
        counted.commit(3, scene.all(scene.approving(LENA, post)));
    }

    @Each
    void made_and_submitted_at_once_takes_no_more(Database database) throws SQLException {
        Counted counted = counted(database);
        Save made = counted.scene().making(aPost());
        Save submitted =
                counted.scene().submitting((Post) made.after(), aStage("legal").of("user:lena"));
        assertThat(counted.commit(3, counted.scene().all(made, submitted)).whole())
                .isTrue();
        assertThat(counted.scene().read((Post) made.after())).isEqualTo(submitted.after());
    }

    @Each
    void a_link_and_an_idempotency_key_add_one_each_at_most(Database database) throws SQLException {
        Counted counted = counted(database);
        Scene scene = counted.scene();
        Link link = scene.link(scene.approver("Nora"));
        Post post = scene.inReview(aStage("legal").of("user:lena"));
        LinkUse use = new LinkUse(scene.workspace(), link.id(), 1, false);
        Session session = Session.open(SessionToken.random(), link, scene.now(), SessionLimits.STANDARD);
        Answer answer = new Answer("user:lena", "key", Digest.of("body"), "{}", null, scene.now());
        Changes decision = scene.all(scene.approving(LENA, post)).with(use).with(new SessionChange.Open(session));
        counted.commit(4, decision.with(answer));
        counted.take(1, () -> assertThat(counted.store().session(session.id())).isPresent());
        counted.take(
                1,
                () -> assertThat(counted.store().count(link, link.usage().throttledOnce()))
                        .isTrue());
    }

    @Each
    void S_68_decisions_in_bulk_take_six_however_many(Database database) throws SQLException {
        Counted counted = counted(database);
        Scene scene = counted.scene();
        Link link = scene.link(scene.approver("Nora"));
        List<Post> posts = scene.inReview(
                100, aStage("legal").of("user:lena"), aStage("boss").after(0).of("user:vera"));
        List<PostId> ids = posts.stream().map(Post::id).toList();
        counted.take(
                1,
                () -> assertThat(counted.store().posts(scene.workspace(), ids).items())
                        .hasSize(100));
        List<Save> decisions =
                posts.stream().map(post -> scene.approving(LENA, post)).toList();
        Changes changes = Changes.each(scene.workspace(), decisions)
                .with(new LinkUse(scene.workspace(), link.id(), 1, false))
                .with(new Answer("user:lena", "key", Digest.of("body"), "{}", null, scene.now()));
        Changes half = Changes.each(scene.workspace(), decisions.subList(0, 50));
        // Guards, entries, texts, assignments closed and opened, commit.
        assertThat(counted.commit(6, half).saved()).hasSize(50);
        // The link and the answer besides; half of it has been done.
        Committed committed = counted.commit(8, changes);
        assertThat(committed.saved()).hasSize(50);
        assertThat(committed.lost()).hasSize(50);
        assertThat(counted.store()
                        .assigned(
                                scene.workspace(),
                                List.of(new ReviewerRef.User("vera")),
                                true,
                                null,
                                new PageRequest(200, null))
                        .items())
                .hasSize(100);
        List<Save> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Save made = scene.making(aPost().tagged("spring"));
            many.add(made);
            many.add(scene.submitting((Post) made.after(), aStage("legal").of("user:lena")));
        }
        // Guards; versions, tags and entries; rounds, assignments and entries; commit.
        assertThat(counted.commit(8, Changes.all(scene.workspace(), many)).saved())
                .hasSize(100);
    }

    @Each
    void a_hundred_due_posts_are_claimed_in_five_whosever_they_are(Database database) throws SQLException {
        Counted counted = counted(database);
        Scene scene = counted.scene();
        Instant passed = scene.now().minusSeconds(5);
        for (int i = 0; i < 100; i++) {
            String workspace = "w" + i % 7;
            Save made = aPost().of(workspace).goingOutAt(passed).made(passed.minusSeconds(60));
            new Scene(counted.store(), new WorkspaceId(workspace)).saved(made);
        }
        counted.take(5, () -> {
            List<Committed> outcomes = counted.store()
                    .locked(new Selection.Due(100, Duration.ofMinutes(15)), (due, now) -> {
                        assertThat(due).hasSize(100);
                        Situation time = new Situation(Actor.SYSTEM, Roster.EMPTY, now);
                        return due.stream()
                                .map(post -> Changes.each(
                                        post.workspace(), List.of(Deeds.of(post, new PostCommand.Pass(null), time))))
                                .toList();
                    });
            assertThat(outcomes).hasSize(100).allMatch(Committed::whole);
        });
    }

    @Each
    void a_list_takes_one(Database database) throws SQLException {
        Counted counted = counted(database);
        Scene scene = counted.scene();
        scene.inReview(3, aStage("legal").of("user:lena", "group:legal"));
        PageRequest page = new PageRequest(2, null);
        List<ReviewerRef> lena = List.of(new ReviewerRef.User("lena"), new ReviewerRef.Group("legal"));
        counted.take(1, () -> counted.store().posts(scene.workspace(), PostFilter.ALL, page));
        counted.take(1, () -> counted.store().assigned(scene.workspace(), lena, true, null, page));
        counted.take(1, () -> counted.store().queues(scene.workspace()));
        counted.take(1, () -> counted.store().queue(scene.workspace(), "legal", page));
        counted.take(1, () -> counted.store().owed(scene.workspace(), page));
        counted.take(1, () -> counted.store().meant(scene.workspace(), lena));
        counted.take(1, () -> counted.store().entries(scene.workspace(), TrailFilter.ALL, page));
        TrailFilter spring = new TrailFilter(null, null, null, null, "spring", null, null, null);
        TrailFilter linkedin = new TrailFilter(null, null, null, null, null, new Channel("LINKEDIN"), null, null);
        for (TrailFilter filter : List.of(spring, linkedin)) {
            counted.take(1, () -> counted.store().entries(scene.workspace(), filter, page));
            counted.take(1, () -> counted.store().walk(scene.workspace(), filter, null, 10));
        }
        counted.take(1, () -> counted.store().walk(scene.workspace(), null, 10));
        counted.take(1, () -> counted.store().policy(scene.workspace()));
        counted.take(1, counted.store()::now);
    }
}
