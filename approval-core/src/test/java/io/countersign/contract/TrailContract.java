package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.RITA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aPolicy;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Verifier;
import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.identity.Actor;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.post.Post;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
import io.countersign.store.Changes;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The record: every entry to the byte, in its chain. */
interface TrailContract extends StoreUnderTest {
    @Test
    default void S_95_every_entry_is_read_as_it_was_saved() {
        World acme = in("acme");
        List<AuditEntry> told = new ArrayList<>(everything(acme));
        List<AuditEntry> read = listed(acme, TrailFilter.ALL);
        told.sort(Comparator.comparing(AuditEntry::hash, Comparator.comparing(Object::toString)));
        read.sort(Comparator.comparing(AuditEntry::hash, Comparator.comparing(Object::toString)));
        assertThat(read).usingRecursiveFieldByFieldElementComparator().isEqualTo(told);
    }

    @Test
    default void entries_are_listed_newest_first_and_those_of_a_chain_the_last_first() {
        World acme = in("acme");
        everything(acme);
        List<AuditEntry> read = listed(acme, TrailFilter.ALL);
        assertThat(read)
                .isSortedAccordingTo(Comparator.comparing(AuditEntry::at).reversed());
        Map<StreamId, Long> last = new HashMap<>();
        for (AuditEntry entry : read) {
            Long after = last.put(entry.stream(), entry.seq());
            assertThat(entry.seq()).isEqualTo(after == null ? entry.seq() : after - 1);
        }
        assertThat(last.values()).containsOnly(1L);
    }

