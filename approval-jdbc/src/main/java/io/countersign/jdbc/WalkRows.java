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
import org.jspecify.annotations.Nullable;

/** The whole record, in the order of its key, and where it and the things that it tells of do not fit: what a verifier is fed. */
final class WalkRows {
    /** Things of which there is one row each, named by their id. */
    private static final List<String> KINDS = List.of("approver", "delegation", "link", "post");

    private static final String WALK = """
            SELECT %s FROM {entry} e WHERE e.ws = :ws%s ORDER BY e.ws, e.stream, e.seq LIMIT :limit
            """;

    /** Of entries that do not pass, the hash alone is of use, to the next one. */
    private static final String PASSING = "%s, CASE WHEN 1 = 1%s THEN e.bytes END AS bytes";

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
        return walked(db, workspace, TrailFilter.ALL, after, limit).walked;
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
        Walking walking = walked(db, workspace, filter, after, limit);
        return new Stretch(walking.walked, walking.seen == limit ? walking.last : null);
    }

    /** The rest of the stream first: two ranges of one index each, however long the stream is. */
    private static Walking walked(Db db, WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit)
            throws SQLException {
        Walking walking = new Walking(workspace, after);
        if (after == null) {
            db.query(page("", workspace, filter, null, limit), walking::add);
            return walking;
        }
        db.query(page(" AND e.stream = :stream AND e.seq > :seq", workspace, filter, after, limit), walking::add);
        int rest = limit - walking.seen;
        if (rest > 0) db.query(page(" AND e.stream > :stream", workspace, filter, after, rest), walking::add);
        return walking;
    }

    private static Sql page(String where, WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit) {
        Sql values = Sql.of("");
        String columns = PASSING.formatted(TrailRows.PROJECTION, TrailSearch.narrowed(filter, values));
        Sql sql = Sql.of(WALK.formatted(columns, where))
                .setAll(values)
                .set("ws", workspace.value())
                .set("limit", limit);
        return after == null ? sql : sql.set("stream", text(after.stream())).set("seq", after.seq());
    }

    static List<Unfounded> unfounded(Db db, WorkspaceId workspace, int limit) throws SQLException {
        List<String> branches = new ArrayList<>();
        for (String kind : KINDS) branches.add(UNFOUNDED.formatted(kind, "'%s/' || q.id".formatted(kind)));
        branches.add(UNFOUNDED.formatted("policy", "'%s'".formatted(StreamId.POLICY)));
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
        String policy = "e.stream = '%s'".formatted(StreamId.POLICY);
        branches.add(STRAYS.formatted("policy", "", policy));
        known.add(policy);
        branches.add(NOWHERE.formatted(String.join(" OR ", known)));
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
        private final WorkspaceId workspace;
        private final List<Walked> walked = new ArrayList<>();
        private @Nullable Place last;
        private int seen;

        Walking(WorkspaceId workspace, @Nullable Place after) {
            this.workspace = workspace;
            this.last = after;
        }

        boolean add(Row row) throws SQLException {
            StreamId stream = stream(row.text("stream"));
            long seq = row.large("seq");
            Digest hash = row.claimed("hash");
            byte[] bytes = row.bytesOrNull("bytes");
            if (bytes != null) walked.add(new Walked(stream, seq, bytes, hash, entry(stream, seq, bytes, row)));
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
