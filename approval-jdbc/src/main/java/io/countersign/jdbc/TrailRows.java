package io.countersign.jdbc;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Erasure;
import io.countersign.store.Note;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The record's entries and the texts beside them. Entries are inserted and read; nothing here changes one. */
final class TrailRows {
    private static final String INSERT = """
            INSERT INTO {entry} (ws, stream, seq, at, actor_kind, actor, action, about, version, digest, stage, verdict,
                                 from_status, to_status, refusal, bytes, hash)
            VALUES (:ws, :stream, :seq, :at, :actor_kind, :actor, :action, :about, :version, :digest, :stage, :verdict,
                    :from_status, :to_status, :refusal, :bytes, :hash)
            """;

    /** The same words of one command may be told of several of its entries. */
    private static final String INSERT_TEXT = """
            INSERT INTO {text} (ws, stream, commitment, owner_kind, owner, salt, body)
            SELECT :ws, :stream, :commitment, :owner_kind, :owner, :salt, :body
             WHERE NOT EXISTS (SELECT 1 FROM {text} WHERE ws = :ws AND stream = :stream AND commitment = :commitment)
            """;

    /** All but the bytes. */
    static final String PROJECTION = """
            e.stream, e.seq, e.at, e.actor_kind, e.actor, e.action, e.about, e.version, e.digest, e.stage, e.verdict,
            e.from_status, e.to_status, e.refusal, e.hash""";

    static final String COLUMNS = PROJECTION + ", e.bytes";

    private static final String TOLD = """
            SELECT %s, b.hash AS hash_before
              FROM {entry} e
              LEFT JOIN {entry} b ON b.ws = e.ws AND b.stream = e.stream AND b.seq = e.seq - 1
             WHERE e.ws = :ws AND e.stream = :stream AND e.action = :action%s
             ORDER BY e.ws DESC, e.stream DESC, e.seq DESC LIMIT :limit
            """;

    private static final String STREAM = """
            SELECT %s, b.hash AS hash_before
              FROM {entry} e
              LEFT JOIN {entry} b ON b.ws = e.ws AND b.stream = e.stream AND b.seq = e.seq - 1
             WHERE e.ws = :ws AND e.stream = :stream AND e.seq > :after
             ORDER BY e.ws, e.stream, e.seq LIMIT :limit
            """;

    private TrailRows() {}

    static void follow(Save save, List<Sql> rest) {
        for (AuditEntry entry : save.entries()) rest.add(insert(entry));
        for (Note note : save.notes())
            rest.add(Sql.of(INSERT_TEXT)
                    .set("ws", save.after().workspace().value())
                    .set("stream", save.after().stream().toString())
                    .set("commitment", note.text().commitment())
                    .set("owner_kind", note.owner().kind().name())
                    .set("owner", note.owner().id())
                    .set("salt", note.text().salt())
                    .set("body", note.text().text()));
        Erasure erasure = save.erasure();
        if (erasure != null) forget(save.after().workspace(), erasure, rest);
    }

    private static void forget(WorkspaceId workspace, Erasure erasure, List<Sql> rest) {
        for (Actor.Name owner : erasure.owners())
            rest.add(Sql.of("DELETE FROM {text} WHERE ws = :ws AND owner = :owner AND owner_kind = :owner_kind")
                    .set("ws", workspace.value())
                    .set("owner", owner.id())
                    .set("owner_kind", owner.kind().name()));
        rest.add(Sql.of("DELETE FROM {text} WHERE ws = :ws AND stream = :stream")
                .set("ws", workspace.value())
                .set("stream", erasure.stream().toString()));
        rest.add(AnswerRows.forget(workspace));
    }

    private static Sql insert(AuditEntry entry) {
        Subject subject = entry.subject();
        PostId about = subject.about();
        return Sql.of(INSERT)
                .set("ws", entry.workspace().value())
                .set("stream", entry.stream().toString())
                .set("seq", entry.seq())
                .set("at", entry.at())
                .set("actor_kind", entry.actor().kind().name())
                .set("actor", entry.actor().id())
                .set("action", entry.action())
                .set("about", about == null ? null : about.value())
                .set("version", subject.version())
                .set("digest", subject.digest())
                .set("stage", subject.stage())
                .set("verdict", subject.verdict())
                .set("from_status", subject.from())
                .set("to_status", subject.to())
                .set("refusal", subject.refusal())
                .set("bytes", entry.bytes())
                .set("hash", entry.hash());
    }

