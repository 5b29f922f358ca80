package io.countersign.jdbc;

import io.countersign.audit.Head;
import io.countersign.canonical.Json;
import io.countersign.content.Content;
import io.countersign.content.Schedule;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostState;
import io.countersign.post.PostStatus;
import io.countersign.review.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writing posts with their versions, plans and tags, and locking them; {@link PostReading} reads them. */
final class PostRows implements Kept<Post> {
    private static final String INSERT = """
            INSERT INTO {post} (ws, id, revision, head, status, version, digest, cleared, round, next_at, fence, lease_until,
                                state, scheduled_at, time_zone, author, channel, account, bundle, created_at, owed)
            SELECT :ws, :id, :revision, :head, :status, :version, :digest, :cleared, :round, :next_at, :fence, :lease_until,
                   :state, :scheduled_at, :time_zone, :author, :channel, :account, :bundle, :created_at, :owed
             WHERE NOT EXISTS (SELECT 1 FROM {post} WHERE ws = :ws AND id = :id)
            """;

    private static final String UPDATE = """
            UPDATE {post}
               SET revision = :revision, head = :head, status = :status, version = :version, digest = :digest,
                   cleared = :cleared, round = :round, next_at = :next_at, fence = :fence, lease_until = :lease_until,
                   state = :state, scheduled_at = :scheduled_at, time_zone = :time_zone, channel = :channel,
                   account = :account, bundle = :bundle, owed = :owed
             WHERE ws = :ws AND id = :id AND revision = :before
            """;

    private static final String INSERT_VERSION = """
            INSERT INTO {version} (ws, post, version, digest, body, edited_by, edited_at)
            VALUES (:ws, :post, :version, :digest, :body, :edited_by, :edited_at)
            """;

    private static final String INSERT_ROUND = """
            INSERT INTO {round} (ws, post, round, version, policy, plan, opened_at)
            VALUES (:ws, :post, :round, :version, :policy, :plan, :opened_at)
            """;

    private static final String INSERT_TAG =
            "INSERT INTO {post_tag} (ws, campaign, post) VALUES (:ws, :campaign, :post)";

    private static final String DELETE_TAG =
            "DELETE FROM {post_tag} WHERE ws = :ws AND campaign = :campaign AND post = :post";

    private final Duration missedGrace;

    PostRows(Duration missedGrace) {
        this.missedGrace = missedGrace;
    }

    @Override
    public Sql insert(Post after) {
        return values(Sql.of(INSERT), after).set("author", after.author()).set("created_at", after.createdAt());
    }

    @Override
    public Sql update(Post before, Post after) {
        return values(Sql.of(UPDATE), after).set("before", before.revision());
    }

    @Override
    public Sql head(Post post) {
        return Sql.of("SELECT head FROM {post} WHERE ws = :ws AND id = :id")
                .set("ws", post.workspace().value())
                .set("id", post.id().value());
    }

    private Sql values(Sql sql, Post post) {
        Plan plan = post.plan();
        return sql.set("ws", post.workspace().value())
                .set("id", post.id().value())
                .set("revision", post.revision())
                .set("head", post.head().hash())
                .set("status", post.status().name())
                .set("version", post.version().number())
                .set("digest", post.version().digest())
                .set("cleared", post.cleared())
                .set("round", plan == null ? null : plan.round())
                .set("next_at", post.nextAt(missedGrace).orElse(null))
                .set("fence", post.fence())
                .set("lease_until", post.leaseUntil())
                .set("state", Json.write(post.state()))
                .set("scheduled_at", post.schedule().at())
                .set("time_zone", post.schedule().zone().getId())
                .set("channel", post.version().content().target().channel().name())
                .set("account", post.version().content().target().account())
                .set("bundle", post.bundle())
                .set("owed", post.state().owed() != null);
    }

    @Override
    public void follow(@Nullable Post before, Post after, List<Sql> rest) {
        if (before == null || before.version().number() != after.version().number()) rest.add(version(after));
        Plan plan = after.plan();
        Plan old = before == null ? null : before.plan();
        if (plan != null && (old == null || old.round() != plan.round())) rest.add(round(after, plan));
        tags(before, after, rest);
        Assignments.follow(before, after, rest);
    }

    private static Sql version(Post post) {
        Version version = post.version();
        return Sql.of(INSERT_VERSION)
                .set("ws", post.workspace().value())
                .set("post", post.id().value())
                .set("version", version.number())
                .set("digest", version.digest())
                .set("body", Json.write(version.content()))
                .set("edited_by", version.editedBy())
                .set("edited_at", version.editedAt());
    }

