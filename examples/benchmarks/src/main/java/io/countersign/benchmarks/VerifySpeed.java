package io.countersign.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.Records;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Change;
import io.countersign.audit.Ed25519Signer;
import io.countersign.audit.Head;
import io.countersign.audit.Stamp;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.jdbc.JdbcApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PublishingEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How fast a record is verified over JDBC on PostgreSQL, chains, things, log and checkpoint. The entries are written past the
 * rules, a thousand a post, but hashed as theirs are.
 *
 * <pre>java -cp examples/benchmarks/target/benchmarks.jar io.countersign.benchmarks.VerifySpeed [entries] [times]</pre>
 */
public final class VerifySpeed {
    private static final int A_POST = 1_000;
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Actor.User ADMIN = Actor.user("admin", Set.of(Permission.values()), Set.of());
    private static final String INSERT = """
            INSERT INTO approval_entry (ws, stream, seq, at, actor_kind, actor, action, bytes, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private VerifySpeed() {}

    public static void main(String[] args) throws Exception {
        int entries = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int times = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Call call = Call.of(ACME, ADMIN);
        try (Server server = Server.start();
                HikariDataSource pool = server.tables("record", 2)) {
            Approvals approvals = Approvals.on(JdbcApprovalStore.on(pool).build())
                    .checkpoints(CheckpointTerms.signedBy(Ed25519Signer.of("benchmark", Ed25519Signer.generate())))
                    .build();
            for (int written = 0; written < entries; written += A_POST) {
                PostForm form = PostForm.of(new Target(new Channel("LINKEDIN"), "acme-corp"), "Hello");
                fill(pool, approvals.posts().create(call, form), Math.min(A_POST, entries - written) - 1);
            }
            Server.execute(pool, "VACUUM ANALYZE");
            long made = System.nanoTime();
            approvals.checkpoints().make(call);
            System.out.printf("checkpoint over %,d entries in %.1f s%n", entries, seconds(made));
            for (int i = 0; i < times; i++) {
                long begun = System.nanoTime();
                Records.Verification found = approvals.records().verify(call);
                double took = seconds(begun);
                System.out.printf(
                        "%,d entries in %.1f s, %,.0f a second, valid: %s%n",
                        found.entries(), took, found.entries() / took, found.valid());
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void fill(HikariDataSource pool, Post post, int more) throws SQLException {
        Head head = post.head();
        List<AuditEntry> entries = new ArrayList<>();
        Instant from = post.createdAt();
        for (int i = 0; i < more; i++) {
            Stamp stamp = new Stamp(ACME, ADMIN, from.plusNanos(i * 1_001_000L), "request-" + i, "node-1");
            Change change = new Change(new PublishingEvent.HandedBack(i), Subject.NONE);
            entries.addAll(Trail.append(head, post.stream(), stamp, List.of(change)));
            head = entries.get(i).head();
        }
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, entries);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE approval_post SET revision = ?, head = ? WHERE id = ?")) {
                update.setLong(1, head.seq());
                update.setBytes(2, head.hash().bytes());
                update.setString(3, post.id().value());
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