    @Test
    default void entries_are_found_by_post_link_actor_action_and_time() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora));
        Post post = acme.submitted(acme.draft(), aStage("press").of("approver:" + nora.id(), "user:lena"));
        Post other = acme.submitted(acme.draft(), aStage("press").of("user:lena"));
        clock().pass(Duration.ofMinutes(1));
        Instant viewed = acme.now();
        Actor guest = People.holding(link, nora);
        acme.saved(Deeds.of(
                link,
                new LinkCommand.Viewed(
                        1, "0123456789abcdef", post.id(), 1, post.version().digest()),
                guest,
                viewed));
        clock().pass(Duration.ofMinutes(1));
        acme.refused(guest, post, Verdict.REJECT, "No");
        acme.approved(LENA, other);
        assertThat(actions(acme, post.id(), null, null, null))
                .containsExactly("post.decided", "link.viewed", "post.submitted", "post.created");
        assertThat(actions(acme, null, link.id(), null, null)).containsExactly("link.viewed", "link.created");
        assertThat(actions(acme, post.id(), link.id(), null, null)).containsExactly("link.viewed");
        assertThat(actions(acme, null, null, nora.id().value(), null)).containsExactly("post.decided", "link.viewed");
        assertThat(actions(acme, null, null, "lena", null)).containsExactly("post.approved", "post.decided");
        assertThat(actions(acme, null, null, "lena", "post.decided")).containsExactly("post.decided");
        assertThat(actions(acme, other.id(), null, null, "post.submitted")).containsExactly("post.submitted");
        assertThat(actions(acme, new PostId("unknown"), null, null, null)).isEmpty();
        assertThat(actions(acme, null, new LinkId(post.id().value()), null, null))
                .isEmpty();
        assertThat(during(acme, viewed, viewed.plus(1, ChronoUnit.MICROS)))
                .extracting(AuditEntry::action)
                .containsExactly("link.viewed");
        assertThat(during(acme, viewed, viewed)).isEmpty();
        assertThat(during(acme, viewed.plus(1, ChronoUnit.MICROS), null)).hasSize(3);
        assertThat(during(acme, null, viewed)).hasSize(6);
    }

    @Test
    default void entries_are_found_by_the_campaign_and_the_channel_that_a_post_has_now() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Post spring = acme.has(aPost().named("a").tagged("spring", "sale"));
        Post moved = acme.has(aPost().named("b").on("X", "acme").tagged("spring"));
        moved = acme.edited(moved, aPost().on("X", "acme").tagged("summer"));
        Post other = acme.has(aPost().named("c").on("X", "acme"));
        acme.saved(Deeds.of(
                link,
                new LinkCommand.Viewed(
                        1, "0123456789abcdef", spring.id(), 1, spring.version().digest()),
                RITA,
                acme.now()));
        Channel x = new Channel("X");
        assertThat(found(acme, "spring", null)).containsExactlyInAnyOrder("link.viewed of a", "post.created of a");
        assertThat(found(acme, "sale", null)).hasSize(2);
        assertThat(found(acme, "summer", null)).containsExactly("post.edited of b", "post.created of b");
        assertThat(found(acme, null, x))
                .containsExactlyInAnyOrder("post.created of c", "post.edited of b", "post.created of b");
        assertThat(found(acme, null, spring.version().content().target().channel()))
                .containsExactlyInAnyOrder("link.viewed of a", "post.created of a");
        assertThat(found(acme, "summer", x)).hasSize(2);
        assertThat(found(acme, "spring", x)).isEmpty();
        assertThat(found(acme, "winter", null)).isEmpty();
        assertThat(found(acme, null, new Channel("TIKTOK"))).isEmpty();
        assertThat(found(in("other"), "spring", null)).isEmpty();
        assertThat(listed(acme, new TrailFilter(other.id(), null, null, null, null, x, null, null)))
                .hasSize(1);
        assertThat(listed(acme, new TrailFilter(other.id(), null, null, null, "spring", null, null, null)))
                .isEmpty();
        assertThat(listed(acme, new TrailFilter(null, link.id(), null, null, "spring", null, null, null)))
                .hasSize(1);
        assertThat(listed(acme, new TrailFilter(null, null, "rita", "link.viewed", "sale", null, null, acme.now())))
                .isEmpty();
        assertThat(listed(acme, new TrailFilter(null, null, "rita", "link.viewed", "sale", null, acme.now(), null)))
                .hasSize(1);
    }

    private List<String> found(World world, @Nullable String campaign, @Nullable Channel channel) {
        return listed(world, new TrailFilter(null, null, null, null, campaign, channel, null, null)).stream()
                .map(entry -> entry.action() + " of "
                        + (entry.subject().about() == null
                                ? entry.stream().id()
                                : entry.subject().about()))
                .toList();
    }

    @Test
    default void a_walk_with_a_filter_tells_what_a_list_tells_in_the_order_of_streams() {
        World acme = in("acme");
        everything(acme);
        Post tagged = acme.edited(
                acme.has(aPost().tagged("spring")), aPost().tagged("spring").saying("Twice"));
        Post post = acme.submitted(acme.draft(), aStage("press").of("user:lena"));
        clock().pass(Duration.ofMinutes(1));
        Instant later = acme.now();
        acme.approved(LENA, post);
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Post seen = tagged;
        for (int i = 0; i < 3; i++)
            link = acme.saved(Deeds.of(
                    link,
                    new LinkCommand.Viewed(
                            1,
                            "0123456789abcde" + i,
                            seen.id(),
                            1,
                            seen.version().digest()),
                    RITA,
                    acme.now()));
        assertThat(listed(acme, TrailFilter.ALL)).isNotEmpty();
        Channel channel = post.version().content().target().channel();
        LinkId viewed = link.id();
        for (TrailFilter filter : List.of(
                TrailFilter.ALL,
                of(post.id(), null, null, null),
                of(tagged.id(), null, null, null),
                of(tagged.id(), viewed, null, null),
                of(tagged.id(), null, "rita", null),
                of(null, viewed, null, null),
                of(null, null, "ada", null),
                of(null, null, null, "post.created"),
                new TrailFilter(null, null, null, null, "spring", null, null, null),
                new TrailFilter(null, null, null, null, null, channel, null, later),
                new TrailFilter(tagged.id(), null, null, null, "spring", channel, null, null),
                new TrailFilter(null, null, null, null, later, null),
                of(null, null, "nobody", null))) {
            List<AuditEntry> expected = new ArrayList<>(listed(acme, filter));
            expected.sort(
                    Comparator.comparing((AuditEntry entry) -> entry.stream().toString())
                            .thenComparing(AuditEntry::seq));
            for (int limit : List.of(1, 2, 7, 1_000))
                assertThat(walked(acme, filter, limit))
                        .as("%s by %d", filter, limit)
                        .usingRecursiveFieldByFieldElementComparator()
                        .isEqualTo(expected);
        }
        assertThat(walked(in("other"), TrailFilter.ALL, 7)).isEmpty();
    }

    /** Everything that a walk lets through, which looks at no more than the limit at a time. */
    private List<AuditEntry> walked(World world, TrailFilter filter, int limit) {
        List<AuditEntry> entries = new ArrayList<>();
        TrailReads.@Nullable Place place = null;
        do {
            TrailReads.Stretch stretch = store().walk(world.id(), filter, place, limit);
            assertThat(stretch.entries()).hasSizeLessThanOrEqualTo(limit);
            for (TrailReads.Walked one : stretch.entries()) entries.add(Objects.requireNonNull(one.entry()));
            place = stretch.next();
        } while (place != null);
        return entries;
    }

    @Test
    default void entries_of_one_instant_are_read_in_parts_each_once() {
        World acme = in("acme");
        List<Save> saves =
                IntStream.range(0, 500).mapToObj(i -> acme.making(aPost())).toList();
        acme.commit(Changes.all(acme.id(), saves));
        Post busy = acme.draft();
        for (int i = 0; i < 30; i++) busy = acme.edited(busy, aPost().saying("Edit " + i));
        PostId id = busy.id();
        assertThat(Paging.all(page -> store().entries(acme.id(), TrailFilter.ALL, page), 33))
                .hasSize(531)
                .doesNotHaveDuplicates();
        assertThat(Paging.all(page -> store().entries(acme.id(), of(id, null, null, null), page), 7))
                .extracting(AuditEntry::seq)
                .isEqualTo(IntStream.iterate(31, i -> i - 1)
                        .limit(31)
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(Paging.all(page -> store().entries(acme.id(), of(null, null, "ada", "post.created"), page), 50))
                .hasSize(501);
    }

    @Test
    default void what_was_told_of_one_thing_is_read_the_last_first_in_parts_each_once() {
        World acme = in("acme");
        Post busy = acme.draft();
        for (int i = 0; i < 12; i++) {
            busy = acme.edited(busy, aPost().saying("Edit " + i));
            acme.edited(acme.draft(), aPost().saying("Other " + i));
        }
        StreamId stream = busy.stream();
        List<AuditEntry> edits = Paging.all(page -> store().told(acme.id(), stream, "post.edited", page), 5);
        assertThat(edits).extracting(AuditEntry::stream).containsOnly(stream);
        assertThat(edits)
                .extracting(AuditEntry::seq)
                .isEqualTo(IntStream.iterate(13, i -> i - 1)
                        .limit(12)
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(edits)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(listed(acme, of(busy.id(), null, null, "post.edited")));
        assertThat(store().told(acme.id(), stream, "post.created", PageRequest.FIRST)
                        .items())
                .extracting(AuditEntry::previousHash)
                .containsExactly(Digest.ZERO);
        assertThat(store().told(acme.id(), stream, "post.decided", PageRequest.FIRST)
                        .items())
                .isEmpty();
        assertThat(store().told(in("other").id(), stream, "post.edited", PageRequest.FIRST)
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> store().told(acme.id(), stream, "post.edited", new PageRequest(1, "nonsense")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void a_stream_is_read_in_parts_the_first_first() {
        World acme = in("acme");
        Post busy = acme.draft();
        for (int i = 0; i < 11; i++) {
            busy = acme.edited(busy, aPost().saying("Edit " + i));
            acme.draft();
        }
        StreamId stream = busy.stream();
        List<AuditEntry> whole = store().stream(acme.id(), stream, 0, 100);
        List<AuditEntry> listed = new ArrayList<>(listed(acme, of(busy.id(), null, null, null)));
        Collections.reverse(listed);
        assertThat(whole)
                .hasSize(12)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(listed);
        assertThat(whole.get(0).previousHash()).isEqualTo(Digest.ZERO);
        assertThat(whole.get(11).head()).isEqualTo(busy.head());
        assertThat(store().stream(acme.id(), stream, 0, 5)).isEqualTo(whole.subList(0, 5));
        assertThat(store().stream(acme.id(), stream, 5, 5))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(whole.subList(5, 10));
        assertThat(store().stream(acme.id(), stream, 10, 5)).isEqualTo(whole.subList(10, 12));
        assertThat(store().stream(acme.id(), stream, 12, 5)).isEmpty();
        assertThat(store().stream(acme.id(), StreamId.of(new PostId("unknown")), 0, 5))
                .isEmpty();
        assertThat(store().stream(in("other").id(), stream, 0, 5)).isEmpty();
    }

    @Test
    default void S_81_no_entry_is_seen_from_another_workspace() {
        World acme = in("acme");
        Post ours = acme.has(aPost().named("same"));
        World other = in("other");
        other.edited(other.has(aPost().named("same")), aPost().saying("Theirs"));
        assertThat(actions(acme, ours.id(), null, null, null)).containsExactly("post.created");
        assertThat(actions(acme, null, null, "ada", null)).containsExactly("post.created");
        assertThat(listed(in("nobody"), TrailFilter.ALL)).isEmpty();
        assertThat(Chained.in(store(), acme.id())).hasSize(1);
        assertThat(Chained.in(store(), in("nobody").id())).isEmpty();
    }

    @Test
    default void S_95_every_chain_is_whole_and_ends_where_its_thing_says() {
        World acme = in("acme");
        List<AuditEntry> told = everything(acme);
        List<Chained> chains = Chained.in(store(), acme.id());
        Verifier verifier = verify(acme);
        assertThat(verifier.findings()).isEmpty();
        assertThat(verifier.entries()).isEqualTo(told.size());
        assertThat(chains).extracting(chain -> chain.stream().kind()).contains("post", "link", "approver", "policy");
        assertThat(store().unfounded(acme.id(), 10)).isEmpty();
        assertThat(store().strays(acme.id(), 10)).isEmpty();
    }

    @Test
    default void a_walk_goes_in_the_order_of_streams_texts_and_goes_on_where_it_was_left() {
        World acme = in("acme");
        for (String id : List.of("b", "B", "a-1", "a1", "a_1", "ä", "10", "9"))
            acme.edited(acme.has(aPost().named(id)), aPost().saying("Twice"));
        acme.has(anApprover("Nora").named("z"));
        acme.has(aPolicy());
        for (int limit : List.of(1, 2, 3, 1_000)) {
            List<String> texts = new ArrayList<>();
            TrailReads.@Nullable Place place = null;
            List<TrailReads.Walked> some;
            do {
                some = store().walk(acme.id(), place, limit);
                for (TrailReads.Walked next : some) {
                    texts.add("%s %03d".formatted(next.stream(), next.seq()));
                    place = new TrailReads.Place(next.stream(), next.seq(), next.hash());
                }
            } while (!some.isEmpty());
            assertThat(texts).hasSize(18).doesNotHaveDuplicates().isSorted();
        }
        StreamId between = StreamId.of(new PostId("a-2"));
        assertThat(store().walk(acme.id(), new TrailReads.Place(between, 1, Digest.ZERO), 1))
                .extracting(next -> next.stream().id())
                .containsExactly("a1");
    }

    @Test
    default void an_entry_on_a_walk_knows_the_one_before_wherever_the_walk_was_left() {
        World acme = in("acme");
        Post post = acme.draft();
        for (int i = 0; i < 4; i++) post = acme.edited(post, aPost().saying("Edit " + i));
        List<AuditEntry> entries = Chained.in(store(), acme.id()).get(0).entries();
        for (int i = 1; i < 5; i++) {
            AuditEntry last = entries.get(i - 1);
            TrailReads.Place place = new TrailReads.Place(last.stream(), last.seq(), last.hash());
            AuditEntry next = store().walk(acme.id(), place, 1).get(0).entry();
            assertThat(next).isEqualTo(entries.get(i));
            assertThat(next).extracting(AuditEntry::previousHash).isEqualTo(last.hash());
        }
    }

    @Test
    default void entries_that_belong_to_nothing_are_found() {
        World acme = in("acme");
        acme.has(aPost().named("a"));
        Post lost = acme.edited(acme.has(aPost().named("b")), aPost().saying("Lost"));
        acme.has(aPost().named("c"));
        lose(lost);
        assertThat(store().strays(acme.id(), 10))
                .extracting(stray -> stray.stream() + " " + stray.seq())
                .containsExactly(lost.stream() + " 1", lost.stream() + " 2");
        assertThat(store().strays(acme.id(), 1)).hasSize(1);
        assertThat(store().unfounded(acme.id(), 10)).isEmpty();
        assertThat(store().strays(in("other").id(), 10)).isEmpty();
    }

    @Test
    default void nothing_seems_wrong_while_a_chain_grows() throws Exception {
        World acme = in("acme");
        Post first = acme.draft();
        Race.of(2, runner -> () -> {
            Post post = first;
            for (int i = 0; i < 25; i++) {
                if (runner == 0) post = acme.edited(post, aPost().saying("Edit " + i));
                else {
                    assertThat(verify(acme).findings()).isEmpty();
                    assertThat(store().unfounded(acme.id(), 10)).isEmpty();
                    assertThat(store().strays(acme.id(), 10)).isEmpty();
                }
            }
            return true;
        });
        assertThat(Chained.in(store(), acme.id()).get(0).entries()).hasSize(26);
    }

    private Verifier verify(World world) {
        Verifier verifier = new Verifier(world.id());
        for (Chained chain : Chained.in(store(), world.id())) {
            verifier.begin(chain.stream());
            chain.entries().forEach(verifier::entry);
        }
        return verifier;
    }

    /** Something of every kind, told by what was committed. */
    private List<AuditEntry> everything(World world) {
        List<Save> saves = new ArrayList<>();
        Save nora = anApprover("Nora").of("acme").registered(world.now());
        Save link = aLinkTo((Approver) nora.after()).made(world.now());
        Save draft = world.making(aPost().saying(PostContract.DIFFICULT));
        Save policy =
                Deeds.policy(store().policy(world.id()), aPolicy(aStage("legal").of("user:lena")), RITA, world.now());
        saves.addAll(List.of(nora, link, draft, policy));
        world.commit(Changes.all(world.id(), saves));
        clock().pass(Duration.ofMinutes(1));
        Save submission = world.doing(
                ADA,
                (Post) draft.after(),
                Deeds.submission(world.id(), null, aStage("legal").of("user:lena")));
        Save approval = world.approving(LENA, world.saved(submission));
        Actor guest = People.holding((Link) link.after(), (Approver) nora.after());
        Post post = world.saved(approval);
        Save view = Deeds.of(
                (Link) link.after(),
                new LinkCommand.Viewed(
                        1, "0123456789abcdef", post.id(), 1, post.version().digest()),
                guest,
                world.now());
        world.saved(view);
        saves.addAll(List.of(submission, approval, view));
        return saves.stream().flatMap(save -> save.entries().stream()).toList();
    }

    private List<String> actions(
            World world,
            @Nullable PostId post,
            @Nullable LinkId link,
            @Nullable String actor,
            @Nullable String action) {
        return listed(world, of(post, link, actor, action)).stream()
                .map(AuditEntry::action)
                .toList();
    }

    private List<AuditEntry> during(World world, @Nullable Instant from, @Nullable Instant to) {
        return listed(world, new TrailFilter(null, null, null, null, from, to));
    }

    private TrailFilter of(
            @Nullable PostId post, @Nullable LinkId link, @Nullable String actor, @Nullable String action) {
        return new TrailFilter(post, link, actor, action, null, null);
    }

    private List<AuditEntry> listed(World world, TrailFilter filter) {
        return Paging.all(page -> store().entries(world.id(), filter, page), 2);
    }
}
