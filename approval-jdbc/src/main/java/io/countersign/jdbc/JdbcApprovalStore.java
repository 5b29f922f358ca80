package io.countersign.jdbc;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.link.Usage;
import io.countersign.notice.Notice;
import io.countersign.post.Post;
import io.countersign.post.Terms;
import io.countersign.routing.PolicyVersion;
import io.countersign.store.Answer;
import io.countersign.store.ApprovalStore;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Found;
import io.countersign.store.LinkFilter;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.Selection;
import io.countersign.store.TrailFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store in a relational database: H2, or PostgreSQL and what speaks its protocol. {@link ApprovalSchema} makes the
 * tables.
 *
 * <p>Immutable and thread safe; it holds no connection between calls and never more than one a call, so that a pool of one
 * suffices. Nothing is asked of the database before the first call.
 *
 * <p>Faults of the database are {@link io.countersign.store.StoreException}, a pool or server without a free connection is
 * {@link io.countersign.problem.BusyException}. A deadlock or lock timeout that outlasts five tries, or any within a
 * transaction of the host, is {@link io.countersign.problem.ConflictException}: there the host tries again.
 */
public final class JdbcApprovalStore extends QueueStore implements ApprovalStore {
    private final PostRows posts;
    private final Writer writer;

    private JdbcApprovalStore(Builder builder) {
        super(new Units(builder.transactions, builder.tables, builder.dialect, builder.time, builder.pause));
        posts = new PostRows(builder.missedGrace);
        writer = new Writer(posts);
    }

    /** A store over this data source, whose transactions it does not join unless {@link Builder#transactions} says how. */
    public static Builder on(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public boolean joined() {
        return units.joined();
    }

    @Override
    public Committed commit(Changes changes) {
        if (changes.isEmpty()) return new Committed(List.of(), List.of(), false, false);
        return units.write(
                "save changes",
                db -> writer.apply(db, changes),
                (db, outcome) -> Writer.holds(db, List.of(changes), List.of(outcome)));
    }

    private record Decided(List<Changes> changes, List<Committed> outcomes) {}

    @Override
    public List<Committed> locked(Selection selection, LockedDecision decision) {
        return units.separate(
                        "decide on locked posts",
                        db -> {
                            if (selection instanceof Selection.These these
                                    && these.use() != null
                                    && !LinkRows.use(db, these.use())) return linkEnded(db, these);
                            Found<Post> found = PostReading.byKey(db, lock(db, selection));
                            List<Changes> changes = decision.decide(found.items(), found.now());
                            return new Decided(changes, writer.applyEach(db, changes));
                        },
                        (db, decided) -> Writer.holds(db, decided.changes(), decided.outcomes()))
                .outcomes();
    }

    private static Decided linkEnded(Db db, Selection.These these) {
        db.undo();
        return new Decided(List.of(Changes.all(these.workspace(), List.of())), List.of(Committed.LINK_ENDED));
    }

    /** Locked first and read then: what was read together with its lock could be a mixture of before and after the wait. */
    private List<PostRows.PostKey> lock(Db db, Selection selection) throws SQLException {
        if (selection instanceof Selection.These these) return posts.lock(db, these.workspace(), these.ids());
        return posts.lockDue(db, ((Selection.Due) selection).limit());
    }

    @Override
    public boolean count(Link link, Usage next) {
        return units.alone("count the use of a link", db -> LinkRows.count(db, link, next));
    }

    @Override
    public int failures(WorkspaceId workspace, LinkId link, Digest device) {
        return units.read("read failures", db -> DeviceRows.failures(db, workspace, link, device));
    }

    @Override
    public boolean count(Link link, Digest device, int failures) {
        return units.alone("count a failure", db -> DeviceRows.count(db, link, device, failures));
    }

    @Override
    public int prune(Instant before, int limit) {
        return units.alone("forget failures", db -> DeviceRows.prune(db, before, limit))
                + units.alone("forget sessions", db -> SessionRows.prune(db, before, limit));
    }

    @Override
    public Found<Post> posts(WorkspaceId workspace, Collection<PostId> ids) {
        return units.read("read posts", db -> PostReading.posts(db, workspace, ids));
    }

    @Override
    public Optional<Governed> governed(WorkspaceId workspace, PostId id) {
        return units.read("read a post with its policy", db -> PostReading.governed(db, workspace, id));
    }

    @Override
    public Page<Post> posts(WorkspaceId workspace, PostFilter filter, PageRequest page) {
        return units.read("list posts", db -> PostReading.posts(db, workspace, filter, page));
    }

    @Override
    public Page<Post> assigned(
            WorkspaceId workspace,
            Collection<ReviewerRef> refs,
            boolean open,
            @Nullable Set<PostId> only,
            PageRequest page) {
        return units.read("list assigned posts", db -> PostReading.assigned(db, workspace, refs, open, only, page));
    }

    @Override
    public Page<Post> inReview(PageRequest page) {
        return units.read("list posts in review", db -> ReviewRows.inReview(db, page));
    }

    @Override
    public List<Version> versions(WorkspaceId workspace, PostId id) {
        return units.read("read versions", db -> PostReading.versions(db, workspace, id));
    }

    @Override
    public Map<Digest, String> texts(WorkspaceId workspace, Collection<PostId> ids) {
        return units.read("read texts", db -> TrailRows.texts(db, workspace, ids));
    }

    @Override
    public Map<Digest, String> texts(WorkspaceId workspace, PostId id, Collection<Digest> commitments) {
        return units.read("read texts", db -> TrailRows.texts(db, workspace, id, commitments));
    }

    @Override
    public PolicyVersion policy(WorkspaceId workspace) {
        return units.read("read the routing policy", db -> PolicyRows.policy(db, workspace));
    }

    @Override
    public Optional<Opened> link(LinkId id) {
        return units.read("read a link", db -> LinkReading.link(db, id));
    }

    @Override
    public Optional<Seated> session(Digest id) {
        return units.read("read a session", db -> LinkReading.session(db, id));
    }

    @Override
    public Page<Link> links(WorkspaceId workspace, LinkFilter filter, PageRequest page) {
        return units.read("list links", db -> LinkReading.links(db, workspace, filter, page));
    }

    @Override
    public Map<LinkStatus, Long> linkCounts(WorkspaceId workspace) {
        return units.read("count links", db -> LinkReading.counts(db, workspace));
    }

    @Override
    public List<Link> ending(@Nullable Link after, int limit) {
        return units.read("look for links that end", db -> LinkReading.ending(db, after, limit));
    }

    @Override
    public Instant now() {
        return units.now();
    }

    @Override
    public Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page) {
        return units.read("list entries", db -> TrailRows.entries(db, workspace, filter, page));
    }