    /** Whether an entry is stored, hash and all. */
    static boolean has(Db db, AuditEntry entry) throws SQLException {
        return db.one(
                        Sql.of("SELECT e.hash FROM {entry} e WHERE e.ws = :ws AND e.stream = :stream AND e.seq = :seq")
                                .set("ws", entry.workspace().value())
                                .set("stream", entry.stream().toString())
                                .set("seq", entry.seq()),
                        row -> row.digest("hash"))
                .filter(entry.hash()::equals)
                .isPresent();
    }

    /** One stream is in the order of its key already. */
    static Page<AuditEntry> told(Db db, WorkspaceId workspace, StreamId stream, String action, PageRequest page)
            throws SQLException {
        @Nullable Long after = Cursor.read(page, 1, key -> Long.valueOf(key[0]));
        Sql sql = Sql.of(TOLD.formatted(COLUMNS, after == null ? "" : " AND e.seq < :after"))
                .set("ws", workspace.value())
                .set("stream", stream.toString())
                .set("action", action)
                .set("limit", page.limit() + 1);
        if (after != null) sql.set("after", after);
        return Cursor.page(
                db.query(sql, row -> read(workspace, stream, row, before(row))),
                page,
                entry -> Cursor.of(Long.toString(entry.seq())));
    }

    static List<AuditEntry> stream(Db db, WorkspaceId workspace, StreamId stream, long afterSeq, int limit)
            throws SQLException {
        Sql sql = Sql.of(STREAM.formatted(COLUMNS))
                .set("ws", workspace.value())
                .set("stream", stream.toString())
                .set("after", afterSeq)
                .set("limit", limit);
        return db.query(sql, row -> read(workspace, stream, row, before(row)));
    }

    /** By a column {@code hash_before}. */
    static Digest before(Row row) throws SQLException {
        Digest before = row.digestOrNull("hash_before");
        return before == null ? Digest.ZERO : before;
    }

    static AuditEntry read(WorkspaceId workspace, StreamId stream, Row row, Digest before) throws SQLException {
        return read(workspace, stream, row, row.bytes("bytes"), before);
    }

    static AuditEntry read(WorkspaceId workspace, StreamId stream, Row row, byte[] bytes, Digest before)
            throws SQLException {
        String about = row.textOrNull("about");
        Subject subject = new Subject(
                about == null ? null : new PostId(about),
                row.numberOrNull("version"),
                row.digestOrNull("digest"),
                row.textOrNull("stage"),
                row.textOrNull("verdict"),
                row.textOrNull("from_status"),
                row.textOrNull("to_status"),
                row.textOrNull("refusal"));
        return new AuditEntry(
                workspace,
                stream,
                row.large("seq"),
                row.time("at"),
                new Actor.Name(Actor.Kind.valueOf(row.text("actor_kind")), row.text("actor")),
                row.text("action"),
                subject,
                bytes,
                before,
                row.digest("hash"));
    }

    static Map<Digest, String> texts(Db db, WorkspaceId workspace, Collection<PostId> ids) throws SQLException {
        if (ids.isEmpty()) return Map.of();
        Set<List<String>> keys = new HashSet<>();
        for (PostId id : ids)
            keys.add(List.of(workspace.value(), StreamId.of(id).toString()));
        Map<Digest, String> texts = new HashMap<>();
        db.query(
                Sql.of("SELECT t.commitment, t.body FROM {text} t WHERE (t.ws, t.stream) IN (:keys)")
                        .set("keys", keys),
                row -> texts.put(row.digest("commitment"), row.text("body")));
        return texts;
    }

    static Map<Digest, String> texts(Db db, WorkspaceId workspace, PostId id, Collection<Digest> commitments)
            throws SQLException {
        if (commitments.isEmpty()) return Map.of();
        Map<Digest, String> texts = new HashMap<>();
        db.query(
                Sql.of("""
                        SELECT t.commitment, t.body FROM {text} t
                         WHERE t.ws = :ws AND t.stream = :stream AND t.commitment IN (:commitments)
                        """)
                        .set("ws", workspace.value())
                        .set("stream", StreamId.of(id).toString())
                        .set("commitments", Set.copyOf(commitments)),
                row -> texts.put(row.digest("commitment"), row.text("body")));
        return texts;
    }

    static List<Erasable> erasables(Db db, WorkspaceId workspace, PostId id) throws SQLException {
        return db.query(
                Sql.of("SELECT t.commitment, t.salt, t.body FROM {text} t WHERE t.ws = :ws AND t.stream = :stream")
                        .set("ws", workspace.value())
                        .set("stream", StreamId.of(id).toString()),
                row -> new Erasable(row.digest("commitment"), row.text("salt"), row.text("body")));
    }
}
