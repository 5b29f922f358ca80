package io.countersign.jdbc;

import io.countersign.audit.Head;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.WorkspaceId;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutingPolicy;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routing policies: the row that stands, and every version there was. */
final class PolicyRows implements Kept<PolicyVersion> {
    /** Of a policy {@code y} and its version {@code yv}. */
    static final String COLUMNS = """
            y.revision AS policy_revision, y.head AS policy_head, y.version AS policy_number, yv.body AS policy_body,
            yv.changed_by, yv.changed_at""";

    @Override
    public Sql insert(PolicyVersion after) {
        return values(after, """
                INSERT INTO {policy} (ws, revision, head, version)
                SELECT :ws, :revision, :head, :version WHERE NOT EXISTS (SELECT 1 FROM {policy} WHERE ws = :ws)
                """);
    }

    @Override
    public Sql update(PolicyVersion before, PolicyVersion after) {
        return values(after, """
                UPDATE {policy} SET revision = :revision, head = :head, version = :version
                 WHERE ws = :ws AND revision = :before
                """).set("before", before.head().seq());
    }

    @Override
    public Sql head(PolicyVersion policy) {
        return Sql.of("SELECT head FROM {policy} WHERE ws = :ws")
                .set("ws", policy.workspace().value());
    }

    private static Sql values(PolicyVersion policy, String text) {
        return Sql.of(text)
                .set("ws", policy.workspace().value())
                .set("revision", policy.head().seq())
                .set("head", policy.head().hash())
                .set("version", policy.number());
    }

    @Override
    public void follow(@Nullable PolicyVersion before, PolicyVersion after, List<Sql> rest) {
        int old = before == null ? 0 : before.number();
        if (after.number() == old) return;
        rest.add(Sql.of("""
                INSERT INTO {policy_version} (ws, version, body, changed_by, changed_at)
                VALUES (:ws, :version, :body, :changed_by, :changed_at)
                """)
                .set("ws", after.workspace().value())
                .set("version", after.number())
                .set("body", Json.write(after.policy()))
                .set("changed_by", after.changedBy())
                .set("changed_at", after.changedAt()));
    }

    static PolicyVersion policy(Db db, WorkspaceId workspace) throws SQLException {
        Sql sql = Sql.of("""
                SELECT %s
                  FROM {policy} y LEFT JOIN {policy_version} yv ON yv.ws = y.ws AND yv.version = y.version
                 WHERE y.ws = :ws
                """.formatted(COLUMNS));
        return db.one(sql.set("ws", workspace.value()), row -> read(row, workspace))
                .orElseGet(() -> PolicyVersion.none(workspace));
    }

    /** Where there is no row of a policy, there is none. */
    static PolicyVersion read(Row row, WorkspaceId workspace) throws SQLException {
        Digest head = row.digestOrNull("policy_head");
        if (head == null) return PolicyVersion.none(workspace);
        Head end = new Head(row.large("policy_revision"), head);
        String body = row.textOrNull("policy_body");
        if (body == null) return PolicyVersion.none(workspace).at(end);
        return new PolicyVersion(
                workspace,
                end,
                row.number("policy_number"),
                Json.read(body, RoutingPolicy.class),
                row.textOrNull("changed_by"),
                row.timeOrNull("changed_at"));
    }
}
