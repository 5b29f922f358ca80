package io.countersign.jdbc;

import io.countersign.canonical.Digest;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.store.LinkUse;
import java.sql.SQLException;
import java.time.Instant;

/** Failures of browsers that a link knows; a browser that has not failed has no row. */
final class DeviceRows {
    private static final String KEY = "ws = :ws AND link = :link AND id = :id";

    private static final String FIRST = """
            INSERT INTO {device} (ws, link, id, failures, failed_at)
            SELECT :ws, :link, :id, 1, {now} WHERE NOT EXISTS (SELECT 1 FROM {device} WHERE %s)
            """.formatted(KEY);

    private static final String NEXT = """
            UPDATE {device} SET failures = failures + 1, failed_at = {now} WHERE %s AND failures = :read
            """.formatted(KEY);

    private DeviceRows() {}

    static int failures(Db db, WorkspaceId workspace, LinkId link, Digest device) throws SQLException {
        Sql sql = Sql.of("SELECT failures FROM {device} WHERE " + KEY);
        return db.one(key(sql, workspace, link, device), row -> row.number("failures"))
                .orElse(0);
    }

    /** Whether there were still as many failures as were read. */
    static boolean count(Db db, Link link, Digest device, int read) throws SQLException {
        Sql sql = read == 0 ? Sql.of(FIRST) : Sql.of(NEXT).set("read", read);
        return db.update(key(sql, link.workspace(), link.id(), device)) == 1;
    }

    /** What a success leaves of the failures of a browser. */
    static Sql forget(LinkUse use, Digest device) {
        return key(Sql.of("DELETE FROM {device} WHERE " + KEY), use.workspace(), use.link(), device);
    }

    static int prune(Db db, Instant before, int limit) throws SQLException {
        return db.update(Sql.of("""
                        DELETE FROM {device} WHERE (ws, link, id) IN (
                            SELECT ws, link, id FROM {device} WHERE failed_at < :before ORDER BY failed_at LIMIT :limit)
                        """).set("before", before).set("limit", limit));
    }

    private static Sql key(Sql sql, WorkspaceId workspace, LinkId link, Digest device) {
        return sql.set("ws", workspace.value()).set("link", link.value()).set("id", device);
    }
}
