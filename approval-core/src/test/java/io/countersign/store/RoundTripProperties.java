package io.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.approver.ApproverEvent;
import io.countersign.approver.DelegationEvent;
import io.countersign.approver.Deputies;
import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.audit.Subject;
import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.content.Content;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.link.Link;
import io.countersign.link.LinkEvent;
import io.countersign.link.Session;
import io.countersign.post.BreakGlassEvent;
import io.countersign.post.Post;
import io.countersign.post.PostEvent;
import io.countersign.post.PostState;
import io.countersign.post.PublishingEvent;
import io.countersign.publish.Clearance;
import io.countersign.review.Plan;
import io.countersign.review.Progress;
import io.countersign.routing.PolicyEvent;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutingPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stores keep as JSON is read as it was written, and whatever the record keeps has canonical bytes. */
class RoundTripProperties {
    private static final List<Class<?>> KEPT = List.of(
            Post.class,
            PostState.class,
            Plan.class,
            Progress.class,
            Version.class,
            Content.class,
            Clearance.class,
            Link.class,
            Session.class,
            Approver.class,
            Deputies.class,
            RoutingPolicy.class,
            PolicyVersion.class,
            Head.class,
            Subject.class,
            Actor.Name.class);

    private static final List<Class<?>> EVENTS = List.of(
            PostEvent.class,
            PublishingEvent.class,
            BreakGlassEvent.class,
            LinkEvent.class,
            ApproverEvent.class,
            DelegationEvent.class,
            PolicyEvent.class);

    /** A value with the type that it is read as: where that is sealed, the JSON says which case it is. */
    record Sample(Class<?> type, Object value) {
        Object readAgain() {
            return Json.read(Json.write(value), type);
        }
    }

    @Property
    void what_is_kept_is_read_as_it_was_written(@ForAll @From("kept") Sample sample) {
        assertThat(sample.readAgain()).isEqualTo(sample.value());
    }

    @Property
    void every_event_has_canonical_bytes_that_tell_it(@ForAll @From("events") Sample sample) {
        byte[] bytes = Canonical.bytes(sample.value());
        assertThat(Json.read(new String(bytes, StandardCharsets.UTF_8), sample.type()))
                .isEqualTo(sample.value());
    }

    @Property
    void a_content_has_the_same_digest_after_it_was_kept(@ForAll @From("contents") Content content) {
        Digest digest = content.digest();
        assertThat(Json.read(Json.write(content), Content.class).digest()).isEqualTo(digest);
    }

    @Example
    void no_two_events_have_the_same_action() {
        List<String> actions = Stream.of(EVENTS)
                .flatMap(List::stream)
                .flatMap(type -> Records.cases(type).stream())
                .map(type -> ((ApprovalEvent) Records.of(type).sample()).action())
                .toList();
        assertThat(actions).hasSizeGreaterThan(30).doesNotHaveDuplicates();
        assertThat(actions).allMatch(action -> action.matches("(post|link|approver|delegation|policy)\\.[a-z-]+"));
    }

    @Example
    void a_streams_name_is_read_as_it_was_written() {
        for (String id : List.of("a", "a/b", "\uD83D\uDE80", "post/a")) {
            StreamId stream = new StreamId("post", id);
            assertThat(Json.read(Json.write(stream), StreamId.class)).isEqualTo(stream);
        }
    }

    @Provide
    Arbitrary<Sample> kept() {
        return samples(KEPT.stream());
    }

    @Provide
    Arbitrary<Sample> events() {
        return samples(EVENTS.stream());
    }

    @Provide
    Arbitrary<Content> contents() {
        return Records.of(Content.class);
    }

    private static Arbitrary<Sample> samples(Stream<Class<?>> types) {
        return Arbitraries.oneOf(types.flatMap(type ->
                        Records.cases(type).stream().map(one -> Records.of(one).map(value -> new Sample(type, value))))
                .toList());
    }
}
