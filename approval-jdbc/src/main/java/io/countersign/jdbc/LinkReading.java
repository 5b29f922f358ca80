package io.countersign.jdbc;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
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

    private record Found<T>(T opening, Approver approver) {}

    /** One thing with its approver, whose groups are a row each. */
    private static <T> Optional<Found<T>> opened(Db db, Sql sql, Row.Reader<T> reader) throws SQLException {
        PeopleRows.Folded people = new PeopleRows.Folded();
        List<T> rows = db.query(sql, row -> {
            people.add(row);
            return reader.read(row);
        });
        return rows.stream()
                .findFirst()
                .map(first -> new Found<>(first, people.all().get(0)));
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

    static Page<Link> links(Db db, WorkspaceId workspace, LinkFilter filter, PageRequest page) throws SQLException {
        String after = Cursor.read(page, 1, key -> new LinkId(key[0]).value());
        Sql sql = Sql.of("SELECT %s FROM {link} l WHERE l.ws = :ws".formatted(LinkRows.COLUMNS));
        String order = "l.ws DESC";
        if (filter.approver() != null) {
            sql.and(" AND l.approver = :approver")
                    .set("approver", filter.approver().value());
            order += ", l.approver DESC";
        }
        if (filter.createdBy() != null)
            sql.and(" AND l.created_by = :created_by").set("created_by", filter.createdBy());
        if (filter.status() != null) sql.and(" AND ").and(where(filter.status()));
        if (after != null) sql.and(" AND l.id < :after").set("after", after);
        sql.and(" ORDER BY %s, l.id DESC LIMIT :limit".formatted(order));
        List<Link> links = db.query(sql.set("ws", workspace.value()).set("limit", page.limit() + 1), LinkRows::read);
        return Cursor.page(links, page, link -> Cursor.of(link.id().value()));
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
