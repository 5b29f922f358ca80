package io.countersign.jdbc;

import io.countersign.audit.StreamId;
import io.countersign.identity.Person;
import io.countersign.identity.WorkspaceId;
import io.countersign.notice.Notice;
import io.countersign.notice.Recipient;
import io.countersign.store.NoticeQueue;
import io.countersign.store.Save;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people are still to be told, and which node holds the notices of a workspace. */
final class NoticeRows {
    private static final String INSERT = """
            INSERT INTO {notice} (ws, id, recipient, kind, about, round, stage, caused_by, at, due_at, attempts)
            VALUES (:ws, :id, :recipient, :kind, :about, :round, :stage, :caused_by, :at, :due_at, :attempts)
            """;

    /** Who holds nothing has no lease, or one that is over. */
    private static final String DUE = """
            SELECT n.ws FROM {notice} n LEFT JOIN {notice_lease} l ON l.ws = n.ws
             WHERE n.due_at <= (SELECT {now}) AND (l.ws IS NULL OR l.held_until <= (SELECT {now}))
             ORDER BY n.due_at, n.ws
             LIMIT 1
            """;

    private static final String HOLD_AGAIN = """
            UPDATE {notice_lease} SET fence = fence + 1, held_until = :until
             WHERE ws = :ws AND held_until <= :now
            """;

    private static final String HOLD_FIRST = """
            INSERT INTO {notice_lease} (ws, fence, held_until)
            SELECT :ws, 1, :until WHERE NOT EXISTS (SELECT 1 FROM {notice_lease} WHERE ws = :ws)
            """;

    /** Also what guards a settlement: it locks the row, so that nobody takes the workspace meanwhile. */
    private static final String HOLDING = """
            UPDATE {notice_lease} SET held_until = held_until
             WHERE ws = :ws AND fence = :fence AND held_until > (SELECT {now})
            """;

    private static final String RELEASE = """
            UPDATE {notice_lease} SET held_until = (SELECT {now})
             WHERE ws = :ws AND fence = :fence AND held_until > (SELECT {now})
            """;

    private static final String WAITING = """
            SELECT id, recipient, kind, about, round, stage, caused_by, at, due_at, attempts FROM {notice}
             WHERE ws = :ws
             ORDER BY due_at, id
             LIMIT :limit
            """;

    /** No statement names more. */
    private static final int AT_ONCE = 500;

    private NoticeRows() {}

    static void follow(Save save, List<Sql> rest) {
        save.notices().forEach(notice -> rest.add(insert(save.after().workspace(), notice)));
    }

    /** Which workspace is to be taken next; nothing is locked by asking. */
    static Optional<WorkspaceId> due(Db db) throws SQLException {
        return db.one(Sql.of(DUE), row -> new WorkspaceId(row.text("ws")));
    }

    /** Empty where somebody else took it meanwhile. */
    static Optional<NoticeQueue.Held> take(Db db, WorkspaceId workspace, Duration lease, int limit)
            throws SQLException {
        Instant now = db.now();
        if (db.update(hold(HOLD_AGAIN, workspace, now, lease)) == 0
                && db.update(hold(HOLD_FIRST, workspace, now, lease)) == 0) return Optional.empty();
        long fence = db.one(
                        Sql.of("SELECT fence FROM {notice_lease} WHERE ws = :ws")
                                .set("ws", workspace.value()),
                        row -> row.large("fence"))
                .orElseThrow();
        List<Notice> waiting =
                db.query(Sql.of(WAITING).set("ws", workspace.value()).set("limit", limit), NoticeRows::read);
        return Optional.of(new NoticeQueue.Held(workspace, fence, now, waiting));
    }

    private static Sql hold(String text, WorkspaceId workspace, Instant now, Duration lease) {
        return Sql.of(text).set("ws", workspace.value()).set("now", now).set("until", now.plus(lease));
    }

    static boolean settle(Db db, NoticeQueue.Held held, List<Notice> done, List<Notice> instead) throws SQLException {
        if (db.update(held(HOLDING, held)) == 0) return false;
        List<String> ids = done.stream().map(Notice::id).toList();
        for (int from = 0; from < ids.size(); from += AT_ONCE)
            db.update(Sql.of("DELETE FROM {notice} WHERE ws = :ws AND id IN (:ids)")
                    .set("ws", held.workspace().value())
                    .set("ids", ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
        List<Sql> inserts = new ArrayList<>();
        instead.forEach(notice -> inserts.add(insert(held.workspace(), notice)));
        db.run(List.of(inserts));
        return true;
    }

    static boolean release(Db db, NoticeQueue.Held held) throws SQLException {
        return db.update(held(RELEASE, held)) == 1;
    }

    private static Sql held(String text, NoticeQueue.Held held) {
        return Sql.of(text).set("ws", held.workspace().value()).set("fence", held.fence());
    }

    private static Sql insert(WorkspaceId workspace, Notice notice) {
        Person causedBy = notice.causedBy();
        return Sql.of(INSERT)
                .set("ws", workspace.value())
                .set("id", notice.id())
                .set("recipient", notice.to().toString())
                .set("kind", notice.kind().name())
                .set("about", notice.about().toString())
                .set("round", notice.round())
                .set("stage", notice.stage())
                .set("caused_by", causedBy == null ? null : causedBy.ref())
                .set("at", notice.at())
                .set("due_at", notice.dueAt())
                .set("attempts", notice.attempts());
    }

    private static Notice read(Row row) throws SQLException {
        String causedBy = row.textOrNull("caused_by");
        return new Notice(
                row.text("id"),
                Recipient.parse(row.text("recipient")),
                Notice.Kind.valueOf(row.text("kind")),
                StreamId.parse(row.text("about")),
                row.numberOrNull("round"),
                row.textOrNull("stage"),
                causedBy == null ? null : Person.parse(causedBy),
                row.time("at"),
                row.time("due_at"),
                row.number("attempts"));
    }
}
