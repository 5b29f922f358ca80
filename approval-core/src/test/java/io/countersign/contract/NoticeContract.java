package io.countersign.contract;

import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.StreamId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.notice.Notice;
import io.countersign.notice.Recipient;
import io.countersign.post.Post;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.NoticeQueue.Held;
import io.countersign.store.Save;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people are still to be told: kept with the step that causes it, held by one at a time. */
interface NoticeContract extends StoreUnderTest {
    Duration LEASE = Duration.ofMinutes(5);

    @Test
    default void a_notice_is_kept_with_its_step_and_comes_back_as_it_was() {
        World acme = in("acme");
        Instant now = acme.now();
        Notice full = new Notice(
                "1 \uD83D\uDE80",
                Recipient.parse("group:legal \u00E9t\u00E9"),
                Notice.Kind.OVERDUE,
                StreamId.of(new PostId("post-1")),
                3,
                "Recht \uD83D\uDE80",
                Person.user("ben"),
                now.minusSeconds(7),
                now.minusSeconds(1),
                2);
        Notice sparse = new Notice(
                "2",
                new Recipient.Holders(Permission.ROUTING_MANAGE),
                Notice.Kind.RENEWAL,
                StreamId.of(new LinkId("link-1")),
                null,
                null,
                null,
                now,
                now,
                0);
        tell(acme, full, sparse);
        assertThat(take().notices()).containsExactly(full, sparse);
    }

    @Test
    default void nothing_is_due_before_its_time_and_what_is_not_due_yet_comes_along() {
        World acme = in("acme");
        Instant now = acme.now();
        Notice first = notice("b", "user:lena", now.plusSeconds(300));
        Notice later = notice("a", "user:lou", now.plusSeconds(600));
        tell(acme, later, first);
        clock().set(now.plusSeconds(300).minusNanos(1_000));
        assertThat(store().takeNotices(LEASE, 10)).isEmpty();
        clock().set(now.plusSeconds(300));
        Held held = take();
        assertThat(held.workspace()).isEqualTo(acme.id());
        assertThat(held.now()).isEqualTo(now.plusSeconds(300));
        assertThat(held.notices()).containsExactly(first, later);
        store().release(held);
        Held one = store().takeNotices(LEASE, 1).orElseThrow();
        assertThat(one.notices()).containsExactly(first);
    }

    @Test
    default void a_step_that_is_lost_tells_nobody() {
        World acme = in("acme");
        Post read = acme.draft();
        acme.edited(read, aPost().saying("Somebody else was first"));
        Save late =
                acme.editing(read, aPost().saying("Too late")).telling(List.of(notice("a", "user:lena", acme.now())));
        Save other = acme.making(aPost()).telling(List.of(notice("b", "user:lou", acme.now())));
        Committed none = store().commit(Changes.all(acme.id(), List.of(late, other)));
        assertThat(none.saved()).isEmpty();
        assertThat(store().takeNotices(LEASE, 10)).isEmpty();
        assertThat(store().commit(Changes.each(acme.id(), List.of(late, other))).saved())
                .hasSize(1);
        assertThat(take().notices()).extracting(Notice::id).containsExactly("b");
    }

    @Test
    default void who_holds_a_workspace_holds_it_alone_until_it_is_released_or_the_lease_ends() {
        World acme = in("acme");
        Notice notice = notice("a", "user:lena", acme.now());
        tell(acme, notice);
        Held first = take();
        assertThat(store().takeNotices(LEASE, 10)).isEmpty();
        store().release(first);
        Held second = take();
        assertThat(second.fence()).isGreaterThan(first.fence());
        clock().set(second.now().plus(LEASE).minusNanos(1_000));
        assertThat(store().takeNotices(LEASE, 10)).isEmpty();
        clock().set(second.now().plus(LEASE));
        Held third = take();
        store().release(second);
        assertThat(store().takeNotices(LEASE, 10))
                .as("the third holds it still")
                .isEmpty();
        assertThat(store().settle(second, List.of(notice), List.of()))
                .as("of one whose lease is over")
                .isFalse();
        assertThat(store().settle(third, List.of(notice), List.of())).isTrue();
        store().release(third);
        assertThat(store().takeNotices(LEASE, 10)).isEmpty();
    }