    private static Sql round(Post post, Plan plan) {
        return Sql.of(INSERT_ROUND)
                .set("ws", post.workspace().value())
                .set("post", post.id().value())
                .set("round", plan.round())
                .set("version", plan.version())
                .set("policy", plan.policy())
                .set("plan", Json.write(plan))
                .set("opened_at", plan.openedAt());
    }

    private static void tags(@Nullable Post before, Post after, List<Sql> rest) {
        TreeSet<String> old = new TreeSet<>(
                before == null ? List.of() : before.version().content().campaign());
        TreeSet<String> current = new TreeSet<>(after.version().content().campaign());
        for (String campaign : old) if (!current.contains(campaign)) rest.add(tag(DELETE_TAG, after, campaign));
        for (String campaign : current) if (!old.contains(campaign)) rest.add(tag(INSERT_TAG, after, campaign));
    }

    private static Sql tag(String text, Post post, String campaign) {
        return Sql.of(text)
                .set("ws", post.workspace().value())
                .set("campaign", campaign)
                .set("post", post.id().value());
    }

    /** Locks those that exist, waiting for whoever has them. */
    List<PostKey> lock(Db db, WorkspaceId workspace, List<PostId> ids) throws SQLException {
        if (ids.isEmpty()) return List.of();
        List<List<String>> keys = ids.stream()
                .distinct()
                .map(id -> List.of(workspace.value(), id.value()))
                .toList();
        return db.query(
                Sql.of("SELECT ws, id FROM {post} WHERE (ws, id) IN (:keys) ORDER BY ws, id FOR UPDATE")
                        .set("keys", keys),
                PostKey::read);
    }

    private static final String LOCK_DUE = """
            SELECT ws, id FROM {post}
             WHERE next_at <= (SELECT {now})
             ORDER BY next_at, ws
             LIMIT :limit FOR UPDATE SKIP LOCKED
            """;

    /** With an ORDER BY, H2 would lock all that is due; the index it is told to use has the order. */
    private static final String LOCK_DUE_H2 = """
            SELECT ws, id FROM {post} USE INDEX ({index:post_due})
             WHERE next_at <= (SELECT {now})
             LIMIT :limit FOR UPDATE SKIP LOCKED
            """;

    /** Locks what is due and nobody else has locked, the longest due first. */
    List<PostKey> lockDue(Db db, int limit) throws SQLException {
        String text = db.dialect() == Dialect.H2 ? LOCK_DUE_H2 : LOCK_DUE;
        return db.query(Sql.of(text).set("limit", limit), PostKey::read);
    }

    /** A post of any workspace. */
    record PostKey(String workspace, String id) {
        static PostKey read(Row row) throws SQLException {
            return new PostKey(row.text("ws"), row.text("id"));
        }
    }

    /** Columns of a post with its current version and last plan. */
    static final String COLUMNS = """
            p.ws, p.id, p.revision, p.head, p.author, p.bundle, p.created_at, p.version, p.scheduled_at, p.time_zone, p.status,
            p.fence, p.lease_until, p.state, v.digest, v.body, v.edited_by, v.edited_at, r.plan
            """;

    static Post read(Row row) throws SQLException {
        String plan = row.textOrNull("plan");
        return new Post(
                new WorkspaceId(row.text("ws")),
                new PostId(row.text("id")),
                new Head(row.large("revision"), row.digest("head")),
                row.text("author"),
                row.textOrNull("bundle"),
                row.time("created_at"),
                readVersion(row),
                new Schedule(row.timeOrNull("scheduled_at"), ZoneId.of(row.text("time_zone"))),
                PostStatus.valueOf(row.text("status")),
                plan == null ? null : Json.read(plan, Plan.class),
                row.large("fence"),
                row.timeOrNull("lease_until"),
                Json.read(row.text("state"), PostState.class));
    }

    static Version readVersion(Row row) throws SQLException {
        return new Version(
                row.number("version"),
                Json.read(row.text("body"), Content.class),
                row.digest("digest"),
                row.text("edited_by"),
                row.time("edited_at"));
    }

    /** In the order of the keys. */
    static List<List<String>> rows(List<PostKey> keys) {
        List<List<String>> rows = new ArrayList<>();
        for (PostKey key : keys) rows.add(List.of(key.workspace(), key.id()));
        return rows;
    }
}
