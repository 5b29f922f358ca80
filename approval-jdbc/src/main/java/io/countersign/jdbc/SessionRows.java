package io.countersign.jdbc;

import io.countersign.canonical.Json;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Session;
import io.countersign.store.SessionChange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Review sessions. */
final class SessionRows {
    private static final String OPEN = """
            INSERT INTO {session} (ws, id, link, generation, approver, created_at, seen_at, expires_at, viewed)
            SELECT :ws, :id, :link, :generation, :approver, :created_at, :seen_at, :expires_at, :viewed
             WHERE NOT EXISTS (SELECT 1 FROM {session} WHERE id = :id)
            """;

    /** Calls overlap: the later time stands, and views, which only become more, are not taken back by who read them earlier. */
    private static final String SEEN = """
            UPDATE {session}
               SET seen_at = GREATEST(seen_at, :seen_at),
                   viewed = CASE WHEN CHAR_LENGTH(viewed) < :length THEN :viewed ELSE viewed END
             WHERE ws = :ws AND id = :id
            """;

    private static final String CLOSE = "DELETE FROM {session} WHERE ws = :ws AND id = :id";

    /** Of a session beside its link and approver. */
    static final String COLUMNS = """
            s.ws AS session_ws, s.id AS session_id, s.link AS session_link, s.generation AS session_generation,
            s.approver AS session_approver, s.created_at AS session_created_at, s.seen_at, s.expires_at AS session_expires_at,
            s.viewed
            """;

    private SessionRows() {}

    static Sql change(SessionChange change) {
        if (change instanceof SessionChange.Open open) {
            Session session = open.session();
            return key(OPEN, session)
                    .set("link", session.link().value())
                    .set("generation", session.generation())
                    .set("approver", session.approver().value())
                    .set("created_at", session.createdAt())
                    .set("seen_at", session.seenAt())
                    .set("expires_at", session.expiresAt())
                    .set("viewed", viewed(session));
        }
        if (change instanceof SessionChange.Seen seen) {
            String viewed = viewed(seen.session());
            return key(SEEN, seen.session())
                    .set("seen_at", seen.session().seenAt())
                    .set("viewed", viewed)
                    .set("length", viewed.codePointCount(0, viewed.length()));
        }
        SessionChange.Close close = (SessionChange.Close) change;
        return Sql.of(CLOSE).set("ws", close.workspace().value()).set("id", close.id());
    }

    static int prune(Db db, Instant before, int limit) throws SQLException {
        return db.update(Sql.of("""
                        DELETE FROM {session} WHERE (ws, id) IN (
                            SELECT ws, id FROM {session} WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
                        """).set("before", before).set("limit", limit));
    }

    private static Sql key(String text, Session session) {
        return Sql.of(text).set("ws", session.workspace().value()).set("id", session.id());
    }

    private static String viewed(Session session) {
        return Json.write(List.copyOf(new TreeSet<>(session.viewed())));
    }

    static Session read(Row row) throws SQLException {
        return new Session(
                row.digest("session_id"),
                new WorkspaceId(row.text("session_ws")),
                new LinkId(row.text("session_link")),
                row.number("session_generation"),
                new ApproverId(row.text("session_approver")),
                row.time("session_created_at"),
                row.time("seen_at"),
                row.time("session_expires_at"),
                Set.of(Json.read(row.text("viewed"), String[].class)));
    }
}
