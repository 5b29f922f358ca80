package io.countersign.jdbc;

import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import io.countersign.store.Slot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for people, each from an index of its own that holds nothing else. */
final class QueueReading {
    private static final String COUNTS = """
            SELECT a.queue, COUNT(*) AS open_count, MIN(a.since) AS oldest_at,
                   SUM(CASE WHEN a.due_at <= n.read_at THEN 1 ELSE 0 END) AS overdue
              FROM {assignment} a, (SELECT {now} AS read_at) n
             WHERE a.ws = :ws AND a.is_open = TRUE AND a.queue IS NOT NULL
             GROUP BY a.queue
             ORDER BY a.queue
            """;

    private static final String IN_STAGE = """
            SELECT a.post AS id FROM {assignment} a
             WHERE a.ws = :ws AND a.is_open = TRUE AND a.queue = :queue""";

    private static final String OWED = "SELECT p.id FROM {post} p WHERE p.ws = :ws AND p.owed = TRUE";

    private static final String UPCOMING = """
            SELECT %s
              FROM {post} p
              LEFT JOIN {version} v ON v.ws = p.ws AND v.post = p.id AND v.version = p.version
              LEFT JOIN {round} r ON r.ws = p.ws AND r.post = p.id AND r.round = p.round
             WHERE p.ws = :ws AND p.status = 'IN_REVIEW' AND p.scheduled_at > :from AND p.scheduled_at <= :until%s
             ORDER BY p.ws, p.status, p.scheduled_at, p.id LIMIT :limit
            """;

    /** The first condition alone lets every database begin in the index where the part before ended. */
    private static final String AFTER =
            " AND p.scheduled_at >= :after_at AND (p.scheduled_at > :after_at OR p.id > :after_id)";

    private QueueReading() {}

    static List<QueueCount> queues(Db db, WorkspaceId workspace) throws SQLException {
        return db.query(
                Sql.of(COUNTS).set("ws", workspace.value()),
                row -> new QueueCount(
                        row.text("queue"), row.large("open_count"), row.time("oldest_at"), row.large("overdue")));
    }

    static Page<Post> queue(Db db, WorkspaceId workspace, String stage, PageRequest page) throws SQLException {
        Sql keys = Sql.of(IN_STAGE).set("queue", stage);
        PostReading.after(keys, "a.post", page);
        keys.and(" ORDER BY a.ws DESC, a.is_open DESC, a.queue DESC, a.post DESC LIMIT :limit");
        return PostReading.page(db, workspace, keys, page);
    }

    static Page<Post> owed(Db db, WorkspaceId workspace, PageRequest page) throws SQLException {
        Sql keys = Sql.of(OWED);
        PostReading.after(keys, "p.id", page);
        keys.and(" ORDER BY p.ws DESC, p.owed DESC, p.id DESC LIMIT :limit");
        return PostReading.page(db, workspace, keys, page);
    }

    static List<Post> upcoming(
            Db db, WorkspaceId workspace, Instant from, Instant until, @Nullable Slot after, int limit)
            throws SQLException {
        Sql sql = Sql.of(UPCOMING.formatted(PostRows.COLUMNS, after == null ? "" : AFTER))
                .set("ws", workspace.value())
                .set("from", from)
                .set("until", until)
                .set("limit", limit);
        if (after != null)
            sql.set("after_at", after.at()).set("after_id", after.post().value());
        return db.query(sql, PostRows::read);
    }
}
