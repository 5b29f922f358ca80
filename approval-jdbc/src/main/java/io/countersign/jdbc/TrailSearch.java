package io.countersign.jdbc;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Place;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entries of the record a filter lets through, in SQL. */
final class TrailSearch {
    private static final String NEWEST_FIRST = "%1$s.at DESC, %1$s.stream DESC, %1$s.seq DESC";
    private static final String IN_ORDER = "%1$s.stream, %1$s.seq";

    // With an inner join, H2 would begin with all entries.
    private static final String READ = """
            SELECT %s, b.hash AS hash_before
              FROM (%s) k
              LEFT JOIN {entry} e ON e.ws = :ws AND e.stream = k.stream AND e.seq = k.seq
              LEFT JOIN {entry} b ON b.ws = e.ws AND b.stream = e.stream AND b.seq = e.seq - 1
             ORDER BY %s
            """;

    /** The post that an entry tells of. */
    private static final String POST =
            "CASE WHEN SUBSTRING(e.stream FROM 1 FOR 5) = 'post/' THEN SUBSTRING(e.stream FROM 6) ELSE e.about END";

    /** Looked up for each entry that else would pass, instead of beginning with all posts of a channel. */
    private static final String OF_CHANNEL =
            " AND (SELECT p.channel FROM {post} p WHERE p.ws = :ws AND p.id = %s) = :channel".formatted(POST);

    private static final String OF_CAMPAIGN =
            " AND EXISTS (SELECT 1 FROM {post_tag} t WHERE t.ws = :ws AND t.campaign = :campaign AND t.post = %s)"
                    .formatted(POST);

    private TrailSearch() {}

    private record Key(Instant at, String stream, long seq) {
        /** Of the year 9999, which every database can hold. */
        private static final long LAST_SECOND = 253_402_300_799L;

        static Key parse(String[] parts) {
            StreamId stream = StreamId.parse(parts[1]);
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(Instant.EPOCH) || at.getEpochSecond() > LAST_SECOND)
                throw new IllegalArgumentException("beyond the years 1970 to 9999");
            return new Key(at, stream.toString(), Long.parseLong(parts[2]));
        }

