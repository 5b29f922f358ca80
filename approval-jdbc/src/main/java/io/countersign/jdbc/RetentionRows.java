package io.countersign.jdbc;

import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.retention.LegalHold;
import io.countersign.retention.RetentionPeriod;
import io.countersign.retention.RetentionRules;
import io.countersign.retention.Stub;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long things are kept, how they are purged, and the stubs that are left of them. */
final class RetentionRows implements Kept<RetentionRules> {
    /** What SQL never asks. */
    private record State(@Nullable RetentionPeriod keep, List<LegalHold> holds) {}

    private static final String LEAVE_STUBS = """
            INSERT INTO {stub} (ws, stream, seq, hash, purge)
            SELECT e.ws, e.stream, e.seq, e.hash, :purge FROM {entry} e WHERE e.ws = :ws AND e.stream IN (:streams)
            """;

    /** By stream. */
    private static final List<String> TOLD = List.of("entry", "text");

    /** By id of the post. */
    private static final List<String> OWN = List.of("version", "round", "assignment", "post_tag");

    private static final String RESTING = """
            SELECT p.id
              FROM {post} p
              LEFT JOIN {entry} e ON e.ws = p.ws AND e.stream = 'post/' || p.id AND e.seq = p.revision
             WHERE p.ws = :ws AND p.id > :after AND p.status IN (:statuses) AND p.created_at < :before AND e.at < :before
             ORDER BY p.ws, p.id LIMIT :limit
            """;

    private static final String ENDS = """
            SELECT s.stream, s.seq, s.hash
              FROM {stub} s
             WHERE s.ws = :ws AND s.purge = :purge
               AND NOT EXISTS (SELECT 1 FROM {stub} x WHERE x.ws = s.ws AND x.stream = s.stream AND x.seq > s.seq)
             ORDER BY s.stream LIMIT :limit
            """;

    @Override
    public Sql insert(RetentionRules after) {
        return values(after, """
                INSERT INTO {retention} (ws, revision, head, state)
                SELECT :ws, :revision, :head, :state WHERE NOT EXISTS (SELECT 1 FROM {retention} WHERE ws = :ws)
                """);
    }

    @Override
    public Sql update(RetentionRules before, RetentionRules after) {
        return values(after, """
                UPDATE {retention} SET revision = :revision, head = :head, state = :state
                 WHERE ws = :ws AND revision = :before
                """).set("before", before.head().seq());
    }

    @Override
    public Sql head(RetentionRules rules) {
        return Sql.of("SELECT head FROM {retention} WHERE ws = :ws")
                .set("ws", rules.workspace().value());
    }

    @Override
    public void follow(@Nullable RetentionRules before, RetentionRules after, List<Sql> rest) {}

    private static Sql values(RetentionRules rules, String text) {
        return Sql.of(text)
                .set("ws", rules.workspace().value())
                .set("revision", rules.head().seq())
                .set("head", rules.head().hash())
                .set("state", Json.write(new State(rules.keep(), rules.holds())));
    }

    static RetentionRules rules(Db db, WorkspaceId workspace) throws SQLException {
        Sql sql = Sql.of("SELECT r.revision, r.head, r.state FROM {retention} r WHERE r.ws = :ws")
                .set("ws", workspace.value());
        return db.one(sql, row -> {
                    State state = Json.read(row.text("state"), State.class);
                    Head head = new Head(row.large("revision"), row.digest("head"));
                    return new RetentionRules(workspace, head, state.keep(), state.holds());
                })
                .orElseGet(() -> RetentionRules.none(workspace));
    }

    static Map<Digest, String> texts(Db db, WorkspaceId workspace) throws SQLException {
        Map<Digest, String> texts = new HashMap<>();
        db.query(
                Sql.of("SELECT t.commitment, t.body FROM {text} t WHERE t.ws = :ws AND t.stream = :stream")
                        .set("ws", workspace.value())
                        .set("stream", StreamId.RETENTION.toString()),
                row -> texts.put(row.digest("commitment"), row.text("body")));
        return texts;
    }

    static List<PostId> resting(
            Db db, WorkspaceId workspace, Set<PostStatus> statuses, Instant before, @Nullable PostId after, int limit)
            throws SQLException {
        Sql sql = Sql.of(RESTING)
                .set("ws", workspace.value())
                .set("after", after == null ? "" : after.value())
                .set("statuses", statuses.stream().map(Enum::name).sorted().toList())
                .set("before", before)
                .set("limit", limit);
        return db.query(sql, row -> new PostId(row.text("id")));
    }

    static List<Stub> stubs(Db db, WorkspaceId workspace, long purge, int limit) throws SQLException {
        Sql sql = Sql.of(ENDS).set("ws", workspace.value()).set("purge", purge).set("limit", limit);
        return db.query(
                sql, row -> new Stub(StreamId.parse(row.text("stream")), row.large("seq"), row.claimed("hash")));
    }

    /** Its row goes, if it is still as it was read: what guards the rest. */
    static Sql guard(Post post) {
        return Sql.of("DELETE FROM {post} WHERE ws = :ws AND id = :id AND revision = :revision AND head = :head")
                .set("ws", post.workspace().value())
                .set("id", post.id().value())
                .set("revision", post.head().seq())
                .set("head", post.head().hash());
    }

    /**
     * Leaves stubs, then deletes what they are left of: a statement a table, for not all have an index for it.
     *
     * @param purge number of the entry that tells of it
     */
    static void purge(List<Post> posts, long purge, List<Sql> first, List<Sql> second) {
        if (posts.isEmpty()) return;
        String workspace = posts.get(0).workspace().value();
        List<String> streams =
                posts.stream().map(post -> post.stream().toString()).toList();
        List<String> ids = posts.stream().map(post -> post.id().value()).toList();
        first.add(
                Sql.of(LEAVE_STUBS).set("ws", workspace).set("streams", streams).set("purge", purge));
        for (String table : TOLD)
            second.add(Sql.of("DELETE FROM {%s} WHERE ws = :ws AND stream IN (:streams)".formatted(table))
                    .set("ws", workspace)
                    .set("streams", streams));
        for (String table : OWN)
            second.add(Sql.of("DELETE FROM {%s} WHERE ws = :ws AND post IN (:posts)".formatted(table))
                    .set("ws", workspace)
                    .set("posts", ids));
    }
}
