package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.Json;
import io.countersign.proof.EvidenceLine;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class ExportApiTest extends ApiTest {
    private static final String EXPORT = ACME + "/audit/export";

    @Autowired
    JdbcTemplate database;

    @Test
    void evidence_is_lines_of_json_between_a_head_and_an_end() {
        String id = submitted("Evidence", "user:lena");
        lena.post(ACME + "/decisions", decisions(decision(id, 1, "APPROVE")));

        Http.Answer answer = admin.get(EXPORT + "?post=" + id);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"record-acme-%s.jsonl\""
                        .formatted(clock.instant().toString().substring(0, 10)));
        List<String> lines = answer.text().lines().toList();
        assertThat(Json.readObject(lines.get(0)))
                .containsEntry("countersign", "export/1")
                .containsEntry("workspace", "acme")
                .containsEntry("filter", Map.of("post", id));
        List<EvidenceLine> entries = entries(answer);
        assertThat(entries).extracting(EvidenceLine::stream).containsOnly("post/" + id);
        List<Object> listed = new ArrayList<>();
        for (Object item : admin.get(ACME + "/audit?post=" + id).list("items"))
            listed.add(0, ((Map<?, ?>) item).get("hash"));
        assertThat(entries.stream().map(line -> (Object) line.hash().hex())).isEqualTo(listed);
    }

    @Test
    void all_of_a_workspace_is_exported_unless_less_is_asked_for() {
        String campaign = "c-" + key();
        String id = created(form("Tagged", "campaign", List.of(campaign)));
        String other = created(form("Other", "target", Map.of("channel", "TIKTOK", "account", "acme")));
        assertThat(streams(EXPORT)).contains("post/" + id, "post/" + other);
        assertThat(streams(EXPORT + "?format=jsonl&campaign=" + campaign)).containsExactly("post/" + id);
        assertThat(streams(EXPORT + "?channel=TIKTOK"))
                .contains("post/" + other)
                .doesNotContain("post/" + id);
        assertThat(streams(EXPORT + "?actor=maya&action=post.created&channel=TIKTOK&campaign=" + campaign))
                .isEmpty();
        assertThat(streams(EXPORT + "?from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z"))
                .isEmpty();
        clock.pass(Duration.ofMinutes(1));
        String from = clock.instant().toString();
        String late = created(form("Late"));
        assertThat(streams(EXPORT + "?from=" + from)).contains("post/" + late).doesNotContain("post/" + id);
    }

    @Test
    void the_list_takes_a_campaign_and_a_channel_too() {
        String campaign = "c-" + key();
        String id = created(form("Tagged", "campaign", List.of(campaign)));
        assertThat(admin.get(ACME + "/audit?campaign=" + campaign).list("items"))
                .hasSize(1);
        assertThat(admin.get(ACME + "/audit?channel=LINKEDIN&post=" + id).list("items"))
                .hasSize(1);
        assertThat(admin.get(ACME + "/audit?channel=X&post=" + id).list("items"))
                .isEmpty();
        assertThat(fields(admin.get(ACME + "/audit?channel=linked%20in"))).containsExactly("channel");
    }

    @Test
    void S_103_a_table_for_spreadsheets_says_that_it_is_no_evidence() {
        String approver = approver("=HYPERLINK(\"https://evil.example\")");
        Http.Answer link = link(approver);
        unlocked(link);

        Http.Answer answer = admin.get(EXPORT + "?format=csv&link=" + link.text("id"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition")).endsWith("-not-evidence.csv\"");
        assertThat(answer.text())
                .startsWith("\uFEFF\"at\",\"stream\",\"seq\",")
                .contains("\"NOT EVIDENCE")
                .contains("\"Maya Meyer\"")
                .contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\"")
                .endsWith("\"\"\r\n");
        assertThat(answer.text().lines()).hasSize(3);
    }

    @Test
    void S_81_it_is_for_auditors_of_the_workspace() {
        String id = created(form("Mine"));
        Http.Answer refused = maya.get(EXPORT);
        assertProblem(refused, 403, "not-permitted");
        assertThat(refused.header("Content-Disposition")).isEmpty();
        assertProblem(nobody.get(EXPORT), 401, "not-authenticated");
        assertProblem(admin.get("/approval/api/globex/audit/export"), 404, "not-found");
        assertProblem(nobody.as("gina").get(EXPORT), 404, "not-found");
        assertThat(entries(nobody.as("gina").get("/approval/api/globex/audit/export?post=" + id)))
                .isEmpty();
    }

    @Test
    void what_cannot_be_asked_for_is_invalid_input() {
        assertThat(fields(admin.get(EXPORT + "?format=xlsx"))).containsExactly("format");
        assertThat(fields(admin.get(EXPORT + "?channel=no-channel"))).containsExactly("channel");
        assertThat(fields(admin.get(EXPORT + "?from=yesterday"))).containsExactly("from");
        assertThat(fields(admin.get(EXPORT + "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")))
                .containsExactly("to");
        assertThat(fields(admin.get(ACME + "/audit?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")))
                .containsExactly("to");
    }

    @Test
    void an_export_that_breaks_off_does_not_look_whole() {
        String insert = """
                INSERT INTO approval_entry (ws, stream, seq, at, actor_kind, actor, action, bytes, hash)
                SELECT 'acme', 'zz/' || (1000000 + x)%s, 1, current_timestamp, 'USER', 'maya', 'post.created', X'7b7d',
                       CAST(LPAD('', 32, 'x') AS binary varying) FROM system_range(%d, %d)
                """;
        try {
            database.update(insert.formatted("", 1, 6_000));
            for (String format : List.of("jsonl", "csv"))
                assertThat(admin.get(EXPORT + "?format=" + format).text()).hasSizeGreaterThan(100_000);
            // Half of a surrogate pair, which no line of evidence can hold, when thousands are written.
            database.update(insert.formatted(" || CHAR(55296)", 6_001, 6_001));
            assertThatThrownBy(() -> admin.get(EXPORT)).isInstanceOf(UncheckedIOException.class);
        } finally {
            database.update("DELETE FROM approval_entry WHERE stream LIKE 'zz/%'");
        }
    }

    private List<String> streams(String path) {
        return entries(admin.get(path)).stream()
                .map(EvidenceLine::stream)
                .distinct()
                .toList();
    }

    /** Of a whole export. */
    private static List<EvidenceLine> entries(Http.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> lines = answer.text().lines().toList();
        List<EvidenceLine> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1))
            entries.add(EvidenceLine.parse(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(CanonicalReader.object(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of("countersign", "end", "entries", (long) entries.size()));
        return entries;
    }
}
