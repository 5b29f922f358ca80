package io.countersign.jdbc;

import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.contract.Chained;
import io.countersign.contract.Race;
import io.countersign.jdbc.ApprovalSchema.Mode;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.post.Post;
import io.countersign.store.LinkFilter;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import io.countersign.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Making the tables, and looking at them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SchemaTest {
    private @Nullable Pool pool;

    private Pool bare(Database database) throws SQLException {
        Pool fresh = database.bare();
        pool = fresh;
        return fresh;
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    /** SHA-256 of each script; a change of the tables is another script. */
    private static final Map<String, String> RELEASED = Map.ofEntries(
            Map.entry("h2/V001__posts.sql", "f6ef9315cf50efd06030176668369bacc669d88be8161ca9418cf2b2fb519888"),
            Map.entry("h2/V002__people.sql", "2e730628e99f07be5773e2ac4e93000e54c419ffc2d5e4f12da61a5c20184253"),
            Map.entry("h2/V003__record.sql", "c6a4d3de1a8c1b462b62a8fa83c4c411944751c2dcda6ebab403db59e733ac09"),
            Map.entry("h2/V004__delegations.sql", "924e5e3f7caeeb13580dc507f878f33f85210e7dfe9c023e53c0f131a37dcfd7"),
            Map.entry("h2/V005__queues.sql", "083487cf752a65426b3a6a0a1417d822b4a75d2ecf9c129e82d1bf37d5d7fa32"),
            Map.entry("h2/V006__notices.sql", "6554212e0c1e637f3a7877954b44705e5f171042d8f5525b157d7e880cd6e24d"),
            Map.entry("h2/V007__ends.sql", "7734358a84efce17e323b5d19c7ff58e07aef06c0fd282097dc604540342e7cf"),
            Map.entry("h2/V008__devices.sql", "8e2b74e1e9102bc5dce5095b583e81110751c475e459e52b88224f11430a9280"),
            Map.entry("h2/V009__log.sql", "141782b7a32cfa9471b82b1b0be838878e7f4b2f283df3b31e0ec41a6033836c"),
            Map.entry("h2/V010__erasure.sql", "e3d7965b8818857629698a8ef5f1ac0bad3c35eb9fa81e6222e588aabed92e25"),
            Map.entry("h2/V011__retention.sql", "12bd6a6624034d77d75710bdf9721f9596dcf3044fd58003486908733a57f470"),
            Map.entry("postgresql/V001__posts.sql", "4e09141580cd37e94ae7244366ea54429f467707b348d81f3e22a2d34e6c1c71"),
            Map.entry(
                    "postgresql/V002__people.sql", "f166ebfddfe2bf899ccacbc5265751f64407d155985e9a5ec2391f7b40af2a9d"),
            Map.entry(
                    "postgresql/V003__record.sql", "3e58cf8346c0761b8cac34751608b814a68afca8ac5b71c056813f7c0a46221d"),
            Map.entry(
                    "postgresql/V004__delegations.sql",
                    "aac7863e66a011cc300ac1251da0c2dfd766d8b8e3578af0358d17bb41d887a1"),
            Map.entry(
                    "postgresql/V005__queues.sql", "b78b242764dff833d8a55731154272d762f4165da736a09f9e210ae996164d61"),
            Map.entry(
                    "postgresql/V006__notices.sql", "f72443bc0f067b9750309a8f62a3c494970a881dfb4a0e804380af6426f2b9f1"),
            Map.entry("postgresql/V007__ends.sql", "2dcc00971271a09bbb298e70adbfec7cd2703ba090895c4e4a4e2791f143b964"),
            Map.entry(
                    "postgresql/V008__devices.sql", "d210ce8f3ce9eb569cc2b5af1fd0982d5220c9035f283a06ba760b27aca1a969"),
            Map.entry("postgresql/V009__log.sql", "1651f88d9fb6225f58282152e688cc575bc512b08d5f64a8c2fe5440b0de4553"),
            Map.entry(
                    "postgresql/V010__erasure.sql", "873f95ba13d4b3ce42cdb984a98c3f888309093ce19fe15ee772d8b12bad7b26"),
            Map.entry(
                    "postgresql/V011__retention.sql",
                    "b91c058b7817bce74bcb45af2657af6ba3f66bf47c4bc96ee4d12258d33212e5"));

    @Test
    void released_scripts_never_change() {
        Map<String, String> checksums = new TreeMap<>();
        for (Dialect dialect : Dialect.values())
            for (Scripts.Script script : Scripts.of(dialect))
                checksums.put(
                        dialect.folder() + "/" + script.file(),
                        script.checksum().hex());
        assertThat(checksums).containsExactlyInAnyOrderEntriesOf(RELEASED);
    }

    @Each
    void tables_that_are_missing_are_named_with_how_to_get_them(Database database) throws SQLException {
        Pool empty = bare(database);
        ApprovalSchema schema = ApprovalSchema.on(empty);
        assertThatThrownBy(() -> schema.apply(Mode.VALIDATE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Scripts.of(database.dialect()).stream()
                        .map(Scripts.Script::file)
                        .toList()
                        .toString())
                .hasMessageContaining("ApprovalSchema.print(Dialect.%s, 0, \"approval_\")".formatted(database));
        assertThat(tables(empty)).isEmpty();
        schema.apply(Mode.NEVER);
        schema.apply(Mode.MIGRATE);
        schema.apply(Mode.VALIDATE);
        schema.apply(Mode.MIGRATE);
        Database.execute(empty, "DELETE FROM approval_schema_version WHERE version = 3");
        assertThatThrownBy(() -> schema.apply(Mode.VALIDATE))
                .hasMessageContaining("[V003__record.sql]")
                .hasMessageContaining(", 2, ");
        schema.apply(Mode.MIGRATE);
        schema.apply(Mode.VALIDATE);
    }

    @Each
    void of_six_starters_at_once_each_script_is_applied_by_one(Database database) throws Exception {
        Pool empty = bare(database);
        Race.of(6, () -> {
            ApprovalSchema.on(empty).apply(Mode.MIGRATE);
            return true;
        });
        assertThat(empty.trips())
                .filteredOn(trip ->
                        trip.contains("INSERT INTO approval_schema_version (version") && trip.contains("VALUES"))
                .hasSize(Scripts.of(database.dialect()).size());
        ApprovalSchema.on(empty).apply(Mode.VALIDATE);
    }

    @Each
    void a_script_that_is_not_the_released_one_is_told(Database database) throws SQLException {
        Pool empty = bare(database);
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        Database.execute(empty, "UPDATE approval_schema_version SET checksum = 'other' WHERE version = 2");
        assertThatThrownBy(() -> ApprovalSchema.on(empty).apply(Mode.MIGRATE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("V002__people.sql");
    }

    @Each
    void S_83_tables_of_a_newer_release_are_fine(Database database) throws SQLException {
        Pool empty = bare(database);
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        Database.execute(empty, "INSERT INTO approval_schema_version VALUES (99, 'later', 'x', current_timestamp)");
        ApprovalSchema.on(empty).apply(Mode.VALIDATE);
    }

    @Each
    void a_half_applied_script_is_finished_by_the_next_starter(Database database) throws SQLException {
        Pool empty = bare(database);
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        Database.execute(empty, "DELETE FROM approval_schema_version WHERE version = 1");
        Database.execute(empty, "DROP TABLE approval_assignment");
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        works(JdbcApprovalStore.on(empty).build());
    }

    @Each
    void stages_that_opened_before_there_were_queues_wait_in_them(Database database) throws SQLException {
        Pool empty = bare(database);
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        JdbcApprovalStore store = JdbcApprovalStore.on(empty).build();
        Scene scene = Scene.in(store);
        scene.inReview(2, aStage("\"lé\\gal\"").of("user:\"lena\\", "user:omar").within(Duration.ofHours(3)));
        scene.inReview(aStage("brand").of("user:lena"), aStage("boss").after(0).of("user:vera"));
        List<QueueCount> queues = store.queues(scene.workspace());
        assertThat(queues).hasSize(2);
        Database.execute(empty, "UPDATE approval_assignment SET queue = NULL, since = NULL, due_at = NULL");
        Database.execute(empty, "DELETE FROM approval_schema_version WHERE version = 5");
        assertThat(store.queues(scene.workspace())).isEmpty();
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        assertThat(store.queues(scene.workspace())).isEqualTo(queues);
        assertThat(dueRows(empty)).as("rows with a deadline").isEqualTo(2);
    }

    @Each
    void S_15_links_from_before_there_were_warnings_get_them_and_open_requests_are_found(Database database)
            throws SQLException {
        Pool empty = bare(database);
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        JdbcApprovalStore store = JdbcApprovalStore.on(empty).build();
        Scene scene = Scene.in(store);
        Approver nora = scene.approver("Nora");
        Instant sixDaysAgo = scene.now().minus(Duration.ofDays(6));
        Link month = scene.link(nora);
        Link days = scene.saved(aLinkTo(nora).lasting(Duration.ofDays(9)).made(sixDaysAgo));
        Link over = scene.saved(aLinkTo(nora).lasting(Duration.ofDays(1)).made(sixDaysAgo));
        Link asked = scene.did(month, new LinkCommand.RequestRenewal());
        Link revoked = scene.did(scene.link(nora), new LinkCommand.Revoke());
        Database.execute(empty, "UPDATE approval_link SET warn_at = NULL, asked = NULL");
        Database.execute(empty, "DELETE FROM approval_schema_version WHERE version = 7");
        ApprovalSchema.on(empty).apply(Mode.MIGRATE);
        assertThat(store.links(scene.workspace(), new LinkFilter(null, null, null, true), PageRequest.FIRST)
                        .items())
                .containsExactly(asked);
        assertThat(warnAt(store, asked)).isEqualTo(month.expiresAt().minus(Duration.ofDays(7)));
        assertThat(warnAt(store, days)).isEqualTo(days.expiresAt().minus(Duration.ofDays(1)));
        assertThat(warnAt(store, over)).isNull();
        assertThat(warnAt(store, revoked)).isNull();
    }

    private static @Nullable Instant warnAt(JdbcApprovalStore store, Link link) {
        return store.link(link.id()).orElseThrow().link().warnAt();
    }

    private static int dueRows(Pool pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT COUNT(*) FROM approval_assignment WHERE due_at > since")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Each
    void what_is_printed_makes_the_tables_by_hand(Database database) throws SQLException {
        Pool empty = bare(database);
        String ddl = ApprovalSchema.print(database.dialect(), 0, "social_");
        for (int twice = 0; twice < 2; twice++)
            for (String statement : ddl.split(";\n")) if (!statement.isBlank()) Database.execute(empty, statement);
        ApprovalSchema.on(empty).tablePrefix("social_").apply(Mode.VALIDATE);
        works(JdbcApprovalStore.on(empty).tablePrefix("social_").build());
        assertThat(ApprovalSchema.print(database.dialect(), 2, "social_"))
                .contains("V003__record.sql")
                .doesNotContain("V002__people.sql");
    }

    @Each
    void without_a_prefix_and_in_a_schema_of_their_own(Database database) throws SQLException {
        Pool empty = bare(database);
        Database.execute(empty, "DROP SCHEMA IF EXISTS countersign CASCADE");
        Database.execute(empty, "CREATE SCHEMA countersign");
        ApprovalSchema.on(empty).schema("countersign").tablePrefix("").apply(Mode.MIGRATE);
        ApprovalSchema.on(empty).schema("countersign").tablePrefix("").apply(Mode.VALIDATE);
        works(JdbcApprovalStore.on(empty).schema("countersign").tablePrefix("").build());
        works(JdbcApprovalStore.on(empty)
                .schema("countersign")
                .tablePrefix("")
                .dialect(database.dialect())
                .build());
        assertThat(tables(empty)).as("where connections look first").isEmpty();
    }

    @Test
    void S_80_a_name_that_is_none_does_not_reach_sql() throws SQLException {
        Pool empty = bare(Database.H2);
        for (String prefix : List.of("Approval_", "a;", "a b", "a1", "a".repeat(21), "\"")) {
            assertThatThrownBy(() -> JdbcApprovalStore.on(empty).tablePrefix(prefix))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ApprovalSchema.on(empty).tablePrefix(prefix))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ApprovalSchema.print(Dialect.H2, 0, prefix))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String schema : List.of("", "Public", "a.b", "1a", "a\"b"))
            assertThatThrownBy(() -> JdbcApprovalStore.on(empty).schema(schema))
                    .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_asked_before_the_first_call_and_a_missing_table_is_told() throws SQLException {
        Pool empty = bare(Database.H2);
        JdbcApprovalStore store = JdbcApprovalStore.on(empty).build();
        assertThat(empty.trips()).isEmpty();
        assertThatThrownBy(() -> Scene.in(store).draft()).isInstanceOf(StoreException.class);
    }

    @Test
    void the_command_line_prints_or_says_how() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(ApprovalSchema.print(new String[] {"postgresql"}, print)).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(ApprovalSchema.print(Dialect.POSTGRESQL, 0, "approval_"));
        assertThat(ApprovalSchema.print(new String[] {"h2", "2", "x_"}, print)).isTrue();
        assertThat(ApprovalSchema.print(new String[] {}, print)).isFalse();
        assertThat(ApprovalSchema.print(new String[] {"oracle"}, print)).isFalse();
        assertThat(ApprovalSchema.print(new String[] {"h2", "x"}, print)).isFalse();
    }

    private static void works(JdbcApprovalStore store) {
        Scene scene = Scene.in(store);
        Post draft = scene.saved(scene.making(aPost().tagged("spring")));
        assertThat(scene.read(draft)).isEqualTo(draft);
        scene.link(scene.approver("Nora"));
        assertThat(Chained.in(store, scene.workspace())).hasSizeGreaterThanOrEqualTo(3);
    }

    private static List<String> tables(Pool pool) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema")) {
            while (result.next()) names.add(result.getString(1));
        }
        return names;
    }
}
