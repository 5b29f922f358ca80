package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.LinkFixture.credentials;
import static io.countersign.contract.People.RITA;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.link.Credentials;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.Resealing;
import io.countersign.link.Session;
import io.countersign.link.Throttle;
import io.countersign.link.Usage;
import io.countersign.store.Changes;
import io.countersign.store.LinkUse;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Failures of browsers that a link knows, apart from those of strangers; and what is stored of a secret anew. */
interface DeviceContract extends StoreUnderTest {
    Digest PHONE = Digest.of("phone");
    Digest DESKTOP = Digest.of("desktop");

    @Test
    default void S_32_failures_of_a_browser_are_counted_one_by_one_and_apart_from_all_others() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Link another = acme.has(aLinkTo(acme.has(anApprover("Omar"))));
        assertThat(store().failures(acme.id(), link.id(), PHONE)).isZero();
        for (int i = 0; i < 3; i++) assertThat(store().count(link, PHONE, i)).isTrue();
        assertThat(store().count(link, PHONE, 2)).as("what is no more").isFalse();
        assertThat(store().count(link, PHONE, 0)).as("what was once").isFalse();
        assertThat(store().count(link, DESKTOP, 1)).as("what is not yet").isFalse();
        assertThat(store().failures(acme.id(), link.id(), PHONE)).isEqualTo(3);
        assertThat(store().failures(acme.id(), link.id(), DESKTOP)).isZero();
        assertThat(store().failures(acme.id(), another.id(), PHONE)).isZero();
        assertThat(store().failures(in("other").id(), link.id(), PHONE)).isZero();
        assertThat(acme.read(link)).isEqualTo(link);
    }

    @Test
    default void S_30_of_eight_failures_of_a_browser_at_once_one_is_counted() throws Exception {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        for (int round = 0; round < 3; round++) {
            int read = round;
            assertThat(Race.of(8, () -> store().count(link, PHONE, read)))
                    .filteredOn(Boolean.TRUE::equals)
                    .hasSize(1);
        }
        assertThat(store().failures(acme.id(), link.id(), PHONE)).isEqualTo(3);
    }

    @Test
    default void S_34_a_success_forgets_the_failures_of_its_browser_and_no_others() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Usage guessed = Throttle.STANDARD.reserve(link.usage(), acme.now());
        assertThat(store().count(link, guessed)).isTrue();
        assertThat(store().count(link, PHONE, 0)).isTrue();
        assertThat(store().count(link, DESKTOP, 0)).isTrue();

        Session session = unlocked(acme, acme.read(link), PHONE);

        assertThat(store().failures(acme.id(), link.id(), PHONE)).isZero();
        assertThat(store().failures(acme.id(), link.id(), DESKTOP)).isEqualTo(1);
        assertThat(acme.read(link).usage()).isEqualTo(guessed.unlockedApart(acme.now()));
        assertThat(store().session(session.id())).isPresent();

        acme.unlocked(acme.read(link));
        assertThat(acme.read(link).usage().failures()).isZero();
        assertThat(store().failures(acme.id(), link.id(), DESKTOP)).isEqualTo(1);
    }

    @Test
    default void S_37_failures_and_sessions_are_forgotten_once_they_lie_back_far_enough() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Session over = acme.unlocked(link);
        assertThat(store().count(link, PHONE, 0)).isTrue();
        clock().pass(Duration.ofDays(1));
        Session later = acme.unlocked(acme.read(link));
        assertThat(store().count(link, DESKTOP, 0)).isTrue();

        store().prune(over.createdAt(), 1000);
        assertThat(store().failures(acme.id(), link.id(), PHONE)).as("not yet").isEqualTo(1);
        assertThat(store().session(over.id())).isPresent();
        assertThat(store().prune(over.expiresAt().plus(1, ChronoUnit.MICROS), 1000))
                .isGreaterThanOrEqualTo(2);

        assertThat(store().failures(acme.id(), link.id(), PHONE)).isZero();
        assertThat(store().failures(acme.id(), link.id(), DESKTOP)).isEqualTo(1);
        assertThat(store().session(over.id())).isEmpty();
        assertThat(store().session(later.id())).isPresent();
    }

    @Test
    default void S_37_no_more_is_forgotten_at_a_time_than_was_asked_for() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        List<Digest> devices =
                Stream.of("1", "2", "3", "4", "5").map(Digest::of).toList();
        for (Digest device : devices) assertThat(store().count(link, device, 0)).isTrue();
        clock().pass(Duration.ofDays(1));
        assertThat(store().prune(acme.now(), 2)).isBetween(2, 4);
        while (store().prune(acme.now(), 2) > 0) {
            // What other tests left behind goes with it.
        }
        for (Digest device : devices)
            assertThat(store().failures(acme.id(), link.id(), device)).isZero();
    }

    @Test
    default void S_23_what_is_stored_anew_is_read_and_never_over_what_was_regenerated_meanwhile() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Credentials anew = credentials("anew");
        LinkCommand opened = new LinkCommand.Opened(1, new Resealing(link.credentials(), anew), false);
        Link regenerated = acme.did(RITA, link, new LinkCommand.Regenerate(credentials("another")));
        assertThat(store().commit(Changes.all(acme.id(), List.of(Deeds.of(link, opened, RITA, acme.now()))))
                        .lost())
                .hasSize(1);
        assertThat(acme.read(link).credentials()).isEqualTo(regenerated.credentials());

        Link other = acme.has(aLinkTo(acme.has(anApprover("Omar"))));
        acme.did(RITA, other, new LinkCommand.Opened(1, new Resealing(other.credentials(), anew), false));
        assertThat(acme.read(other).credentials()).isEqualTo(anew);
        assertThat(acme.read(other).generation()).isEqualTo(1);
    }

    private static Session unlocked(World world, Link link, Digest device) {
        Session session = world.opening(link);
        LinkUse use = new LinkUse(world.id(), link.id(), link.generation(), true, device);
        world.commit(Changes.all(world.id(), List.of()).with(use).with(new SessionChange.Open(session)));
        return session;
    }
}
