package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.LinkFixture.credentials;
import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.RITA;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkStatus;
import io.countersign.link.Throttle;
import io.countersign.link.Usage;
import io.countersign.store.Changes;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkReads;
import io.countersign.store.Save;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links are read as they were saved, and their counters are guarded apart from the rest. */
interface LinkContract extends StoreUnderTest {
    @Test
    default void every_field_of_a_link_is_read_as_it_was_saved() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link open = acme.has(aLinkTo(nora));
        Link narrow = acme.has(aLinkTo(nora)
                .by(People.user("größe \uD83D\uDE80"))
                .lasting(Duration.ofHours(1).plusNanos(1_000))
                .narrowedTo(new PostId("one"), new PostId("two"), new PostId("\uD83D\uDE80"))
                .forMoving());
        assertThat(store().link(open.id())).contains(new LinkReads.Opened(open, nora, acme.now()));
        assertThat(store().link(narrow.id())).contains(new LinkReads.Opened(narrow, nora, acme.now()));
        assertThat(store().link(new LinkId("unknown"))).isEmpty();
    }

    @Test
    default void a_link_is_read_as_it_was_saved_at_every_step() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        for (LinkCommand command : List.of(
                new LinkCommand.RequestRenewal(),
                LinkCommand.Extend.by(Duration.ofDays(7)),
                new LinkCommand.Regenerate(credentials("another")),
                new LinkCommand.Revoke())) {
            clock().pass(Duration.ofHours(1));
            link = acme.did(RITA, link, command);
            assertThat(acme.read(link)).as(command.name()).isEqualTo(link);
        }
        assertThat(link.status(acme.now())).isEqualTo(LinkStatus.REVOKED);
    }

    @Test
    default void the_link_of_a_deleted_approver_is_found_with_the_approver() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora));
        Approver gone = acme.loses(nora);
        assertThat(store().link(link.id()).orElseThrow().approver()).isEqualTo(gone);
    }

    @Test
    default void S_81_an_id_names_one_link_over_all_workspaces() {
        World acme = in("acme");
        World other = in("other");
        Link ours = acme.has(aLinkTo(acme.has(anApprover("Nora"))).named("one"));
        Save theirs = aLinkTo(other.has(anApprover("Norbert"))).named("one").made(other.now());
        assertThat(store().commit(Changes.each(other.id(), List.of(theirs))).lost())
                .containsExactly(ours.stream());
        assertThat(acme.read(ours)).isEqualTo(ours);
        assertThat(store().linkCounts(other.id())).isEmpty();
    }

    @Test
    default void S_30_an_attempt_is_counted_once_and_only_on_what_was_read() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Usage first = Throttle.STANDARD.reserve(link.usage(), acme.now());
        assertThat(store().count(link, first)).isTrue();
        assertThat(acme.read(link)).isEqualTo(link.with(first));
        assertThat(store().count(link, first)).as("counted on what is no more").isFalse();
        assertThat(acme.read(link)).isEqualTo(link.with(first));
        Usage all = new Usage(7, acme.now().plusSeconds(4), 3, 2, first.uses(), first.lastUsedAt());
        assertThat(store().count(link.with(first), all)).isTrue();
        assertThat(acme.read(link).usage()).isEqualTo(all);
    }

    @Test
    default void S_30_each_of_the_counters_guards_them_all() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        assertThat(store().count(link, link.usage().throttledOnce())).isTrue();
        assertThat(store().count(link, link.usage().wrongSecretOnce())).isFalse();
        Link throttled = acme.read(link);
        assertThat(store().count(throttled, throttled.usage().wrongSecretOnce()))
                .isTrue();
        assertThat(store().count(throttled, throttled.usage().throttledOnce())).isFalse();
        assertThat(acme.read(link).usage()).isEqualTo(new Usage(0, null, 1, 1, 0, null));
    }

    @Test
    default void S_30_of_eight_attempts_at_once_one_is_made_and_seven_are_told() throws Exception {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        List<Boolean> counted =
                Race.of(8, () -> store().count(link, Throttle.STANDARD.reserve(link.usage(), link.createdAt())));
        assertThat(counted).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(acme.read(link).usage().failures()).isEqualTo(1);
    }

    @Test
    default void S_30_an_attempt_on_another_generation_or_workspace_is_not_counted() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora).named("one"));
        Usage attempt = Throttle.STANDARD.reserve(link.usage(), acme.now());
        Link fresh = acme.did(RITA, link, new LinkCommand.Regenerate(credentials("another")));
        assertThat(store().count(link, attempt)).isFalse();
        Link forged = (Link) aLinkTo((Approver)
                        anApprover("Nora").of("other").registered(acme.now()).after())
                .named("one")
                .made(acme.now())
                .after();
        assertThat(store().count(forged, attempt)).isFalse();
        assertThat(acme.read(link)).isEqualTo(fresh);
        assertThat(store().count(fresh, attempt)).isTrue();
    }

    @Test
    default void S_30_counting_moves_no_revision_and_leaves_no_entry() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        store().count(link, Throttle.STANDARD.reserve(link.usage(), acme.now()));
        Link extended = acme.did(RITA, link, LinkCommand.Extend.by(Duration.ofDays(1)));
        assertThat(acme.read(link).head()).isEqualTo(extended.head());
        assertThat(extended.head().seq()).isEqualTo(2);
    }

    @Test
    default void S_30_no_save_of_the_link_forgets_an_attempt_that_was_counted_meanwhile() {
        World acme = in("acme");
        Link read = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Save extension = Deeds.of(read, LinkCommand.Extend.by(Duration.ofDays(1)), RITA, acme.now());
        Usage attempt = Throttle.STANDARD.reserve(read.usage(), acme.now());
        assertThat(store().count(read, attempt)).isTrue();
        acme.saved(extension);
        assertThat(acme.read(read).usage()).isEqualTo(attempt);
        assertThat(acme.read(read).expiresAt()).isAfter(read.expiresAt());
    }

    @Test
    default void regenerating_starts_the_counters_again_but_for_the_uses() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        acme.unlocked(link);
        Link used = acme.read(link);
        Save regeneration = Deeds.of(used, new LinkCommand.Regenerate(credentials("another")), RITA, acme.now());
        Usage guessed = new Usage(
                99, acme.now().plusSeconds(900), 10, 5, 1, used.usage().lastUsedAt());
        assertThat(store().count(used, guessed)).isTrue();
        acme.saved(regeneration);
        assertThat(acme.read(link).usage())
                .isEqualTo(new Usage(0, null, 0, 0, 1, used.usage().lastUsedAt()));
        assertThat(acme.read(link).generation()).isEqualTo(2);
    }

    @Test
    default void links_are_listed_newest_first_as_the_filter_says() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Approver omar = acme.has(anApprover("Omar"));
        Link brief = acme.has(aLinkTo(nora).lasting(Duration.ofHours(1)));
        Link revoked = acme.did(RITA, acme.has(aLinkTo(nora).by(ADA)), new LinkCommand.Revoke());
        Link active = acme.has(aLinkTo(omar).by(ADA));
        Link extended = acme.did(
                RITA, acme.has(aLinkTo(omar).lasting(Duration.ofHours(1))), LinkCommand.Extend.by(Duration.ofDays(1)));
        World other = in("other");
        other.has(aLinkTo(other.has(anApprover("Nora"))));
        assertThat(listed(acme, LinkFilter.ALL)).containsExactly(extended, active, revoked, brief);
        assertThat(listed(acme, new LinkFilter(null, nora.id(), null))).containsExactly(revoked, brief);
        assertThat(listed(acme, new LinkFilter(null, null, "ada"))).containsExactly(active, revoked);
        assertThat(listed(acme, new LinkFilter(LinkStatus.ACTIVE, null, null)))
                .containsExactly(extended, active, brief);
        clock().pass(Duration.ofHours(1));
        assertThat(listed(acme, new LinkFilter(LinkStatus.ACTIVE, null, null))).containsExactly(extended, active);
        assertThat(listed(acme, new LinkFilter(LinkStatus.EXPIRED, null, null))).containsExactly(brief);
        assertThat(listed(acme, new LinkFilter(LinkStatus.REVOKED, nora.id(), "ada")))
                .containsExactly(revoked);
        assertThat(listed(acme, new LinkFilter(LinkStatus.REVOKED, omar.id(), null)))
                .isEmpty();
    }

    @Test
    default void links_are_counted_by_status_at_the_stores_time() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        acme.has(aLinkTo(nora).lasting(Duration.ofHours(1)));
        acme.has(aLinkTo(nora));
        acme.did(RITA, acme.has(aLinkTo(nora).lasting(Duration.ofHours(1))), new LinkCommand.Revoke());
        World other = in("other");
        other.has(aLinkTo(other.has(anApprover("Nora"))));
        assertThat(store().linkCounts(acme.id())).isEqualTo(Map.of(LinkStatus.ACTIVE, 2L, LinkStatus.REVOKED, 1L));
        clock().set(acme.now().plus(Duration.ofHours(1)));
        assertThat(store().linkCounts(acme.id()))
                .isEqualTo(Map.of(LinkStatus.ACTIVE, 1L, LinkStatus.EXPIRED, 1L, LinkStatus.REVOKED, 1L));
        assertThat(store().linkCounts(in("nobody").id())).isEmpty();
    }

    @Test
    default void S_54_open_requests_are_a_list_of_their_own() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Approver omar = acme.has(anApprover("Omar"));
        acme.has(aLinkTo(nora));
        Link first = acme.did(RITA, acme.has(aLinkTo(nora).by(ADA)), new LinkCommand.RequestRenewal());
        Link dismissed = acme.did(RITA, acme.has(aLinkTo(omar)), new LinkCommand.RequestRenewal());
        acme.did(RITA, dismissed, new LinkCommand.DismissRenewal());
        Link revoked = acme.did(RITA, acme.has(aLinkTo(omar).by(ADA)), new LinkCommand.Revoke());
        Link second = acme.did(RITA, revoked, new LinkCommand.RequestRenewal());
        World other = in("other");
        other.did(RITA, other.has(aLinkTo(other.has(anApprover("Nora")))), new LinkCommand.RequestRenewal());
        assertThat(listed(acme, new LinkFilter(null, null, null, true))).containsExactly(second, first);
        assertThat(listed(acme, new LinkFilter(null, omar.id(), null, true))).containsExactly(second);
        assertThat(listed(acme, new LinkFilter(LinkStatus.ACTIVE, null, "ada", true)))
                .containsExactly(first);
        assertThat(listed(acme, new LinkFilter(null, null, "rita", true))).isEmpty();
    }

    @Test
    default void S_15_links_whose_end_is_to_be_announced_are_found_in_order_over_all_workspaces() {
        World acme = in("acme");
        World other = in("other");
        Approver nora = acme.has(anApprover("Nora"));
        Link month = acme.has(aLinkTo(nora));
        Link week = acme.has(aLinkTo(nora).lasting(Duration.ofDays(8)));
        Link days = other.has(aLinkTo(other.has(anApprover("Nora"))).lasting(Duration.ofDays(3)));
        acme.has(aLinkTo(nora).lasting(Duration.ofHours(2)));
        acme.did(RITA, acme.has(aLinkTo(nora).lasting(Duration.ofDays(8))), new LinkCommand.Revoke());
        Link extended = acme.did(
                RITA, acme.has(aLinkTo(nora).lasting(Duration.ofDays(8))), LinkCommand.Extend.by(Duration.ofDays(40)));
        assertThat(ending(2)).isEmpty();
        clock().set(month.createdAt().plus(Duration.ofDays(2)));
        assertThat(ending(2)).containsExactly(week, days);
        assertThat(ending(1)).containsExactly(week, days);
        Link warned = acme.did(RITA, week, new LinkCommand.Warn());
        assertThat(ending(2)).containsExactly(days);
        clock().set(month.createdAt().plus(Duration.ofDays(7)));
        assertThat(ending(1)).as("some days are over").containsExactly(warned);
        clock().set(month.expiresAt().minus(Duration.ofDays(7)));
        assertThat(ending(1)).containsExactly(month);
        clock().set(month.expiresAt());
        assertThat(ending(2)).as("ended unannounced").isEmpty();
        clock().set(extended.expiresAt().minus(Duration.ofDays(7)));
        assertThat(ending(2)).containsExactly(extended);
    }

    @Test
    default void S_15_links_that_are_due_at_the_same_time_are_each_found_once() {
        World acme = in("acme");
        World other = in("other");
        Set<Link> links = new HashSet<>();
        for (World world : List.of(acme, other, acme)) {
            Approver nora = world.has(anApprover("Nora"));
            for (int i = 0; i < 4; i++) links.add(world.has(aLinkTo(nora)));
        }
        clock().pass(Duration.ofDays(25));
        assertThat(ending(3)).hasSameSizeAs(links).hasSameElementsAs(links);
    }

    private List<Link> ending(int limit) {
        List<Link> all = new ArrayList<>();
        Link last = null;
        while (true) {
            List<Link> part = store().ending(last, limit);
            all.addAll(part);
            if (part.size() < limit) return all;
            last = part.get(limit - 1);
        }
    }

    private List<Link> listed(World world, LinkFilter filter) {
        return Paging.all(page -> store().links(world.id(), filter, page), 2);
    }
}
