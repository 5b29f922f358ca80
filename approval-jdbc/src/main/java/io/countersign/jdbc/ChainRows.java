package io.countersign.jdbc;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.TrailReads.Chain;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole chains, beside the ends that their things name: what a verifier is fed. */
final class ChainRows {
    private static final List<String> KINDS = List.of("approver", "delegation", "link", "post");

    /**
     * One statement sees one moment. The next streams are those of things and those of entries that belong to nothing. No WITH:
     * H2 answers a repeated one for the values of its first run.
     */
    private static final String CHAINS = """
            SELECT n.stream AS chain, t.revision, t.head, %3$s
              FROM (SELECT u.stream FROM (%1$s) u
                    UNION
                    SELECT o.stream FROM (SELECT DISTINCT x.ws, x.stream FROM {entry} x WHERE x.ws = :ws%2$s
                                           ORDER BY x.ws, x.stream LIMIT :limit) o
                    ORDER BY stream LIMIT :limit) n
              LEFT JOIN (%1$s) t ON t.stream = n.stream
              LEFT JOIN {entry} e ON e.ws = :ws AND e.stream = n.stream
             ORDER BY n.stream, e.seq
            """;

    private ChainRows() {}

    static List<Chain> chains(Db db, WorkspaceId workspace, @Nullable StreamId after, int limit) throws SQLException {
        String later = after == null ? "" : " AND x.stream > :after";
        Sql sql = Sql.of(CHAINS.formatted(things(after), later, TrailRows.COLUMNS))
                .set("ws", workspace.value())
                .set("limit", limit);
        if (after != null) sql.set("after", after.toString()).set("after_id", after.id());
        Gathering gathering = new Gathering(workspace);
        db.query(sql, gathering::add);
        return gathering.chains();
    }

    /** A slash sorts before every letter, so streams are in the order of kind, then id. */
    private static String things(@Nullable StreamId after) {
        List<String> branches = new ArrayList<>();
        for (String kind : KINDS) {
            int order = after == null ? 1 : kind.compareTo(after.kind());
            if (order < 0) continue;
            branches.add("""
                    (SELECT '%1$s/' || q.id AS stream, q.revision, q.head FROM {%1$s} q
                      WHERE q.ws = :ws%2$s ORDER BY q.ws, q.id LIMIT :limit)""".formatted(kind, order == 0 ? " AND q.id > :after_id" : ""));
        }
        if (after == null || StreamId.POLICY.toString().compareTo(after.toString()) > 0)
            branches.add("(SELECT '%s' AS stream, q.revision, q.head FROM {policy} q WHERE q.ws = :ws)"
                    .formatted(StreamId.POLICY));
        if (branches.isEmpty())
            branches.add("(SELECT '' AS stream, q.revision, q.head FROM {policy} q WHERE q.ws = :ws AND 1 = 0)");
        return String.join(" UNION ALL ", branches);
    }

    private static final class Gathering {
        private final WorkspaceId workspace;
        private final List<Chain> chains = new ArrayList<>();
        private final List<AuditEntry> entries = new ArrayList<>();
        private @Nullable StreamId stream;
        private @Nullable Head head;

        Gathering(WorkspaceId workspace) {
            this.workspace = workspace;
        }

        boolean add(Row row) throws SQLException {
            StreamId next = stream(row.text("chain"));
            if (!next.equals(stream)) {
                end();
                stream = next;
                Digest hash = row.digestOrNull("head");
                head = hash == null ? null : new Head(row.large("revision"), hash);
            }
            if (row.textOrNull("stream") != null)
                entries.add(TrailRows.read(workspace, next, row, before(row.large("seq"))));
            return true;
        }

        /** Also of what no writer of ours made. */
        private static StreamId stream(String text) {
            return text.indexOf('/') < 1 ? new StreamId(text, "") : StreamId.parse(text);
        }

        /** Of a chain with a gap nobody knows it. */
        private Digest before(long seq) {
            AuditEntry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            return last != null && last.seq() == seq - 1 ? last.hash() : Digest.ZERO;
        }

        private void end() {
            if (stream != null) chains.add(new Chain(stream, head, List.copyOf(entries)));
            entries.clear();
        }

        List<Chain> chains() {
            end();
            return chains;
        }
    }
}
