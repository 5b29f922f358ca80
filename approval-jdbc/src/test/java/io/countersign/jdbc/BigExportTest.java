package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.EvidenceExport;
import io.countersign.ExportHead;
import io.countersign.ExportSink;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import io.countersign.proof.EntryHash;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Walked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Exports of more than fits into memory. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BigExportTest {
    private static final boolean ENDURANCE = Boolean.getBoolean("countersign.endurance");
    private static final int ENTRIES = ENDURANCE ? 1_000_000 : 20_000;
    private static final int HEAP_MIB = ENDURANCE ? 64 : 32;

    /** So that all of them are much more than the heap. */
    private static final int PADDING = ENDURANCE ? 300 : 4_000;

    private static final int A_STREAM = 16;
    private static final Pattern REPORT =
            Pattern.compile("entries=(\\d+) mebibytes=(\\d+) wrong=(\\d+) seconds=(\\d+)");

    private @Nullable Pool pool;

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @Test
    void more_entries_than_fit_into_the_heap_are_exported_and_their_chains_checked_on_the_way() throws Exception {
        String url = Database.POSTGRESQL.url();
        Pool filled = new Pool(url, 2, 20_000);
        pool = filled;
        ApprovalSchema.on(filled).apply(ApprovalSchema.Mode.MIGRATE);
        fill(filled);
        String said = exported(url);
        Matcher report = REPORT.matcher(said);
        assertThat(report.find()).as(said).isTrue();
        System.out.printf("An export with a heap of %d MiB: %s%n", HEAP_MIB, report.group());
        assertThat(report.group(1)).isEqualTo(Integer.toString(ENTRIES));
        assertThat(Integer.parseInt(report.group(2))).isGreaterThan(2 * HEAP_MIB);
        assertThat(report.group(3)).as(said).isEqualTo("0");
    }

    @Each
    void no_connection_is_held_while_a_sink_writes(Database database) throws Exception {
        Pool fresh = database.fresh();
        pool = fresh;
        try (Pool one = fresh.sized(1, 5_000)) {
            JdbcApprovalStore store = JdbcApprovalStore.on(one).build();
            Scene.in(store).draft();
            EvidenceExport lines = new EvidenceExport(OutputStream.nullOutputStream());
            AtomicInteger written = new AtomicInteger();
            ExportSink sink = new ExportSink() {
                @Override
                public void begin(ExportHead head) throws IOException {
                    assertThat(store.now()).isNotNull();
                    lines.begin(head);
                }

                @Override
                public void entries(List<Walked> some) throws IOException {
                    assertThat(store.now()).isNotNull();
                    lines.entries(some);
                    written.addAndGet(some.size());
                }

                @Override
                public void end(long entries) throws IOException {
                    lines.end(entries);
                }
            };
            Approvals.on(store).build().records().export(TwoNodes.host(), TrailFilter.ALL, sink);
            assertThat(written).hasValue(1);
        }
    }

    private static void fill(Pool pool) throws SQLException {
        byte[] bytes =
                CanonicalWriter.text(Map.of("padding", "x".repeat(PADDING))).getBytes(StandardCharsets.UTF_8);
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO approval_entry (ws, stream, seq, at, actor_kind, actor, action, bytes, hash)
                        VALUES ('acme', ?, ?, ?, 'USER', 'maya', 'post.edited', ?, ?)
                        """)) {
            Digest before = Digest.ZERO;
            for (int i = 0; i < ENTRIES; i++) {
                String stream = "post/%07d".formatted(i / A_STREAM);
                long seq = i % A_STREAM + 1L;
                Digest hash = EntryHash.of("acme", stream, seq, seq == 1 ? Digest.ZERO : before, bytes);
                insert.setString(1, stream);
                insert.setLong(2, seq);
                insert.setObject(3, Instant.EPOCH.plusSeconds(i).atOffset(ZoneOffset.UTC));
                insert.setBytes(4, bytes);
                insert.setBytes(5, hash.bytes());
                insert.addBatch();
                if (i % 1_000 == 999) insert.executeBatch();
                before = hash;
            }
            insert.executeBatch();
        }
    }

    private static String exported(String url) throws IOException, InterruptedException {
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx%dm".formatted(HEAP_MIB),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportMachine.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(machine.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return said;
        } finally {
            machine.destroyForcibly();
        }
    }
}