    @Test
    default void what_is_settled_is_gone_and_what_is_kept_instead_is_there() {
        World acme = in("acme");
        Instant now = acme.now();
        Notice group = notice("a", "group:legal", now);
        Notice done = notice("b", "user:lena", now);
        Notice other = notice("c", "user:vera", now);
        tell(acme, group, done, other);
        Held held = take();
        Notice lou = group.to(Person.user("lou")).notBefore(now.plusSeconds(60));
        Notice again = done.failed(now.plusSeconds(30));
        assertThat(store().settle(held, List.of(group, done), List.of(lou, again)))
                .isTrue();
        store().release(held);
        assertThat(take().notices()).containsExactly(other, again, lou);
        assertThat(again.attempts()).isOne();
    }

    @Test
    default void many_are_settled_at_once() {
        World acme = in("acme");
        Instant now = acme.now();
        List<Notice> many = IntStream.range(0, 1_200)
                .mapToObj(i -> notice("n" + i, "user:lena", now))
                .toList();
        tell(acme, many.toArray(Notice[]::new));
        Held held = store().takeNotices(LEASE, 2_000).orElseThrow();
        assertThat(held.notices()).hasSize(1_200);
        List<Notice> instead =
                many.stream().map(notice -> notice.to(Person.user("lou"))).toList();
        assertThat(store().settle(held, many, instead)).isTrue();
        store().release(held);
        Held after = store().takeNotices(LEASE, 2_000).orElseThrow();
        assertThat(after.notices()).containsExactlyInAnyOrderElementsOf(instead);
        assertThat(store().settle(after, instead, List.of())).isTrue();
        store().release(after);
        assertThat(store().takeNotices(LEASE, 1)).isEmpty();
    }

    @Test
    default void the_longest_due_workspace_comes_first_and_none_sees_anothers() {
        World acme = in("acme");
        World other = in("other");
        Instant now = acme.now();
        tell(acme, notice("a", "user:lena", now.minusSeconds(1)));
        tell(other, notice("a", "user:lena", now.minusSeconds(2)));
        Held first = take();
        Held second = take();
        assertThat(List.of(first.workspace(), second.workspace())).containsExactly(other.id(), acme.id());
        assertThat(store().settle(first, first.notices(), List.of())).isTrue();
        store().release(second);
        assertThat(take().workspace()).isEqualTo(acme.id());
    }

    @Test
    default void of_eight_who_take_at_once_each_workspace_is_held_by_one() throws Exception {
        List<World> worlds = IntStream.range(0, 5).mapToObj(i -> in("w" + i)).toList();
        for (World world : worlds) tell(world, notice("a", "user:lena", world.now()));
        List<List<Held>> taken = Race.of(8, () -> {
            List<Held> mine = new ArrayList<>();
            for (int i = 0; i < 20; i++) store().takeNotices(LEASE, 10).ifPresent(mine::add);
            return mine;
        });
        assertThat(taken.stream().flatMap(List::stream).map(Held::workspace))
                .containsExactlyInAnyOrderElementsOf(
                        worlds.stream().map(World::id).toList());
    }

    private Held take() {
        return Objects.requireNonNull(store().takeNotices(LEASE, 10).orElse(null), "nothing is due");
    }

    private void tell(World world, Notice... notices) {
        world.saved(world.making(aPost()).telling(List.of(notices)));
    }

    private static Notice notice(String id, String to, Instant dueAt) {
        return new Notice(
                id,
                Recipient.parse(to),
                Notice.Kind.REVIEW,
                StreamId.of(new PostId("post-1")),
                1,
                "legal",
                null,
                dueAt.minusSeconds(10),
                dueAt,
                0);
    }
}
