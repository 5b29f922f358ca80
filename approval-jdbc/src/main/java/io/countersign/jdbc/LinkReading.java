package io.countersign.jdbc;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.link.Session;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkReads.Opened;
import io.countersign.store.LinkReads.Seated;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading links, alone, with whom they are for, and in lists. */
final class LinkReading {
    /** Column, approver and groups of a link {@code l}. */
    private static final String WITH_APPROVER = """
              JOIN {approver} a ON a.ws = l.ws AND a.id = l.approver
              LEFT JOIN {member} m ON m.ws = a.ws AND m.approver = a.id
            """;

    private LinkReading() {}

    static Optional<Opened> link(Db db, LinkId id) throws SQLException {
        Sql sql = Sql.of("SELECT {now} AS read_at, %s, %s FROM {link} l %s WHERE l.id = :id"
                .formatted(LinkRows.COLUMNS, PeopleRows.COLUMNS, WITH_APPROVER));
        return opened(db, sql.set("id", id.value()), row -> new Opening(LinkRows.read(row), row.time("read_at")))
                .map(found -> new Opened(
                        found.opening().link(),
                        found.approver(),
                        found.opening().now()));
    }

    private record Opening(Link link, Instant now) {}

    private record Whose<T>(T opening, Approver approver) {}

    /** One thing with its approver, whose groups are a row each. */
    private static <T> Optional<Whose<T>> opened(Db db, Sql sql, Row.Reader<T> reader) throws SQLException {
        PeopleRows.Folded people = new PeopleRows.Folded();
        List<T> rows = db.query(sql, row -> {
            people.add(row);
            return reader.read(row);
        });
        return rows.stream()
                .findFirst()
                .map(first -> new Whose<>(first, people.all().get(0)));
    }

    static Optional<Seated> session(Db db, Digest id) throws SQLException {
        Sql sql = Sql.of("""
                SELECT {now} AS read_at, %s, %s, %s, EXISTS (SELECT 1 FROM {deputy} d
                         WHERE d.ws = a.ws AND d.delegate = COALESCE(:a_user || a.user_id, :an_approver || a.id) AND %s) AS deputy
                  FROM {session} s JOIN {link} l ON l.ws = s.ws AND l.id = s.link %s
                 WHERE s.id = :id
                """.formatted(
                SessionRows.COLUMNS, LinkRows.COLUMNS, PeopleRows.COLUMNS, DelegationRows.HOLDS, WITH_APPROVER));
        return opened(
                        db,
                        sql.set("id", id).set("a_user", "user:").set("an_approver", "approver:"),
                        row -> new Seat(
                                SessionRows.read(row), LinkRows.read(row), row.flag("deputy"), row.time("read_at")))
                .map(found -> new Seated(
                        found.opening().session(),
                        found.opening().link(),
                        found.approver(),
                        found.opening().deputy(),
                        found.opening().now()));
    }

    private record Seat(Session session, Link link, boolean deputy, Instant now) {}

    /** A link's status at the store's time, as {@link Link#status} has it. */
    private static String where(LinkStatus status) {
        return switch (status) {
            case REVOKED -> "l.revoked_at IS NOT NULL";
            case ACTIVE -> "l.revoked_at IS NULL AND l.expires_at > (SELECT {now})";
            case EXPIRED -> "l.revoked_at IS NULL AND l.expires_at <= (SELECT {now})";
        };
    }

    /** The page's keys are found in an index first, with all that the filter asks, then looked up. */
    private static final String BY_PAGE = """
            SELECT %s
              FROM (%s) k
              LEFT JOIN {link} l ON l.ws = :ws AND l.id = k.id
             ORDER BY k.id DESC
            """;

    static Page<Link> links(Db db, WorkspaceId workspace, LinkFilter filter, PageRequest page) throws SQLException {
        String after = Cursor.read(page, 1, key -> new LinkId(key[0]).value());
        Sql keys = Sql.of("SELECT l.id FROM {link} l WHERE l.ws = :ws");
        String order = "l.ws DESC";
        if (filter.asked()) {
            keys.and(" AND l.asked = TRUE");
            order += ", l.asked DESC";
        }
        ApproverId approver = filter.approver();
        order += narrow(keys, "approver", approver == null ? null : approver.value(), order);
        order += narrow(keys, "created_by", filter.createdBy(), order);
        if (filter.status() != null) keys.and(" AND ").and(where(filter.status()));
        if (after != null) keys.and(" AND l.id < :after").set("after", after);
        keys.and(" ORDER BY %s, l.id DESC LIMIT :limit".formatted(order));
        Sql sql = Sql.of(BY_PAGE.formatted(LinkRows.COLUMNS, keys.text())).setAll(keys);
        List<Link> links = db.query(sql.set("ws", workspace.value()).set("limit", page.limit() + 1), LinkRows::read);
        return Cursor.page(links, page, link -> Cursor.of(link.id().value()));
    }

    /** Returns the column for the order, of the first alone: each has an index of its own, which has the order. */
    private static String narrow(Sql keys, String column, @Nullable String value, String order) {
        if (value == null) return "";
        keys.and(" AND l.%1$s = :%1$s".formatted(column)).set(column, value);
        return order.contains(",") ? "" : ", l." + column + " DESC";
    }

    /** Nodes of the release before extend and revoke links without setting when to warn; their end has the last word. */
    private static final String ENDING = """
            SELECT %s FROM {link} l
             WHERE l.warn_at <= (SELECT {now}) AND l.revoked_at IS NULL
               AND l.expires_at > (SELECT {now}) AND l.expires_at <= (SELECT {now}) + INTERVAL '7' DAY
               %s
             ORDER BY l.warn_at, l.ws, l.id LIMIT :limit
            """;

    /** The first condition alone lets every database begin in the index where the part before ended. */
    private static final String AFTER = """
            AND l.warn_at >= :after_at
            AND (l.warn_at > :after_at OR l.ws > :after_ws OR (l.ws = :after_ws AND l.id > :after_id))""";

    static List<Link> ending(Db db, @Nullable Link after, int limit) throws SQLException {
        Sql sql = Sql.of(ENDING.formatted(LinkRows.COLUMNS, after == null ? "" : AFTER))
                .set("limit", limit);
        if (after != null)
            sql.set("after_at", after.warnAt())
                    .set("after_ws", after.workspace().value())
                    .set("after_id", after.id().value());
        return db.query(sql, LinkRows::read);
    }

    static Map<LinkStatus, Long> counts(Db db, WorkspaceId workspace) throws SQLException {
        Sql sql = Sql.of("""
                SELECT c.status, COUNT(*) AS number
                  FROM (SELECT CASE WHEN %s THEN 'REVOKED' WHEN %s THEN 'ACTIVE' ELSE 'EXPIRED' END AS status
                          FROM {link} l WHERE l.ws = :ws) c
                 GROUP BY c.status
                """.formatted(where(LinkStatus.REVOKED), where(LinkStatus.ACTIVE)));
        Map<LinkStatus, Long> counts = new EnumMap<>(LinkStatus.class);
        db.query(
                sql.set("ws", workspace.value()),
                row -> counts.put(LinkStatus.valueOf(row.text("status")), row.large("number")));
        return counts;
    }
}
