package io.countersign.jdbc;

import io.countersign.canonical.Digest;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Frontier;
import io.countersign.proof.LogLeaf;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore.Anchored;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.LogStore.LogStep;
import io.countersign.store.LogStore.Logged;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The logs, their checkpoints and what anchors hold; inserted and read, never changed. */
final class LogRows {
    private static final int HASH = 32;

    /** Whoever is second finds another size, or the number taken. */
    private static final String INSERT_CHECKPOINT = """
            INSERT INTO {checkpoint} (ws, number, leaves, at, note, frontier)
            SELECT :ws, :number, :leaves, :at, :note, :frontier
             WHERE (SELECT COALESCE(MAX(c.leaves), 0) FROM {checkpoint} c WHERE c.ws = :ws) = :from
               AND (SELECT COALESCE(MAX(c.number), 0) FROM {checkpoint} c WHERE c.ws = :ws) = :before
            """;

    private static final String INSERT_LEAF =
            "INSERT INTO {log} (ws, idx, stream, seq, hash) VALUES (:ws, :idx, :stream, :seq, :hash)";

    private static final String INSERT_NODE =
            "INSERT INTO {log_node} (ws, tier, idx, hash) VALUES (:ws, :tier, :idx, :hash)";

    private static final String INSERT_ANCHORED = """
            INSERT INTO {anchored} (ws, anchor, number, at, receipt)
            SELECT :ws, :anchor, :number, :at, :receipt
             WHERE NOT EXISTS (SELECT 1 FROM {anchored} WHERE ws = :ws AND anchor = :anchor AND number = :number)
            """;

    private static final String UNLOGGED = """
            SELECT e.stream, e.seq, e.hash
              FROM {entry} e
             WHERE e.ws = :ws%s
               AND e.seq > COALESCE((SELECT MAX(l.seq) FROM {log} l WHERE l.ws = :ws AND l.stream = e.stream), 0)
             ORDER BY e.ws, e.stream, e.seq LIMIT :limit
            """;

    private static final String LATELY =
            " AND e.stream IN (SELECT x.stream FROM {entry} x WHERE x.ws = :ws AND x.at >= :since)";

    private static final String LEAVES = """
            SELECT l.idx, l.stream, l.seq, l.hash, COALESCE(e.hash, s.hash) AS entry
              FROM {log} l
              LEFT JOIN {entry} e ON e.ws = l.ws AND e.stream = l.stream AND e.seq = l.seq
              LEFT JOIN {stub} s ON s.ws = l.ws AND s.stream = l.stream AND s.seq = l.seq
             WHERE l.ws = :ws AND %s
            """;

    private static final String ANCHORED = """
            SELECT a.anchor, a.number, a.at, a.receipt
              FROM {anchored} a
             WHERE a.ws = :ws AND a.anchor = (SELECT MIN(b.anchor) FROM {anchored} b WHERE b.ws = :ws AND b.anchor > :after)
             ORDER BY a.ws DESC, a.anchor DESC, a.number DESC LIMIT 1
            """;

    private LogRows() {}

    static List<WorkspaceId> recorded(Db db, @Nullable Instant since, @Nullable WorkspaceId after, int limit)
            throws SQLException {
        String later = after == null ? "" : after.value();
        if (since != null)
            return db.query(
                    Sql.of("""
                            SELECT DISTINCT e.ws FROM {entry} e WHERE e.at >= :since AND e.ws > :after
                             ORDER BY e.ws LIMIT :limit
                            """).set("since", since).set("after", later).set("limit", limit),
                    row -> new WorkspaceId(row.text("ws")));
        // From one to the next in the index, instead of over all entries.
        List<WorkspaceId> found = new ArrayList<>();
        while (found.size() < limit) {
            Sql next = Sql.of("SELECT MIN(e.ws) AS ws FROM {entry} e WHERE e.ws > :after")
                    .set("after", later);
            String workspace = db.query(next, row -> Optional.ofNullable(row.textOrNull("ws")))
                    .get(0)
                    .orElse(null);
            if (workspace == null) break;
            found.add(new WorkspaceId(workspace));
            later = workspace;
        }
        return found;
    }

    static Optional<LogState> state(Db db, WorkspaceId workspace) throws SQLException {
        Sql latest =
                Sql.of("SELECT MAX(e.at) AS at FROM {entry} e WHERE e.ws = :ws").set("ws", workspace.value());
        Instant at = db.query(latest, row -> Optional.ofNullable(row.timeOrNull("at")))
                .get(0)
                .orElse(null);
        if (at == null) return Optional.empty();
        KeptCheckpoint last = db.one(
                        Sql.of(
                                        "SELECT c.* FROM {checkpoint} c WHERE c.ws = :ws ORDER BY c.ws DESC, c.number DESC LIMIT 1")
                                .set("ws", workspace.value()),
                        LogRows::checkpoint)
                .orElse(null);
        Map<String, Long> anchored = new HashMap<>();
        for (Anchored one : anchorings(db, workspace)) anchored.put(one.anchor(), one.number());
        return Optional.of(new LogState(workspace, last, at, anchored));
    }

    static List<LogLeaf> unlogged(
            Db db, WorkspaceId workspace, @Nullable Instant since, @Nullable String from, int limit)
            throws SQLException {
        String where = (since == null ? "" : LATELY) + (from == null ? "" : " AND e.stream >= :from");
        Sql sql = Sql.of(UNLOGGED.formatted(where)).set("ws", workspace.value()).set("limit", limit);
        if (since != null) sql.set("since", since);
        if (from != null) sql.set("from", from);
        return db.query(sql, LogRows::leaf);
    }

