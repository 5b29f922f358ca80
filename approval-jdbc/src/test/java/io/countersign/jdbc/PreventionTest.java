package io.countersign.jdbc;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.DelegationForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.ReviewSession;
import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.StageFixture;
import io.countersign.contract.office.Census;
import io.countersign.contract.office.History;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Postbox;
import io.countersign.contract.office.Step;
import io.countersign.identity.ReviewerRef;
import io.countersign.jdbc.ApprovalSchema.Mode;
import io.countersign.link.WrongPasswordException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Release;
import io.countersign.problem.NotFoundException;
import io.countersign.retention.RetentionPeriod;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Quorum;
import io.countersign.store.LogStore;
import io.countersign.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The application's own role, and what it cannot do to the record. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreventionTest {
    /** Of a server, which outlives a test. */
    private static final AtomicInteger ROLES = new AtomicInteger();

    private static final List<String> RECORD =
            List.of("entry", "version", "round", "policy_version", "log", "log_node", "checkpoint", "anchored");

    private @Nullable Pool owner;
    private @Nullable Pool application;

    @AfterEach
    void close() throws SQLException {
        if (application != null) application.close();
        if (owner != null) owner.close();
    }

    /** Tables, the printed SQL, twice, and a login of the application. */
    private Pool applicationOf(Database database) throws SQLException {
        Pool fresh = database.fresh();
        owner = fresh;
        String role = "countersign_app_" + ROLES.incrementAndGet();
        String sql = ApprovalSchema.printPrevention(database.dialect(), "approval_", role);
        for (int twice = 0; twice < 2; twice++) Database.execute(fresh, sql);
        if (database == Database.H2)
            Database.execute(fresh, "CREATE USER %1$s_login PASSWORD 'x'; GRANT %1$s TO %1$s_login".formatted(role));
        else Database.execute(fresh, "CREATE ROLE %1$s_login LOGIN PASSWORD 'x' IN ROLE %1$s".formatted(role));
        Pool restricted = fresh.loggedInAs(role + "_login", "x");
        application = restricted;
        ApprovalSchema.on(restricted).apply(Mode.VALIDATE);
        return restricted;
    }

    @Each
    void S_104_the_applications_role_can_do_everything_but_change_the_record(Database database) throws SQLException {
        Pool restricted = applicationOf(database);
        wholeLife(restricted);
        List<Long> before = counts(restricted);
        assertThat(before).as("rows in %s", RECORD).doesNotContain(0L);
        for (String table : RECORD) {
            refused(restricted, "UPDATE approval_%s SET ws = 'other'".formatted(table));
            refused(restricted, "UPDATE approval_%s SET ws = ws WHERE 1 = 0".formatted(table));
            refused(restricted, "DELETE FROM approval_" + table);
            refused(restricted, "TRUNCATE TABLE approval_" + table);
            refused(restricted, "DROP TABLE approval_" + table);
        }
        refused(restricted, "DELETE FROM approval_schema_version");
        refused(
                restricted,
                "INSERT INTO approval_schema_version SELECT 99, name, checksum, applied_at FROM approval_schema_version");
        refused(restricted, "UPDATE approval_text SET body = 'other'");
        assertThat(counts(restricted)).isEqualTo(before);
    }

    @Test
    void S_104_on_postgresql_the_tables_owner_cannot_change_the_record_either() throws SQLException {
        Scene.in(JdbcApprovalStore.on(applicationOf(Database.POSTGRESQL)).build())
                .inReview(StageFixture.aStage("legal").of("user:lena"));
        Pool all = Objects.requireNonNull(owner);
        List<Long> before = counts(all);
        for (String table : RECORD)
            for (String change : List.of(
                    "UPDATE approval_%s SET ws = 'other'",
                    "UPDATE approval_%s SET ws = ws WHERE false",
                    "DELETE FROM approval_%s",
                    "TRUNCATE approval_%s",
                    "SET session_replication_role = replica; DELETE FROM approval_%s"))
                assertThatThrownBy(() -> Database.execute(all, change.formatted(table)))
                        .hasMessageContaining("The record is only ever added to: ")
                        .hasMessageContaining(" of approval_" + table)
                        .hasMessageContaining("any change of it would be found");
        assertThat(counts(all)).isEqualTo(before);
    }

    /** By the application's role, and the job's besides. */
    private Pool jobOf(Database database) throws SQLException {
        applicationOf(database);
        Pool all = Objects.requireNonNull(owner);
        String role = "countersign_job_" + ROLES.incrementAndGet();
        String sql = ApprovalSchema.printRetention(database.dialect(), "approval_", role);
        for (int twice = 0; twice < 2; twice++) Database.execute(all, sql);
        String application = "countersign_app_" + (ROLES.get() - 1);
        if (database == Database.H2)
            Database.execute(
                    all,
                    "CREATE USER %1$s_login PASSWORD 'x'; GRANT %1$s TO %1$s_login; GRANT %2$s TO %1$s_login"
                            .formatted(role, application));
        else
            Database.execute(
                    all, "CREATE ROLE %1$s_login LOGIN PASSWORD 'x' IN ROLE %1$s, %2$s".formatted(role, application));
        return all.loggedInAs(role + "_login", "x");
    }

    @Each
    void S_104_the_application_cannot_purge_and_the_job_can(Database database) throws SQLException {
        HandClock clock = new HandClock();
        try (Pool job = jobOf(database)) {
            Pool restricted = Objects.requireNonNull(application);
            Office office =
                    new Office(JdbcApprovalStore.on(restricted).time(clock).build(), clock);
            Post old = office.draft("Old");
            office.approvals.retention().keep(office.as("admin"), RetentionPeriod.parse("P1Y"));
            clock.pass(Duration.ofDays(400));
            Post young = office.draft("Young");
            assertThatThrownBy(() -> office.approvals.retention().purge(office.as("admin")))
                    .isInstanceOf(StoreException.class);
            assertThat(office.now(old.id())).isEqualTo(old);
            Office purging = new Office(JdbcApprovalStore.on(job).time(clock).build(), clock);
            assertThat(purging.approvals.retention().purge(office.as("admin")).posts())
                    .isEqualTo(1);
            assertThatThrownBy(() -> office.now(old.id())).isInstanceOf(NotFoundException.class);
            assertThat(office.now(young.id())).isEqualTo(young);
            assertThat(office.approvals.records().verify(office.as("admin")).valid())
                    .isTrue();
            for (String table : List.of("stub", "log", "policy_version")) refused(job, "DELETE FROM approval_" + table);
            for (String table : List.of("entry", "version", "round", "stub"))
                refused(job, "UPDATE approval_%s SET ws = 'other'".formatted(table));
            if (database == Database.POSTGRESQL) faked(job);
            if (database == Database.POSTGRESQL)
                for (String table : List.of("entry", "version"))
                    assertThatThrownBy(() -> Database.execute(job, "DELETE FROM approval_" + table))
                            .hasMessageContaining("The record is only ever added to: DELETE of approval_" + table)
                            .hasMessageContaining("purged by Retention.purge");
        }
    }

    /** A table of that name that somebody made for a moment is no stub. */
    private static void faked(Pool job) {
        assertThatThrownBy(() -> Database.execute(job, """
                                CREATE TEMPORARY TABLE approval_stub AS SELECT ws, 'post/' || id AS stream, 1 AS seq, head AS hash
                                  FROM approval_post;
                                DELETE FROM approval_version"""))
                .hasMessageContaining("The record is only ever added to: DELETE of approval_version");
    }

    @Each
    void S_104_no_table_was_forgotten(Database database) throws SQLException {
        Pool restricted = applicationOf(database);
        List<String> tables = new ArrayList<>();
        try (Connection connection = Objects.requireNonNull(owner).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema")) {
            while (result.next()) tables.add(result.getString(1).toLowerCase(Locale.ROOT));
        }
        assertThat(tables).hasSizeGreaterThan(20);
        for (String table : tables) assertThat(count(restricted, table)).isNotNegative();
    }

    @Test
    void S_80_what_is_no_role_does_not_reach_sql() {
        for (String role : List.of("", "App", "a b", "a;", "a'", "a\"", "1a", "public", "current_user", "a".repeat(64)))
            for (Dialect dialect : Dialect.values())
                assertThatThrownBy(() -> ApprovalSchema.printPrevention(dialect, "approval_", role))
                        .as(role)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("'" + role + "'");
        assertThatThrownBy(() -> ApprovalSchema.printPrevention(Dialect.H2, "a;", "app"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_command_line_prints_it() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(ApprovalSchema.print(new String[] {"postgresql", "prevention", "app"}, print))
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(ApprovalSchema.printPrevention(Dialect.POSTGRESQL, "approval_", "app"))
                .contains("TRIGGER");
        out.reset();
        assertThat(ApprovalSchema.print(new String[] {"postgresql", "retention", "job", "x_"}, print))
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(ApprovalSchema.printRetention(Dialect.POSTGRESQL, "x_", "job"));
        out.reset();
        assertThat(ApprovalSchema.print(new String[] {"h2", "prevention", "app", "x_"}, print))
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ON x_entry,").doesNotContain("TRIGGER");
        assertThat(ApprovalSchema.print(new String[] {"h2", "prevention"}, print))
                .isFalse();
        assertThat(ApprovalSchema.print(new String[] {"h2", "prevention", "app", "x_", "more"}, print))
                .isFalse();
        assertThat(ApprovalSchema.print(new String[] {"h2", "prevention", "No Role"}, print))
                .isFalse();
    }

    /** Everything that a store is asked to do. */
    private static void wholeLife(Pool pool) {
        HandClock clock = new HandClock();
        Postbox postbox = new Postbox();
        CheckpointTerms terms = CheckpointTerms.signedBy(Ed25519Signer.of("test", Ed25519Signer.generate()));
        Office office = new Office(
                JdbcApprovalStore.on(pool).time(clock).build(),
                clock,
                Office.TERMS,
                builder -> builder.notifier(postbox).checkpoints(terms));
        Post post = published(office, clock);
        linksLife(office, clock, post);
        // Other channels than the first office's, so that the history knows all that goes out there.
        new History(new Office(office.store, clock), 0, new Census()).run(Step.history(20261122));
        office.store.anchored(Office.ACME, new LogStore.Anchored(1, "safe", clock.instant(), "kept"));
        assertThat(office.approvals.records().verify(office.as("admin")).valid())
                .isTrue();
        // Nodes of the log are kept from its 256th entry on.
        for (int i = 0; i < 160; i++) office.draft("Post " + i);
        clock.pass(Duration.ofDays(400));
        office.approvals.tick();
        assertThat(postbox.collect()).isNotEmpty();
    }

    private static Post published(Office office, HandClock clock) {
        office.wanting(
                stage("legal", 0, Quorum.ANY, "user:lena"), stage("client", 1, Quorum.ANY, office.clientRef() + ""));
        Call.Once once = new Call.Once("key", Digest.of("body"), (result, fresh) -> "{}");
        PostForm form = new PostForm(
                Office.LINKEDIN,
                "Hello",
                null,
                List.of(),
                null,
                ZoneOffset.UTC,
                null,
                List.of("spring"),
                null,
                null,
                Release.MANUAL,
                false,
                List.of());
        Post draft = office.approvals.posts().create(office.as("maya").once(once), form);
        Post post = office.approvals.posts().submit(office.as("maya"), draft.id(), "please");
        office.approvals.comments().add(office.as("lena"), post.id(), new CommentForm("hm", Visibility.EVERYONE, null));
        ReviewerRef lena = new ReviewerRef.User("lena");
        DelegationForm toLou = new DelegationForm(
                new ReviewerRef.User("lou"), null, clock.instant().plus(Duration.ofDays(1)));
        String given = office.approvals
                .delegations()
                .give(office.as("admin"), lena, toLou)
                .id();
        office.approvals.delegations().end(office.as("admin"), lena, given);
        approve(office, office.as("lena"), post);
        approve(office, office.client(), post);
        office.approvals.posts().hold(office.as("rita"), post.id(), "wait");
        office.approvals.posts().unhold(office.as("rita"), post.id());
        office.approvals.posts().release(office.as("rita"), post.id());
        office.approvals.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
        return post;
    }

    private static void approve(Office office, Call call, Post post) {
        office.approvals.reviews().decide(call, DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Fine"));
    }

    private static void linksLife(Office office, HandClock clock, Post post) {
        Call admin = office.as("admin");
        ReviewerRef.Approver client = (ReviewerRef.Approver) office.clientRef();
        IssuedLink link = office.approvals.links().create(admin, LinkForm.of(client.id()));
        Secret password = Objects.requireNonNull(link.password());
        for (int twice = 0; twice < 2; twice++)
            assertThatThrownBy(() -> office.approvals
                            .sessions()
                            .unlock(link.token().reveal(), Secret.of("wrong-wrong-wrong"), "198.51.100.7", null))
                    .isInstanceOf(WrongPasswordException.class);
        ReviewSession session =
                office.approvals.sessions().unlock(link.token().reveal(), password, "198.51.100.7", null);
        Digest digest = post.version().digest();
        office.approvals.sessions().viewed(session, office.now(post.id()), 1, digest);
        clock.pass(Duration.ofMinutes(2));
        office.approvals.sessions().seen(session);
        office.approvals.sessions().requestRenewal(link.token().reveal(), null, null);
        office.approvals.links().dismissRenewal(admin, link.link().id());
        office.approvals.sessions().lock(session);
        office.approvals.links().extend(admin, link.link().id(), null, Duration.ofDays(1));
        office.approvals.links().regenerate(admin, link.link().id(), null);
        office.approvals.links().revoke(admin, link.link().id());
    }

    /** By a lack of rights, as PostgreSQL and H2 tell it, and by no trigger. */
    private static void refused(Pool pool, String sql) {
        assertThatThrownBy(() -> Database.execute(pool, sql))
                .as(sql)
                .hasMessageNotContaining("only ever added to")
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState())
                                .as(refusal.getMessage())
                                .isIn("42501", "90096"));
    }

    private static List<Long> counts(Pool pool) throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (String table : RECORD) counts.add(count(pool, "approval_" + table));
        return counts;
    }

    private static long count(Pool pool, String table) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }
}
