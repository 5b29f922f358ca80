package io.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Stamp;
import io.countersign.audit.StreamId;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Member;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The record's format for ever: {@code entries.ndjson} has an entry of each kind of event, in the very bytes that are hashed.
 * A line is added with an event; none is changed once it was released.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventBytesTest {
    private static final Instant AT = Instant.parse("2026-12-01T09:00:00.000001Z");

    private static final Actor NORA = new Actor.Guest(
                    new Member(new ApproverId("nora"), null, Set.of()), new LinkId("link-1"), 2, true, null)
            .within("0123456789abcdef");

    private static final Subject SUBJECT = new Subject(
            new PostId("post-1"), 2, Digest.of("content"), "legal", "APPROVE", "DRAFT", "IN_REVIEW", "stale-version");

    static List<ApprovalEvent> events() {
        return SomeEvents.ofEachKind();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void S_95_and_S_99_an_entry_has_exactly_these_bytes(ApprovalEvent event) throws IOException {
        String prefix = "{\"action\":\"%s\",".formatted(event.action());
        assertThat(lines().filter(line -> line.startsWith(prefix)))
                .as("the line of %s", event.action())
                .containsExactly(new String(bytes(event), UTF_8));
        assertThat(Trail.event(bytes(event), event.getClass())).isEqualTo(event);
    }

    @Test
    void S_95_every_kind_of_event_is_pinned_once() throws IOException {
        Set<String> kinds = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.countersign")
                        .stream()
                        .filter(type -> type.isAssignableTo(ApprovalEvent.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(events())
                .as("an event of each kind in SomeEvents")
                .extracting(event -> event.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(events()).extracting(ApprovalEvent::action).doesNotHaveDuplicates();
        assertThat(lines()).as("lines in entries.ndjson").hasSize(kinds.size());
    }

    private static byte[] bytes(ApprovalEvent event) {
        Stamp stamp = new Stamp(new WorkspaceId("acme"), NORA, AT, "request-1", "node-1");
        StreamId stream = StreamId.of(new PostId("post-1"));
        return Trail.append(Head.START, stream, stamp, List.of(new Change(event, SUBJECT)))
                .get(0)
                .bytes();
    }

    private static Stream<String> lines() throws IOException {
        try (InputStream text = Objects.requireNonNull(EventBytesTest.class.getResourceAsStream("entries.ndjson"))) {
            return new String(text.readAllBytes(), UTF_8).lines();
        }
    }
}
