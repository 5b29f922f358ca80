package io.countersign.jdbc;

import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.review.Plan;
import io.countersign.store.RoutedRound;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading rounds of the past, with the versions that they were about. */
final class RoundReading {
    /** The keys are found in an index first, then looked up: with inner joins, H2 would begin with all rounds. */
    private static final String ROUTED = """
            SELECT k.post, p.author, v.version, v.digest, v.body, v.edited_by, v.edited_at, r.plan
              FROM (SELECT r.opened_at, r.post, r.round FROM {round} r
                     WHERE r.ws = :ws AND r.opened_at >= :from AND r.opened_at < :to%s
                     ORDER BY r.ws DESC, r.opened_at DESC, r.post DESC, r.round DESC LIMIT :limit) k
              LEFT JOIN {round} r ON r.ws = :ws AND r.post = k.post AND r.round = k.round
              LEFT JOIN {version} v ON v.ws = r.ws AND v.post = r.post AND v.version = r.version
              LEFT JOIN {post} p ON p.ws = r.ws AND p.id = r.post
             ORDER BY k.opened_at DESC, k.post DESC, k.round DESC
            """;

    /** The first condition alone lets every database begin in the index where the part before ended. */
    private static final String AFTER =
            " AND r.opened_at <= :after_at AND (r.opened_at, r.post, r.round) < (:after_at, :after_post, :after_round)";

    private RoundReading() {}

    static Map<Integer, Plan> plans(Db db, WorkspaceId workspace, PostId id) throws SQLException {
        Map<Integer, Plan> plans = new HashMap<>();
        db.query(
                Sql.of("SELECT r.round, r.plan FROM {round} r WHERE r.ws = :ws AND r.post = :post")
                        .set("ws", workspace.value())
                        .set("post", id.value()),
                row -> plans.put(row.number("round"), Json.read(row.text("plan"), Plan.class)));
        return plans;
    }

    static List<RoutedRound> routed(
            Db db, WorkspaceId workspace, Instant from, Instant to, @Nullable RoutedRound after, int limit)
            throws SQLException {
        Sql sql = Sql.of(ROUTED.formatted(after == null ? "" : AFTER))
                .set("ws", workspace.value())
                .set("from", from)
                .set("to", to)
                .set("limit", limit);
        if (after != null)
            sql.set("after_at", after.plan().openedAt())
                    .set("after_post", after.post().value())
                    .set("after_round", after.plan().round());
        return db.query(
                sql,
                row -> new RoutedRound(
                        new PostId(row.text("post")),
                        row.text("author"),
                        PostRows.readVersion(row),
                        Json.read(row.text("plan"), Plan.class)));
    }
}