    private static LogLeaf leaf(Row row) throws SQLException {
        return new LogLeaf(row.text("stream"), row.large("seq"), row.claimed("hash"));
    }

    static boolean append(Db db, LogStep step) throws SQLException {
        String workspace = step.workspace().value();
        KeptCheckpoint made = step.checkpoint();
        int first = db.update(Sql.of(INSERT_CHECKPOINT)
                .set("ws", workspace)
                .set("number", made.number())
                .set("leaves", made.frontier().size())
                .set("at", made.at())
                .set("note", made.note())
                .set("frontier", bytes(made.frontier()))
                .set("from", step.from())
                .set("before", made.number() - 1));
        if (first != 1) return false;
        List<Sql> leaves = new ArrayList<>();
        for (LogLeaf leaf : step.leaves())
            leaves.add(Sql.of(INSERT_LEAF)
                    .set("ws", workspace)
                    .set("idx", step.from() + leaves.size())
                    .set("stream", leaf.stream())
                    .set("seq", leaf.seq())
                    .set("hash", leaf.hash()));
        List<Sql> nodes = new ArrayList<>();
        for (Frontier.Node node : step.nodes())
            nodes.add(Sql.of(INSERT_NODE)
                    .set("ws", workspace)
                    .set("tier", node.level())
                    .set("idx", node.index())
                    .set("hash", node.hash()));
        db.run(List.of(leaves, nodes));
        return true;
    }

    /** Whether a step is there whose commit nobody answered. */
    static boolean has(Db db, LogStep step) throws SQLException {
        return checkpoints(db, step.workspace(), step.checkpoint().number() - 1, 1).stream()
                .anyMatch(kept -> kept.note().equals(step.checkpoint().note()));
    }

    static List<Logged> leaves(Db db, WorkspaceId workspace, long from, int limit) throws SQLException {
        return db.query(
                Sql.of(LEAVES.formatted("l.idx >= :from ORDER BY l.ws, l.idx LIMIT :limit"))
                        .set("ws", workspace.value())
                        .set("from", from)
                        .set("limit", limit),
                LogRows::logged);
    }

    static List<Logged> logged(Db db, WorkspaceId workspace, LogLeafRange range) throws SQLException {
        return db.query(
                Sql.of(LEAVES.formatted("l.stream = :stream AND l.seq BETWEEN :from AND :to ORDER BY l.seq"))
                        .set("ws", workspace.value())
                        .set("stream", range.stream().toString())
                        .set("from", range.from())
                        .set("to", range.to()),
                LogRows::logged);
    }

    private static Logged logged(Row row) throws SQLException {
        return new Logged(row.large("idx"), leaf(row), row.claimedOrNull("entry"));
    }

    static List<Digest> nodes(Db db, WorkspaceId workspace, int level, long from, int count) throws SQLException {
        return db.query(
                Sql.of("""
                        SELECT n.hash FROM {log_node} n
                         WHERE n.ws = :ws AND n.tier = :tier AND n.idx >= :from AND n.idx < :to ORDER BY n.idx
                        """)
                        .set("ws", workspace.value())
                        .set("tier", level)
                        .set("from", from)
                        .set("to", from + count),
                row -> row.claimed("hash"));
    }

    static List<KeptCheckpoint> checkpoints(Db db, WorkspaceId workspace, long after, int limit) throws SQLException {
        return db.query(
                Sql.of("""
                        SELECT c.* FROM {checkpoint} c WHERE c.ws = :ws AND c.number > :after
                         ORDER BY c.ws, c.number LIMIT :limit
                        """).set("ws", workspace.value()).set("after", after).set("limit", limit), LogRows::checkpoint);
    }

    private static KeptCheckpoint checkpoint(Row row) throws SQLException {
        return new KeptCheckpoint(
                row.large("number"),
                row.time("at"),
                row.text("note"),
                frontier(row.large("leaves"), row.bytes("frontier")));
    }

    static int anchored(Db db, WorkspaceId workspace, Anchored one) throws SQLException {
        return db.update(Sql.of(INSERT_ANCHORED)
                .set("ws", workspace.value())
                .set("anchor", one.anchor())
                .set("number", one.number())
                .set("at", one.at())
                .set("receipt", one.receipt()));
    }

    /** From one anchor to the next in the index, for each of them has a row a checkpoint. */
    static List<Anchored> anchorings(Db db, WorkspaceId workspace) throws SQLException {
        List<Anchored> found = new ArrayList<>();
        String after = "";
        while (true) {
            Sql next = Sql.of(ANCHORED).set("ws", workspace.value()).set("after", after);
            Optional<Anchored> one = db.one(
                    next,
                    row -> new Anchored(row.large("number"), row.text("anchor"), row.time("at"), row.text("receipt")));
            if (one.isEmpty()) return found;
            found.add(one.get());
            after = one.get().anchor();
        }
    }

    private static byte[] bytes(Frontier frontier) {
        ByteBuffer bytes = ByteBuffer.allocate(frontier.peaks().size() * HASH);
        for (Digest peak : frontier.peaks()) bytes.put(peak.bytes());
        return bytes.array();
    }

    private static Frontier frontier(long size, byte[] bytes) {
        List<Digest> peaks = new ArrayList<>();
        for (int at = 0; at + HASH <= bytes.length; at += HASH)
            peaks.add(Digest.ofBytes(Arrays.copyOfRange(bytes, at, at + HASH)));
        // One that somebody altered is that of no log, and nothing is appended to it.
        boolean whole = size >= 0 && bytes.length % HASH == 0 && Long.bitCount(size) == peaks.size();
        return whole ? new Frontier(size, peaks) : Frontier.START;
    }
}
