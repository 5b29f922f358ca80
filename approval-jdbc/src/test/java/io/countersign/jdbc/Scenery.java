package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.CheckpointTerms;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.Records;
import io.countersign.Retention;
import io.countersign.audit.Ed25519Signer;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Vault;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.retention.RetentionPeriod;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Quorum;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An office over a database, with a record of some of everything, anchored twice, and a little more since. */
final class Scenery implements AutoCloseable {
    static final Ed25519Signer SIGNER = Ed25519Signer.of("posts.example", Ed25519Signer.generate());
    private static final Map<String, Object> INSTEAD_OF_NOTHING = Map.of(
            "about",
            "x",
            "version",
            7,
            "digest",
            new byte[32],
            "stage",
            "x",
            "verdict",
            "APPROVE",
            "from_status",
            "x",
            "to_status",
            "x",
            "refusal",
            "x");

    final HandClock clock = new HandClock();
    final Vault vault = new Vault();
    final Pool pool;
    final Office office;
    final Tampering tampering;
    final PostId first;

    Scenery(Database database) throws SQLException {
        pool = database.fresh();
        tampering = new Tampering(pool);
        office = new Office(
                JdbcApprovalStore.on(pool).time(clock).build(),
                clock,
                Office.TERMS,
                builder -> builder.checkpoints(CheckpointTerms.signedBy(SIGNER).anchoredIn(vault)));
        office.wanting(Office.stage("legal", 0, new Quorum.Any(), "group:legal"));
        first = written("First");
        office.approvals.tick();
        clock.pass(Duration.ofMinutes(2));
        office.approvals.comments().add(office.as("maya"), first, comment());
        written("Second");
        office.approvals.tick();
        written("Third");
    }

    private static CommentForm comment() {
        return new CommentForm("A word", Visibility.EVERYONE, null);
    }

    PostId written(String caption) {
        Post post = office.approvals.posts().create(office.as("maya"), PostForm.of(Office.LINKEDIN, caption));
        office.approvals.posts().submit(office.as("maya"), post.id(), "Please");
        office.approvals.reviews().decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Fine"));
        return post.id();
    }

    /** Purges the first post, whose entries the log has, after a while in which others were written. */
    void purged() {
        clock.pass(Duration.ofMinutes(2));
        office.approvals.posts().recall(office.as("admin"), first, "Not this one");
        office.approvals.tick();
        office.approvals.retention().keep(office.as("admin"), RetentionPeriod.parse("P1D"));
        clock.pass(Duration.ofDays(2));
        Retention.Purged purged = office.approvals.retention().purge(office.as("admin"));
        assertThat(purged.posts()).isEqualTo(1);
        office.approvals.tick();
    }

    List<Tampering.Line> stubs() throws SQLException {
        return tampering.lines("approval_stub", "stream, seq");
    }

    Records.Verification verify() {
        return office.approvals.records().verify(office.as("admin"));
    }

    List<Tampering.Line> entries() throws SQLException {
        return tampering.lines("approval_entry", "stream, seq");
    }

    /** Finds something while a row is another, and nothing when it is back. */
    void isFound(Tampering.Line line, Tampering.Line other, String... key) throws SQLException {
        tampering.delete(line, key);
        if (tampering.takes(other)) {
            assertThat(verify().valid()).as("%s instead of %s", other, line).isFalse();
            tampering.delete(other, key);
        }
        tampering.insert(line);
    }

    void everyCell(Tampering.Line line, int step, List<String> except, String... key) throws SQLException {
        for (Map.Entry<String, Object> cell : line.cells().entrySet()) {
            if (except.contains(cell.getKey())) continue;
            List<Object> others = Tampering.others(cell.getValue(), step);
            if (cell.getValue() == null && INSTEAD_OF_NOTHING.containsKey(cell.getKey()))
                others.add(INSTEAD_OF_NOTHING.get(cell.getKey()));
            for (Object other : others) isFound(line, line.with(cell.getKey(), other), key);
        }
    }

    void isWhole() {
        assertThat(verify().findings()).isEmpty();
    }

    @Override
    public void close() throws SQLException {
        pool.close();
    }
}
