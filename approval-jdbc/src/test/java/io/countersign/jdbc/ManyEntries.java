package io.countersign.jdbc;

import static io.countersign.contract.PostFixture.aPost;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Stamp;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.contract.People;
import io.countersign.post.Post;
import io.countersign.post.PublishingEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A record of any length, written past the rules but as they would write it, since deciding so often takes too long. */
final class ManyEntries {
    private static final int A_POST = 1_000;

    private static final String INSERT = """
            INSERT INTO approval_entry (ws, stream, seq, at, actor_kind, actor, action, bytes, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private ManyEntries() {}

    /** So many entries in the streams of posts, each post with a thousand. */
    static void write(Pool pool, Scene scene, int count) throws SQLException {
        for (int written = 0; written < count; written += A_POST) {
            Post post = scene.saved(scene.making(aPost()));
            write(pool, post, scene.now().plus(Duration.ofSeconds(written)), Math.min(A_POST, count - written) - 1);
        }
    }

    private static void write(Pool pool, Post post, Instant from, int more) throws SQLException {
        Head head = post.head();
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            Stamp stamp =
                    new Stamp(post.workspace(), People.ADA, from.plusNanos(i * 1_001_000L), "request-" + i, "test");
            Change change = new Change(new PublishingEvent.HandedBack(i), Subject.NONE);
            entries.addAll(Trail.append(head, post.stream(), stamp, List.of(change)));
            head = entries.get(i).head();
        }
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, entries);
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE approval_post SET revision = ?, head = ? WHERE ws = ? AND id = ?")) {
                update.setLong(1, head.seq());
                update.setBytes(2, head.hash().bytes());
                update.setString(3, post.workspace().value());
                update.setString(4, post.id().value());
                update.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void insert(Connection connection, List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditEntry entry : entries) {
                insert.setString(1, entry.workspace().value());
                insert.setString(2, entry.stream().toString());
                insert.setLong(3, entry.seq());
                insert.setObject(4, entry.at().atOffset(ZoneOffset.UTC));
                insert.setString(5, entry.actor().kind().name());
                insert.setString(6, entry.actor().id());
                insert.setString(7, entry.action());
                insert.setBytes(8, entry.bytes());
                insert.setBytes(9, entry.hash().bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