        static String of(AuditEntry entry) {
            return Cursor.of(entry.at().toString(), entry.stream().toString(), Long.toString(entry.seq()));
        }
    }

    /** Newest first. */
    static Page<AuditEntry> entries(Db db, WorkspaceId workspace, TrailFilter filter, PageRequest page)
            throws SQLException {
        @Nullable Key after = Cursor.read(page, 3, Key::parse);
        Sql values = Sql.of("").set("ws", workspace.value()).set("limit", page.limit() + 1);
        String narrowed = narrowed(filter, values);
        if (after != null) {
            narrowed += " AND (e.at, e.stream, e.seq) < (:after_at, :after_stream, :after_seq)";
            values.set("after_at", after.at())
                    .set("after_stream", after.stream())
                    .set("after_seq", after.seq());
        }
        String keys = isOfFew(filter) || filter.campaign() != null
                ? together(few(filter, narrowed, values), NEWEST_FIRST)
                : byTime(db.dialect(), filter, narrowed);
        return Cursor.page(read(db, workspace, keys, NEWEST_FIRST, values), page, Key::of);
    }

    /** Whether all that passes is of one post or link, whose entries are few. */
    static boolean isOfFew(TrailFilter filter) {
        return filter.post() != null || filter.link() != null;
    }

    /** Of a post or link, in the order of streams. */
    static List<AuditEntry> ofFew(Db db, WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit)
            throws SQLException {
        Sql values = Sql.of("").set("ws", workspace.value()).set("limit", limit);
        String narrowed = narrowed(filter, values);
        if (after != null) {
            narrowed += " AND (e.stream, e.seq) > (:after_stream, :after_seq)";
            values.set("after_stream", after.stream().toString()).set("after_seq", after.seq());
        }
        return read(db, workspace, together(few(filter, narrowed, values), IN_ORDER), IN_ORDER, values);
    }

    private static List<AuditEntry> read(Db db, WorkspaceId workspace, String keys, String order, Sql values)
            throws SQLException {
        Sql sql = Sql.of(READ.formatted(TrailRows.COLUMNS, keys, order.formatted("e")))
                .setAll(values);
        return db.query(
                sql, row -> TrailRows.read(workspace, StreamId.parse(row.text("stream")), row, TrailRows.before(row)));
    }

    /** Of the whole workspace. H2 takes the index that has the order where that has all columns, too, or where it is told. */
    private static String byTime(Dialect dialect, TrailFilter filter, String narrowed) {
        boolean told =
                dialect == Dialect.H2 && filter.channel() != null && filter.actor() == null && filter.action() == null;
        return """
                SELECT e.stream, e.seq FROM {entry} e%s WHERE e.ws = :ws%s
                 ORDER BY e.ws DESC, %se.at DESC, e.stream DESC, e.seq DESC LIMIT :limit""".formatted(
                told ? " USE INDEX ({index:entry_at})" : "", narrowed, filter.actor() == null ? "" : "e.actor DESC, ");
    }

    /** By stream, of things whose entries are few: then nothing must lure a planner into the order of time. */
    private static List<String> few(TrailFilter filter, String narrowed, Sql values) {
        if (filter.link() != null) values.set("link", StreamId.of(filter.link()).toString());
        if (filter.post() != null) {
            values.set("post", StreamId.of(filter.post()).toString())
                    .set("about", filter.post().value());
            String andLink = filter.link() == null ? "" : " AND e.stream = :link";
            return List.of(of("e.stream = :post" + andLink, narrowed), of("e.about = :about" + andLink, narrowed));
        }
        if (filter.link() != null) return List.of(of("e.stream = :link", narrowed));
        return List.of(ofCampaign("e.stream = 'post/' || t.post", narrowed), ofCampaign("e.about = t.post", narrowed));
    }

    private static String of(String thing, String narrowed) {
        return "(SELECT e.at, e.stream, e.seq FROM {entry} e WHERE e.ws = :ws AND %s%s OFFSET 0)"
                .formatted(thing, narrowed);
    }

    /** An outer join for H2, as above. */
    private static String ofCampaign(String post, String narrowed) {
        return """
                (SELECT e.at, e.stream, e.seq
                   FROM {post_tag} t
                   LEFT JOIN {entry} e ON e.ws = :ws AND %s%s
                  WHERE t.ws = :ws AND t.campaign = :campaign OFFSET 0)""".formatted(post, narrowed);
    }

    private static String together(List<String> branches, String order) {
        return "SELECT u.stream, u.seq FROM (%s) u WHERE u.stream IS NOT NULL ORDER BY %s LIMIT :limit"
                .formatted(String.join(" UNION ", branches), order.formatted("u"));
    }

    /** What an entry {@code e} has to be besides one of a post or link: SQL that begins with AND, or nothing. */
    static String narrowed(TrailFilter filter, Sql values) {
        List<String> where = new ArrayList<>();
        narrow(where, values, "actor", "=", filter.actor());
        narrow(where, values, "action", "=", filter.action());
        narrow(where, values, "at", ">=", filter.from());
        narrow(where, values, "at", "<", filter.to());
        if (filter.campaign() != null) {
            where.add(OF_CAMPAIGN);
            values.set("campaign", filter.campaign());
        }
        if (filter.channel() != null) {
            where.add(OF_CHANNEL);
            values.set("channel", filter.channel().name());
        }
        return String.join("", where);
    }

    private static void narrow(List<String> where, Sql values, String column, String how, @Nullable Object value) {
        if (value == null) return;
        String name = column + (how.equals("<") ? "_to" : "");
        where.add(" AND e.%s %s :%s".formatted(column, how, name));
        values.set(name, value);
    }
}