    @Override
    public Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page) {
        return units.read("list a stream's entries", db -> TrailRows.told(db, workspace, stream, action, page));
    }

    @Override
    public List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit) {
        return units.read("read a stream", db -> TrailRows.stream(db, workspace, stream, afterSeq, limit));
    }

    @Override
    public List<Chain> chains(WorkspaceId workspace, @Nullable StreamId after, int limit) {
        return units.read("read chains", db -> ChainRows.chains(db, workspace, after, limit));
    }

    @Override
    public Optional<Answer> answer(WorkspaceId workspace, String caller, String key) {
        return units.read("read an answer", db -> AnswerRows.answer(db, workspace, caller, key));
    }

    @Override
    public Optional<Held> takeNotices(Duration lease, int limit) {
        return units.alone("look for notices", NoticeRows::due)
                .flatMap(workspace -> units.separate(
                        "take notices", db -> NoticeRows.take(db, workspace, lease, limit), (db, held) -> false));
    }

    @Override
    public boolean settle(Held held, List<Notice> done, List<Notice> instead) {
        return units.separate(
                "settle notices", db -> NoticeRows.settle(db, held, done, instead), (db, settled) -> false);
    }

    @Override
    public void release(Held held) {
        units.separate("release notices", db -> NoticeRows.release(db, held), (db, released) -> released);
    }

    /** Settings of a store; every one has a default. Not thread safe. */
    public static final class Builder {
        private Transactions transactions;
        private Tables tables = Tables.STANDARD;
        private @Nullable Dialect dialect;
        private @Nullable InstantSource time;
        private Duration missedGrace = Terms.DEFAULT.missedGrace();
        // The one sleep of the library: before a transaction that lost to a deadlock is tried again. Tests inject
        // another.
        private Units.Pause pause = time -> Thread.sleep(time.toMillis());

        private Builder(DataSource dataSource) {
            transactions = Transactions.of(dataSource);
        }

        /** Where connections come from instead, and which transactions of the host the store takes part in. */
        public Builder transactions(Transactions others) {
            transactions = others;
            return this;
        }

        /** Which SQL the database speaks; otherwise the driver is asked, at the first call. */
        public Builder dialect(Dialect known) {
            dialect = known;
            return this;
        }

        /**
         * What the tables' names begin with, {@code approval_} by default.
         *
         * @throws IllegalArgumentException unless it is up to 20 lower-case letters and underscores
         */
        public Builder tablePrefix(String prefix) {
            tables = tables.withPrefix(prefix);
            return this;
        }

        /**
         * Where the tables are; otherwise where the connection looks first.
         *
         * @throws IllegalArgumentException unless it is a plain lower-case identifier
         */
        public Builder schema(String schema) {
            tables = tables.in(schema);
            return this;
        }

        /** A clock instead of the database's; cut to microseconds. All nodes must have the same. */
        public Builder time(InstantSource clock) {
            time = clock;
            return this;
        }

        /** The same as in the host's {@link Terms#missedGrace()}, by which the next time of held posts is indexed. */
        public Builder missedGrace(Duration grace) {
            missedGrace = grace;
            return this;
        }

        /** Instead of sleeping before a unit is tried again. */
        Builder pause(Units.Pause instead) {
            pause = instead;
            return this;
        }

        public JdbcApprovalStore build() {
            return new JdbcApprovalStore(this);
        }
    }
}
