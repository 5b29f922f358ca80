package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.proof.EntryHash;
import io.countersign.proof.EvidenceLine;
import io.countersign.proof.NoteKey;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Walked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExportTest {
    private final HandClock clock = new HandClock();
    private final Ed25519Signer signer = Ed25519Signer.of("test", Ed25519Signer.generate());
    private final Office office = new Office(
            new InMemoryApprovalStore(clock),
            clock,
            Office.TERMS,
            builder -> builder.checkpoints(CheckpointTerms.signedBy(signer)));
    private final Call admin = office.as("admin");

    @Test
    void lines_hold_every_entry_to_the_byte_in_the_order_of_chains() throws IOException {
        Post post = office.draft("Hello");
        office.approvals.posts().withdraw(office.as("maya"), post.id());
        office.client();
        for (int i = 0; i < 600; i++) office.draft("Post " + i);

        List<String> lines = export(TrailFilter.ALL);

        List<EvidenceLine> entries = entries(lines);
        assertThat(entries).hasSizeGreaterThan(600);
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                CanonicalWriter.text(CanonicalReader.object(line.getBytes(StandardCharsets.UTF_8))))
                        .isEqualTo(line));
        assertThat(entries)
                .isSortedAccordingTo(Comparator.comparing(EvidenceLine::stream).thenComparing(EvidenceLine::seq));
        Map<String, Digest> ends = new HashMap<>();
        for (EvidenceLine line : entries) {
            byte @Nullable [] bytes = line.bytes();
            assertThat(bytes).isNotNull();
            Digest before = ends.getOrDefault(line.stream(), Digest.ZERO);
            assertThat(line.previousHash()).isEqualTo(before);
            assertThat(line.hash()).isEqualTo(EntryHash.of("acme", line.stream(), line.seq(), before, bytes));
            ends.put(line.stream(), line.hash());
        }
        assertThat(ends.keySet()).anyMatch(stream -> stream.startsWith("link/"));
    }

    @Test
    void the_first_line_says_what_was_exported_and_the_last_how_much() throws IOException {
        office.draft("Hello");
        Instant now = office.store.now();
        String before = export(TrailFilter.ALL).get(0);
        assertThat(CanonicalReader.object(before.getBytes(StandardCharsets.UTF_8)))
                .containsEntry("countersign", "export/1")
                .containsEntry("workspace", "acme")
                .containsEntry("from", null)
                .containsEntry("to", null)
                .containsEntry("filter", Map.of())
                .containsEntry("exportedAt", now.toString())
                .containsEntry("checkpoint", null)
                .containsEntry("keys", List.of(signer.key().text()));
        office.approvals.checkpoints().make(admin);
        TrailFilter filter = new TrailFilter(
                null, null, "maya", "post.created", null, new Channel("LINKEDIN"), now, now.plusSeconds(1));
        List<String> lines = export(filter);
        Map<String, @Nullable Object> head = CanonicalReader.object(lines.get(0).getBytes(StandardCharsets.UTF_8));
        assertThat(head)
                .containsEntry("from", now.toString())
                .containsEntry("to", now.plusSeconds(1).toString())
                .containsEntry("filter", Map.of("actor", "maya", "action", "post.created", "channel", "LINKEDIN"));
        NoteKey key = NoteKey.parse(signer.key().text());
        assertThat(String.valueOf(head.get("checkpoint"))).contains(key.name()).contains("countersign/acme");
        assertThat(entries(lines)).hasSize(1);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"countersign\":\"end\",\"entries\":1}");
    }

    @Test
    void a_filter_lets_through_what_the_list_tells_and_each_line_knows_the_hash_before() throws IOException {
        Post post = office.draft("Hello");
        office.approvals.posts().withdraw(office.as("maya"), post.id());
        office.draft("Other");
        List<EvidenceLine> all = entries(export(new TrailFilter(post.id(), null, null, null, null, null)));
        assertThat(all)
                .extracting(EvidenceLine::stream)
                .containsOnly(post.stream().toString());
        List<EvidenceLine> some = entries(export(new TrailFilter(null, null, null, "post.withdrawn", null, null)));
        assertThat(some).hasSize(1);
        assertThat(some.get(0).previousHash()).isEqualTo(all.get(all.size() - 2).hash());
        assertThat(entries(export(new TrailFilter(null, null, null, "no.such", null, null))))
                .isEmpty();
    }

    @Test
    void of_an_entry_of_which_only_the_hash_was_kept_the_line_says_so() throws IOException {
        Post post = office.draft("Hello");
        office.approvals.posts().withdraw(office.as("maya"), post.id());
        List<Walked> whole = office.store.walk(Office.ACME, null, 100);
        List<Walked> purged = whole.stream()
                .map(one -> new Walked(one.stream(), one.seq(), null, one.hash(), null))
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EvidenceExport sink = new EvidenceExport(out);
        sink.begin(new ExportHead(Office.ACME, TrailFilter.ALL, clock.instant(), null, List.of()));
        for (Walked one : purged) sink.entries(List.of(one));
        sink.end(purged.size());
        List<EvidenceLine> lines =
                entries(out.toString(StandardCharsets.UTF_8).lines().toList());
        for (int i = 0; i < whole.size(); i++) {
            assertThat(lines.get(i).bytes()).isNull();
            assertThat(lines.get(i).hash()).isEqualTo(whole.get(i).hash());
            assertThat(lines.get(i).previousHash())
                    .isEqualTo(Objects.requireNonNull(whole.get(i).entry()).previousHash());
        }
    }

    @Test
    void what_an_export_lacks_of_the_end_is_seen_and_a_sink_that_fails_ends_it() {
        for (int i = 0; i < 10; i++) office.draft("Post " + i);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes) throws IOException {
                if (size() > 1_000) throw new IOException("No space left");
                super.write(bytes);
            }
        };
        assertThatThrownBy(() -> office.approvals.records().export(admin, TrailFilter.ALL, new EvidenceExport(out)))
                .hasMessage("No space left");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\"end\"");
    }

    @Test
    void S_81_it_is_for_auditors_and_of_one_workspace() throws IOException {
        office.draft("Hello");
        assertThatThrownBy(() -> office.approvals
                        .records()
                        .export(office.as("maya"), TrailFilter.ALL, new EvidenceExport(new ByteArrayOutputStream())))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> office.approvals.records().names(office.as("maya"), List.of()))
                .isInstanceOf(NotPermittedException.class);
        Call other = Call.of(new WorkspaceId("other"), Actor.user("eve", EnumSet.of(Permission.AUDIT_READ), Set.of()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        office.approvals.records().export(other, TrailFilter.ALL, new EvidenceExport(out));
        assertThat(entries(out.toString(StandardCharsets.UTF_8).lines().toList()))
                .isEmpty();
    }

    @Test
    void a_period_that_ends_before_it_begins_is_invalid() {
        TrailFilter backwards = new TrailFilter(
                null, null, null, null, clock.instant(), clock.instant().minus(Duration.ofNanos(1)));
        assertThatThrownBy(() -> export(backwards)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        office.approvals.records().entries(admin, backwards, io.countersign.store.PageRequest.FIRST))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void approvers_are_known_by_name_and_users_where_the_host_says() {
        Actor.Name client = office.client().actor().name();
        Actor.Name maya = office.as("maya").actor().name();
        assertThat(office.approvals.records().names(admin, List.of(client, maya, Actor.SYSTEM.name())))
                .isEqualTo(Map.of(client, "Client"));
    }

    private List<String> export(TrailFilter filter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        office.approvals.records().export(admin, filter, new EvidenceExport(out));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        return text.lines().toList();
    }

    /** All lines but the first and the last. */
    private static List<EvidenceLine> entries(List<String> lines) {
        List<EvidenceLine> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1))
            entries.add(EvidenceLine.parse(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("{\"countersign\":\"end\",\"entries\":%d}".formatted(entries.size()));
        return entries;
    }
}
