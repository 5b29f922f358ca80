package io.countersign.jdbc;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Place;
import io.countersign.store.TrailReads.Stretch;
import io.countersign.store.TrailReads.Unfounded;
import io.countersign.store.TrailReads.Walked;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole record, in the order of its key, and where it and the things that it tells of do not fit: what a verifier is fed. */
final class WalkRows {
    /** Things of which there is one row each, named by their id. */
    private static final List<String> KINDS = List.of("approver", "delegation", "link", "post");

    /** Chains of which a workspace has one each, by the table of what they tell of. */
    private static final Map<String, StreamId> SINGLE =
            new TreeMap<>(Map.of("policy", StreamId.POLICY, "retention", StreamId.RETENTION));

    private static final String WALK =
            "SELECT %s FROM {entry} e WHERE e.ws = :ws%s ORDER BY e.ws, e.stream, e.seq LIMIT %s";

    /**
     * In one statement, so that what is purged meanwhile is seen once. The inner limits are no parameters: H2 2.5 answers with the rows
     * of an earlier, smaller limit.
     */
    private static final String WALK_WITH_STUBS = """
            SELECT w.*
              FROM ((%s)
                    UNION ALL
                    (SELECT s.stream, s.seq, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, s.hash, NULL, s.purge
                       FROM {stub} s WHERE s.ws = :ws%s ORDER BY s.ws, s.stream, s.seq LIMIT %d)) w
             ORDER BY w.stream, w.seq LIMIT :limit
            """;

    /** Of entries that do not pass, the hash alone is of use, to the next one. */
    private static final String PASSING = "%s, CASE WHEN 1 = 1%s THEN e.bytes END AS bytes";

    private static final String UNTOLD = """
            (SELECT s.stream, s.seq, s.hash
               FROM {stub} s
               LEFT JOIN {entry} e
                      ON e.ws = s.ws AND e.stream = 'retention/record' AND e.seq = s.purge AND e.action = 'retention.purged'
              WHERE s.ws = :ws AND e.seq IS NULL LIMIT :limit)
            """;

    private static final String UNFOUNDED = """
            (SELECT %2$s AS stream, q.revision, q.head, e.hash AS entry
               FROM {%1$s} q
               LEFT JOIN {entry} e ON e.ws = q.ws AND e.stream = %2$s AND e.seq = q.revision
              WHERE q.ws = :ws AND (e.hash IS NULL OR e.hash <> q.head) LIMIT :limit)
            """;

    private static final String STRAYS = """
            (SELECT e.stream, e.seq, e.hash
               FROM {entry} e
               LEFT JOIN {%1$s} q ON q.ws = e.ws%2$s
              WHERE e.ws = :ws AND %3$s AND (q.ws IS NULL OR e.seq > q.revision) LIMIT :limit)
            """;

    private static final String NOWHERE = """
            (SELECT e.stream, e.seq, e.hash FROM {entry} e WHERE e.ws = :ws AND NOT (%s) LIMIT :limit)
            """;

    private WalkRows() {}

    static List<Walked> walk(Db db, WorkspaceId workspace, @Nullable Place after, int limit) throws SQLException {
        return walked(db, workspace, null, after, limit).walked;
    }

    static Stretch walk(Db db, WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit)
            throws SQLException {
        if (TrailSearch.isOfFew(filter)) {
            List<AuditEntry> some = TrailSearch.ofFew(db, workspace, filter, after, limit);
            AuditEntry last = some.size() == limit ? some.get(limit - 1) : null;
            return new Stretch(
                    some.stream().map(Walked::of).toList(),
                    last == null ? null : new Place(last.stream(), last.seq(), last.hash()));
        }
        Walking walking = walked(db, workspace, filter.equals(TrailFilter.ALL) ? null : filter, after, limit);
        return new Stretch(walking.walked, walking.seen == limit ? walking.last : null);
    }

    /**
     * The rest of the stream first: two ranges of one index each, however long the stream is.
     *
     * @param filter null for everything, stubs as well
     */
    private static Walking walked(
            Db db, WorkspaceId workspace, @Nullable TrailFilter filter, @Nullable Place after, int limit)
            throws SQLException {
        Walking walking = new Walking(workspace, filter == null, after);
        if (after == null) {
            db.query(page("", workspace, filter, null, limit, limit), walking::add);
            return walking;
        }
        db.query(
                page(" AND %1$s.stream = :stream AND %1$s.seq > :seq", workspace, filter, after, limit, limit),
                walking::add);
        int rest = limit - walking.seen;
        if (rest > 0) db.query(page(" AND %1$s.stream > :stream", workspace, filter, after, limit, rest), walking::add);
        return walking;
    }

