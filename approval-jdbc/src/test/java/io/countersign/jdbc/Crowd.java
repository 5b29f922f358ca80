package io.countersign.jdbc;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.DecisionForm;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.contract.HandClock;
import io.countersign.contract.StageFixture;
import io.countersign.contract.office.Channels;
import io.countersign.identity.Actor;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.ApprovalException;
import io.countersign.review.Verdict;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Sixteen people of one group who all do something to one post at the same instant, on a real database. */
final class Crowd implements AutoCloseable {
    static final int SIZE = 16;
    static final String GROUP = "group:crowd";
    /** What each of a crowd is told who did what they tried. */
    static final String DONE = "done";

    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final List<String> PEOPLE =
            IntStream.range(0, SIZE).mapToObj(person -> "p" + person).toList();

    private final Pool pool;
    private final ExecutorService threads = Executors.newFixedThreadPool(SIZE);
    final Channels channels = new Channels();
    final Approvals approvals;
    private final JdbcApprovalStore store;

    Crowd(Database database, StageFixture... stages) throws SQLException {
        pool = database.fresh().sized(SIZE, 60_000);
        store = JdbcApprovalStore.on(pool).time(new HandClock()).build();
        approvals =
                Approvals.on(store).directory(new Members()).publisher(channels).build();
        approvals.routing().put(host(), StageFixture.aPolicy(stages));
    }

    private static final class Members implements Directory {
        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            return PEOPLE.contains(userId) ? Set.of("crowd") : Set.of();
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return group.equals("crowd") ? Set.copyOf(PEOPLE) : Set.of();
        }
    }

    /** Every entry of the crowd as a reviewer of its own. */
    static String[] everyEntry() {
        return PEOPLE.stream().map(person -> "user:" + person).toArray(String[]::new);
    }

    static String name(int person) {
        return PEOPLE.get(person);
    }

    static Call person(int person) {
        return user(name(person), Permission.REVIEW);
    }

    /** Writes, releases and sees everything. */
    static Call host() {
        return user("host", Permission.values());
    }

    static Call boss() {
        return user("boss", Permission.REVIEW);
    }

    private static Call user(String id, Permission... permissions) {
        return Call.of(ACME, Actor.user(id, Set.copyOf(Arrays.asList(permissions)), Set.of()));
    }

    PostForm form(String caption) {
        return PostForm.of(new Target(new Channel("LINKEDIN"), "acme-corp"), caption);
    }

    Post inReview() {
        pool.trips();
        Post draft = approvals.posts().create(host(), form("Hello"));
        return approvals.posts().submit(host(), draft.id(), null);
    }

    Post read(PostId id) {
        return approvals.posts().get(host(), id);
    }

    /** In a call's own words: its outcome, or the code of its refusal. */
    String decides(Call who, PostId id, Verdict verdict) {
        return told(() -> approvals
                .reviews()
                .decide(who, DecisionForm.of(id, 1, verdict, verdict.refuses() ? "because" : null))
                .getClass()
                .getSimpleName());
    }

    static String told(Callable<String> deed) {
        try {
            return deed.call();
        } catch (ApprovalException refused) {
            return refused.code();
        } catch (Exception unexpected) {
            throw new AssertionError("Neither done nor refused", unexpected);
        }
    }

    /** What each was told; everybody starts at one barrier. */
    List<String> atOnce(IntFunction<String> deed) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(SIZE);
        List<Future<String>> started = new ArrayList<>();
        for (int person = 0; person < SIZE; person++) {
            int who = person;
            started.add(threads.submit(() -> {
                barrier.await();
                return deed.apply(who);
            }));
        }
        List<String> told = new ArrayList<>();
        for (Future<String> one : started) told.add(one.get());
        return told;
    }

    /** The post's entries, the first one first. */
    List<AuditEntry> trail(PostId id) {
        List<AuditEntry> entries = new ArrayList<>(store.entries(
                        ACME, new TrailFilter(id, null, null, null, null, null), new PageRequest(PageRequest.MAX, null))
                .items());
        Collections.reverse(entries);
        return entries;
    }

    static Map<String, Object> details(AuditEntry entry) {
        return Trail.details(entry.bytes());
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        pool.close();
    }
}
