package io.countersign.jdbc;

import io.countersign.identity.WorkspaceId;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What calls answered, under their idempotency keys, for 24 hours. */
final class AnswerRows {
    private static final String FRESH =
            "ws = :ws AND caller = :caller AND answer_key = :key AND at > (SELECT {now}) - INTERVAL '24' HOUR";

    private AnswerRows() {}

    /** The key's unique index says who was first; what has lapsed makes room. */
    static void keep(Changes changes, List<Sql> rest) {
        Answer answer = changes.answer();
        if (answer == null) return;
        rest.add(key(Sql.of("""
                DELETE FROM {answer}
                 WHERE ws = :ws AND caller = :caller AND answer_key = :key AND at <= (SELECT {now}) - INTERVAL '24' HOUR
                """), changes.workspace(), answer.caller(), answer.key()));
        Sql insert = Sql.of("""
                INSERT INTO {answer} (ws, caller, answer_key, fingerprint, body, thing, at)
                VALUES (:ws, :caller, :key, :fingerprint, :body, :thing, :at)
                """)
                .set("fingerprint", answer.fingerprint())
                .set("body", answer.body())
                .set("thing", answer.thing())
                .set("at", answer.at());
        rest.add(key(insert, changes.workspace(), answer.caller(), answer.key()));
    }

    /** What was answered until now in a workspace; that there was an answer stays. */
    static Sql forget(WorkspaceId workspace) {
        return Sql.of("UPDATE {answer} SET body = NULL WHERE ws = :ws AND body IS NOT NULL")
                .set("ws", workspace.value());
    }

    static int prune(Db db, int limit) throws SQLException {
        return db.update(Sql.of("""
                        DELETE FROM {answer} WHERE (ws, caller, answer_key) IN (
                            SELECT ws, caller, answer_key FROM {answer} WHERE at <= (SELECT {now}) - INTERVAL '24' HOUR
                             ORDER BY at LIMIT :limit)
                        """).set("limit", limit));
    }

    /** Whether somebody else's answer stands under the key of these changes. */
    static boolean taken(Db db, Changes changes) throws SQLException {
        Answer answer = Objects.requireNonNull(changes.answer());
        return answer(db, changes.workspace(), answer.caller(), answer.key()).isPresent();
    }

    static Optional<Answer> answer(Db db, WorkspaceId workspace, String caller, String key) throws SQLException {
        Sql sql = Sql.of("SELECT fingerprint, body, thing, at FROM {answer} WHERE " + FRESH);
        return db.one(
                key(sql, workspace, caller, key),
                row -> new Answer(
                        caller,
                        key,
                        row.digest("fingerprint"),
                        row.textOrNull("body"),
                        row.textOrNull("thing"),
                        row.time("at")));
    }

    private static Sql key(Sql sql, WorkspaceId workspace, String caller, String key) {
        return sql.set("ws", workspace.value()).set("caller", caller).set("key", key);
    }
}