    /** @param most rows of a walk, of which this is to give the rest */
    private static Sql page(
            String where,
            WorkspaceId workspace,
            @Nullable TrailFilter filter,
            @Nullable Place after,
            int most,
            int limit) {
        Sql values = Sql.of("");
        String sought = where.formatted("e");
        String text;
        if (filter == null)
            text = WALK_WITH_STUBS.formatted(
                    WALK.formatted(TrailRows.COLUMNS + ", NULL AS purge", sought, Integer.toString(most)),
                    where.formatted("s"),
                    most);
        else
            text = WALK.formatted(
                    PASSING.formatted(TrailRows.PROJECTION, TrailSearch.narrowed(filter, values)), sought, ":limit");
        Sql sql = Sql.of(text).setAll(values).set("ws", workspace.value()).set("limit", limit);
        return after == null ? sql : sql.set("stream", text(after.stream())).set("seq", after.seq());
    }

    static List<Unfounded> unfounded(Db db, WorkspaceId workspace, int limit) throws SQLException {
        List<String> branches = new ArrayList<>();
        for (String kind : KINDS) branches.add(UNFOUNDED.formatted(kind, "'%s/' || q.id".formatted(kind)));
        SINGLE.forEach((table, stream) -> branches.add(UNFOUNDED.formatted(table, "'%s'".formatted(stream))));
        return db.query(
                together(branches, workspace, limit),
                row -> new Unfounded(
                        stream(row.text("stream")),
                        new Head(row.large("revision"), row.claimed("head")),
                        row.claimedOrNull("entry")));
    }

    static List<Place> strays(Db db, WorkspaceId workspace, int limit) throws SQLException {
        List<String> branches = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (String kind : KINDS) {
            // The character after a slash is a zero.
            String range = "(e.stream >= '%1$s/' AND e.stream < '%1$s0')".formatted(kind);
            String id = " AND q.id = SUBSTRING(e.stream FROM %d)".formatted(kind.length() + 2);
            branches.add(STRAYS.formatted(kind, id, range));
            known.add(range);
        }
        SINGLE.forEach((table, stream) -> {
            String alone = "e.stream = '%s'".formatted(stream);
            branches.add(STRAYS.formatted(table, "", alone));
            known.add(alone);
        });
        branches.add(NOWHERE.formatted(String.join(" OR ", known)));
        branches.add(UNTOLD);
        return db.query(
                together(branches, workspace, limit),
                row -> new Place(stream(row.text("stream")), row.large("seq"), row.claimed("hash")));
    }

    private static Sql together(List<String> branches, WorkspaceId workspace, int limit) {
        return Sql.of("SELECT u.* FROM (%s) u ORDER BY u.stream LIMIT :limit"
                        .formatted(String.join(" UNION ALL ", branches)))
                .set("ws", workspace.value())
                .set("limit", limit);
    }

    /** Also of what no writer of ours made. */
    private static StreamId stream(String text) {
        return text.indexOf('/') < 1 ? new StreamId(text, "") : StreamId.parse(text);
    }

    private static String text(StreamId stream) {
        String text = stream.toString();
        return stream.id().isEmpty() && stream.kind().indexOf('/') < 1 ? stream.kind() : text;
    }

    private static final class Walking {
        /** Of an entry whose bytes somebody took away: no hash is theirs. */
        private static final byte[] LOST = {};

        private final WorkspaceId workspace;
        private final boolean stubs;
        private final List<Walked> walked = new ArrayList<>();
        private @Nullable Place last;
        private int seen;

        /** @param stubs whether what has no bytes is one, and not an entry that did not pass */
        Walking(WorkspaceId workspace, boolean stubs, @Nullable Place after) {
            this.workspace = workspace;
            this.stubs = stubs;
            this.last = after;
        }

        boolean add(Row row) throws SQLException {
            StreamId stream = stream(row.text("stream"));
            long seq = row.large("seq");
            Digest hash = row.claimed("hash");
            byte[] bytes = row.bytesOrNull("bytes");
            if (bytes != null) walked.add(new Walked(stream, seq, bytes, hash, entry(stream, seq, bytes, row)));
            else if (stubs)
                walked.add(new Walked(stream, seq, row.numberOrNull("purge") == null ? LOST : null, hash, null));
            last = new Place(stream, seq, hash);
            seen++;
            return bytes != null;
        }

        private @Nullable AuditEntry entry(StreamId stream, long seq, byte[] bytes, Row row) throws SQLException {
            try {
                return TrailRows.read(workspace, stream, row, bytes, before(stream, seq));
            } catch (IllegalArgumentException altered) {
                return null;
            }
        }

        /** Of a chain with a gap nobody knows it. */
        private Digest before(StreamId stream, long seq) {
            Place place = last;
            return place != null && place.stream().equals(stream) && place.seq() == seq - 1
                    ? place.hash()
                    : Digest.ZERO;
        }
    }
}
