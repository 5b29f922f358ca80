package io.countersign.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Member;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is pinned here is the record's format for ever: a change of it breaks every chain that exists. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrailTest {
    record Noted(String text, int count, @Nullable Instant until) implements ApprovalEvent {
        @Override
        public String action() {
            return "test.noted";
        }
    }

    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final StreamId STREAM = StreamId.of(new PostId("post-1"));
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.1Z");
    private static final Digest DIGEST = Digest.of("content");

    private static final String GOLDEN_BYTES =
            "{\"action\":\"test.noted\",\"actor\":{\"id\":\"nora\",\"kind\":\"APPROVER\"},"
                    + "\"assurance\":\"LINK\",\"at\":\"2026-03-02T09:00:00.100000Z\","
                    + "\"details\":{\"count\":3,\"text\":\"größer \uD83D\uDE80\",\"until\":null},\"link\":\"link-1\",\"node\":\"node-1\","
                    + "\"request\":\"request-1\",\"session\":\"0123456789abcdef\","
                    + "\"subject\":{\"about\":\"post-2\",\"digest\":\"" + DIGEST
                    + "\",\"from\":\"DRAFT\",\"refusal\":\"not-permitted\","
                    + "\"stage\":\"legal\",\"to\":\"IN_REVIEW\",\"verdict\":\"APPROVE\",\"version\":2}}";

    private static final String GOLDEN_HASH = "117691807f8b3127847568fc9dfd5c1fdd0b2869bd712877a269965e864b8ed4";

    @Test
    void the_bytes_and_the_hash_of_an_entry_are_these_for_ever() throws IOException {
        AuditEntry entry = golden(Head.START).get(0);
        assertThat(new String(entry.bytes(), UTF_8)).isEqualTo(GOLDEN_BYTES);
        assertThat(entry.hash()).isEqualTo(byHand("acme", "post/post-1", 1, Digest.ZERO, GOLDEN_BYTES.getBytes(UTF_8)));
        assertThat(entry.hash().hex()).isEqualTo(GOLDEN_HASH);
    }

    @Test
    void an_entry_is_searched_by_what_its_bytes_say() {
        AuditEntry entry = golden(Head.START).get(0);
        assertThat(entry.workspace()).isEqualTo(ACME);
        assertThat(entry.stream()).isEqualTo(STREAM);
        assertThat(entry.at()).isEqualTo(AT);
        assertThat(entry.actor()).isEqualTo(new Actor.Name(Actor.Kind.APPROVER, "nora"));
        assertThat(entry.action()).isEqualTo("test.noted");
        assertThat(entry.subject().stage()).isEqualTo("legal");
        assertThat(Trail.details(entry.bytes()))
                .containsEntry("text", "größer \uD83D\uDE80")
                .containsEntry("count", 3);
    }

    @Test
    void each_entry_is_chained_to_the_one_before() throws IOException {
        Head head = new Head(7, Digest.of("the seventh"));
        List<AuditEntry> entries =
                Trail.append(head, STREAM, stamp(Actor.SYSTEM, AT), List.of(noted("a"), noted("b"), noted("c")));
        assertThat(entries).extracting(AuditEntry::seq).containsExactly(8L, 9L, 10L);
        Digest previous = head.hash();
        for (AuditEntry entry : entries) {
            assertThat(entry.previousHash()).isEqualTo(previous);
            assertThat(entry.hash()).isEqualTo(byHand("acme", "post/post-1", entry.seq(), previous, entry.bytes()));
            assertThat(entry.head()).isEqualTo(new Head(entry.seq(), entry.hash()));
            previous = entry.hash();
        }
        assertThat(Trail.append(head, STREAM, stamp(Actor.SYSTEM, AT), List.of()))
                .isEmpty();
    }

    @Test
    void no_two_entries_run_together_alike() {
        byte[] bytes = "{}".getBytes(UTF_8);
        Digest hash = Trail.hash(new WorkspaceId("ab"), new StreamId("post", "c"), 1, Digest.ZERO, bytes);
        assertThat(Trail.hash(new WorkspaceId("a"), new StreamId("bpost", "c"), 1, Digest.ZERO, bytes))
                .isNotEqualTo(hash);
        assertThat(Trail.hash(new WorkspaceId("ab"), new StreamId("post", "d"), 1, Digest.ZERO, bytes))
                .isNotEqualTo(hash);
        assertThat(Trail.hash(new WorkspaceId("ab"), new StreamId("post", "c"), 2, Digest.ZERO, bytes))
                .isNotEqualTo(hash);
        assertThat(Trail.hash(new WorkspaceId("ab"), new StreamId("post", "c"), 1, hash, bytes))
                .isNotEqualTo(hash);
        assertThat(Trail.hash(new WorkspaceId("ab"), new StreamId("post", "c"), 1, Digest.ZERO, new byte[0]))
                .isNotEqualTo(hash);
    }

    @Test
    void a_time_finer_than_a_microsecond_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> stamp(Actor.SYSTEM, AT.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> stamp(Actor.SYSTEM, AT.plusNanos(999)));
        assertThat(stamp(Actor.SYSTEM, AT.plusNanos(1_000)).at()).isEqualTo(AT.plusNanos(1_000));
    }

    @Test
    void a_user_is_named_by_kind_and_id_and_with_an_account() {
        AuditEntry entry = Trail.append(
                        Head.START,
                        STREAM,
                        new Stamp(ACME, Actor.user("ada", Set.of(), Set.of("legal")), AT, null, "node-1"),
                        List.of(noted("a")))
                .get(0);
        assertThat(new String(entry.bytes(), UTF_8))
                .contains("\"actor\":{\"id\":\"ada\",\"kind\":\"USER\"},\"assurance\":\"ACCOUNT\"")
                .contains("\"link\":null,\"node\":\"node-1\",\"request\":null,\"session\":null")
                .doesNotContain("legal");
    }

    @Test
    void streams_are_read_as_they_are_written() {
        for (StreamId stream :
                List.of(STREAM, StreamId.of(new LinkId("a/b")), StreamId.of(new ApproverId("n:1")), StreamId.POLICY))
            assertThat(StreamId.parse(stream.toString())).isEqualTo(stream);
        assertThat(Map.of(STREAM, 1)).containsKey(StreamId.parse("post/post-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> StreamId.parse("/post-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> StreamId.parse("post"));
    }

    private static List<AuditEntry> golden(Head head) {
        Actor nora = new Actor.Guest(
                        new Member(new ApproverId("nora"), null, Set.of()), new LinkId("link-1"), 2, false, null)
                .within("0123456789abcdef");
        Subject subject =
                new Subject(new PostId("post-2"), 2, DIGEST, "legal", "APPROVE", "DRAFT", "IN_REVIEW", "not-permitted");
        return Trail.append(
                head, STREAM, stamp(nora, AT), List.of(new Change(new Noted("größer \uD83D\uDE80", 3, null), subject)));
    }

    private static Change noted(String text) {
        return new Change(new Noted(text, 0, AT), Subject.NONE);
    }

    private static Stamp stamp(Actor actor, Instant at) {
        return new Stamp(ACME, actor, at, "request-1", "node-1");
    }

    /** The record's construction, written a second time. */
    private static Digest byHand(String workspace, String stream, long seq, Digest previous, byte[] bytes)
            throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(buffer);
        out.writeByte(0);
        out.writeByte(1);
        out.writeInt(workspace.length());
        out.write(workspace.getBytes(UTF_8));
        out.writeInt(stream.length());
        out.write(stream.getBytes(UTF_8));
        out.writeLong(seq);
        out.write(previous.bytes());
        out.writeInt(bytes.length);
        out.write(bytes);
        return Digest.of(buffer.toByteArray());
    }
}
