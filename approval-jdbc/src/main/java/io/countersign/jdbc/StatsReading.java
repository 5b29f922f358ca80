package io.countersign.jdbc;

import io.countersign.audit.StreamId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.PostStatus;
import io.countersign.store.Decision;
import io.countersign.store.RoundCount;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What figures are made of. */
final class StatsReading {
    private static final String POST_COUNTS =
            "SELECT p.status, COUNT(*) AS posts FROM {post} p WHERE p.ws = :ws GROUP BY p.status";

    private static final String ROUNDS = """
            SELECT COUNT(*) AS posts, COALESCE(SUM(m.rounds), 0) AS rounds, COALESCE(MAX(m.rounds), 0) AS most
              FROM (SELECT r.post, MAX(r.round) AS rounds FROM {round} r
                     WHERE r.ws = :ws AND r.opened_at >= :from AND r.opened_at < :to
                     GROUP BY r.post) m
            """;

    /** What an approver saw through a link stands in the link's stream, about the post. */
    private static final String DECISIONS = """
            SELECT e.stream, e.seq, e.at, e.bytes,
                   CASE WHEN e.actor_kind = 'APPROVER' THEN
                       (SELECT MIN(w.at) FROM {entry} w
                         WHERE w.ws = e.ws AND w.about = SUBSTRING(e.stream FROM 6) AND w.action = 'link.viewed'
                           AND w.actor = e.actor AND w.version = e.version AND w.at <= e.at)
                   END AS seen_at
              FROM {entry} e
             WHERE e.ws = :ws AND e.action = 'post.decided' AND e.at >= :from AND e.at < :to%s
             ORDER BY e.ws DESC, e.action DESC, e.at DESC, e.stream DESC, e.seq DESC LIMIT :limit
            """;

    /** The first condition alone lets every database begin in the index where the part before ended. */
    private static final String AFTER =
            " AND e.at <= :after_at AND (e.at, e.stream, e.seq) < (:after_at, :after_stream, :after_seq)";

    private StatsReading() {}

    static Map<PostStatus, Long> postCounts(Db db, WorkspaceId workspace) throws SQLException {
        Map<PostStatus, Long> counts = new EnumMap<>(PostStatus.class);
        db.query(
                Sql.of(POST_COUNTS).set("ws", workspace.value()),
                row -> counts.put(PostStatus.valueOf(row.text("status")), row.large("posts")));
        return counts;
    }

    static RoundCount rounds(Db db, WorkspaceId workspace, Instant from, Instant to) throws SQLException {
        Sql sql = Sql.of(ROUNDS).set("ws", workspace.value()).set("from", from).set("to", to);
        return db.query(sql, row -> new RoundCount(row.large("posts"), row.large("rounds"), row.number("most")))
                .get(0);
    }

    static List<Decision> decisions(
            Db db, WorkspaceId workspace, Instant from, Instant to, @Nullable Decision after, int limit)
            throws SQLException {
        Sql sql = Sql.of(DECISIONS.formatted(after == null ? "" : AFTER))
                .set("ws", workspace.value())
                .set("from", from)
                .set("to", to)
                .set("limit", limit);
        if (after != null)
            sql.set("after_at", after.at())
                    .set("after_stream", StreamId.of(after.post()).toString())
                    .set("after_seq", after.seq());
        return db.query(sql, StatsReading::decision);
    }

    private static Decision decision(Row row) throws SQLException {
        return new Decision(
                new PostId(StreamId.parse(row.text("stream")).id()),
                row.large("seq"),
                row.time("at"),
                row.timeOrNull("seen_at"),
                new String(row.bytes("bytes"), StandardCharsets.UTF_8));
    }
}
