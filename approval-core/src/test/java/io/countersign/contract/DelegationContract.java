package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.approver.Approver;
import io.countersign.approver.DelegationEvent;
import io.countersign.approver.Deputies;
import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.link.Session;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Found;
import io.countersign.store.LinkReads;
import io.countersign.store.PeopleReads;
import io.countersign.store.Save;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who decides in whose place. */
interface DelegationContract extends StoreUnderTest {
    Duration DAY = Duration.ofDays(1);
    Person LENA = Person.user("lena");
    Person OMAR = Person.user("omar");
    Person VERA = Person.user("vera Müller \uD83D\uDE80");

    @Test
    default void delegations_are_read_as_they_were_saved_the_earliest_first() {
        World acme = in("acme");
        Deputies none = Deputies.none(acme.id(), VERA);
        Instant now = acme.now();
        Deputies one = acme.saved(given(null, none, to("b", OMAR, now.plus(DAY), now.plus(DAY.multipliedBy(2)))));
        Deputies two = acme.saved(given(one, one, to("a", LENA, now, now.plus(DAY))));
        Deputies others = in("other")
                .saved(given(null, Deputies.none(in("other").id(), VERA), to("a", LENA, now, now.plus(DAY))));
        assertThat(two.delegations()).extracting(Delegation::id).containsExactly("a", "b");
        Found<Deputies> found = store().deputies(acme.id(), List.of(VERA, LENA, VERA));
        assertThat(found.items()).containsExactly(two);
        assertThat(found.now()).isEqualTo(now);
        assertThat(store().deputies(in("other").id(), List.of(VERA)).items()).containsExactly(others);
        Found<Deputies> nobody = store().deputies(acme.id(), List.of());
        assertThat(nobody.items()).isEmpty();
        assertThat(nobody.now()).isEqualTo(now);
    }

    @Test
    default void who_gave_all_places_back_is_read_with_none() {
        World acme = in("acme");
        Instant now = acme.now();
        Deputies one = acme.saved(given(null, Deputies.none(acme.id(), VERA), to("a", LENA, now, now.plus(DAY))));
        Deputies ended = acme.saved(ended(one, one.delegations().get(0)));
        assertThat(ended.delegations()).isEmpty();
        assertThat(store().deputies(acme.id(), List.of(VERA)).items()).containsExactly(ended);
        assertThat(delegations(acme, LENA)).isEmpty();
    }

    @Test
    default void a_delegation_is_found_from_its_first_instant_until_before_its_last() {
        World acme = in("acme");
        Instant from = acme.now().plus(DAY);
        Instant until = from.plus(DAY);
        acme.saved(given(null, Deputies.none(acme.id(), VERA), to("a", LENA, from, until)));
        clock().pass(DAY.minus(1, ChronoUnit.MICROS));
        assertThat(delegations(acme, LENA)).isEmpty();
        clock().pass(Duration.of(1, ChronoUnit.MICROS));
        assertThat(delegations(acme, LENA)).containsExactly(new Delegation("a", VERA, LENA, from, until));
        clock().pass(DAY.minus(1, ChronoUnit.MICROS));
        assertThat(delegations(acme, LENA)).hasSize(1);
        clock().pass(Duration.of(1, ChronoUnit.MICROS));
        assertThat(delegations(acme, LENA)).isEmpty();
    }

    @Test
    default void who_is_meant_and_whose_places_were_given_are_read_together() {
        World acme = in("acme");
        Instant now = acme.now();
        Approver nora = acme.has(anApprover("Nora").named("nora").in("press", "legal"));
        Approver lena = acme.has(anApprover("Lena").being("lena"));
        acme.loses(acme.has(anApprover("Gone").named("gone").in("press")));
        Delegation first = to("1", LENA, now, now.plus(DAY));
        acme.saved(given(null, Deputies.none(acme.id(), VERA), first));
        Delegation second = new Delegation("2", nora.member().person(), OMAR, now, now.plus(DAY));
        acme.saved(given(null, Deputies.none(acme.id(), second.delegator()), second));
        in("other").saved(given(null, Deputies.none(in("other").id(), VERA), first));
        PeopleReads.People all = people(acme, List.of(LENA, OMAR, VERA), "group:press", "user:lena", "approver:gone");
        assertThat(all.approvers()).containsExactlyInAnyOrder(nora, lena);
        assertThat(all.delegations()).containsExactlyInAnyOrder(first, second);
        assertThat(people(acme, List.of(OMAR), "user:nobody"))
                .isEqualTo(new PeopleReads.People(List.of(), List.of(second)));
        assertThat(people(acme, List.of(VERA), "approver:nora"))
                .isEqualTo(new PeopleReads.People(List.of(nora), List.of()));
        assertThat(people(acme, List.of())).isEqualTo(PeopleReads.People.NONE);
    }

    @Test
    default void a_session_tells_whether_somebody_put_its_approver_in_their_place() {
        World acme = in("acme");
        Instant now = acme.now();
        Approver nora = acme.has(anApprover("Nora"));
        Approver paul = acme.has(anApprover("Paul").being("paul"));
        Session noras = acme.unlocked(acme.has(aLinkTo(nora)));
        Session pauls = acme.unlocked(acme.has(aLinkTo(paul)));
        assertThat(deputy(noras)).isFalse();
        acme.saved(given(
                null,
                Deputies.none(acme.id(), VERA),
                to("1", nora.member().person(), now, now.plus(Duration.ofMinutes(1)))));
        acme.saved(given(
                null,
                Deputies.none(acme.id(), LENA),
                new Delegation("2", LENA, Person.user("paul"), now, now.plus(Duration.ofMinutes(1)))));
        assertThat(deputy(noras)).isTrue();
        assertThat(deputy(pauls)).as("as the user that the approver is").isTrue();
        clock().pass(Duration.ofMinutes(1));
        assertThat(deputy(noras)).as("over").isFalse();
        assertThat(deputy(pauls)).isFalse();
    }

    @Test
    default void of_two_who_change_ones_delegations_at_once_one_is_lost() {
        World acme = in("acme");
        Instant now = acme.now();
        Deputies none = Deputies.none(acme.id(), VERA);
        Save first = given(null, none, to("1", LENA, now, now.plus(DAY)));
        Save second = given(null, none, to("2", OMAR, now, now.plus(DAY)));
        Deputies one = acme.saved(first);
        assertThat(store().commit(Changes.all(acme.id(), List.of(second))).lost())
                .containsExactly(none.stream());
        acme.saved(ended(one, one.delegations().get(0)));
        Committed late = store().commit(Changes.all(
                acme.id(), List.of(given(one, one, to("3", OMAR, now.plus(DAY), now.plus(DAY.multipliedBy(2)))))));
        assertThat(late.lost()).containsExactly(none.stream());
        assertThat(delegations(acme, OMAR)).isEmpty();
    }

    @Test
    default void S_95_the_chain_of_a_persons_delegations_is_whole() {
        World acme = in("acme");
        Instant now = acme.now();
        acme.has(anApprover("Nora").named("z"));
        acme.draft();
        Deputies one = acme.saved(given(null, Deputies.none(acme.id(), VERA), to("a", LENA, now, now.plus(DAY))));
        acme.saved(ended(one, one.delegations().get(0)));
        assertThat(Chained.in(store(), acme.id()))
                .extracting(
                        chain -> chain.stream().kind(), chain -> chain.entries().size())
                .containsExactly(tuple("approver", 1), tuple("delegation", 2), tuple("post", 1));
        assertThat(store().unfounded(acme.id(), 10)).isEmpty();
        assertThat(store().strays(acme.id(), 10)).isEmpty();
    }

    private boolean deputy(Session session) {
        return store().session(session.id()).map(LinkReads.Seated::deputy).orElseThrow();
    }

    private List<Delegation> delegations(World world, Person... delegates) {
        return people(world, List.of(delegates)).delegations();
    }

    private PeopleReads.People people(World world, List<Person> delegates, String... refs) {
        return store().people(
                        world.id(), Stream.of(refs).map(ReviewerRef::parse).toList(), delegates);
    }

    private static Delegation to(String id, Person delegate, Instant from, Instant until) {
        return new Delegation(id, VERA, delegate, from, until);
    }

    private Save given(@Nullable Deputies before, Deputies deputies, Delegation one) {
        DelegationEvent event =
                new DelegationEvent.Delegated(one.id(), one.delegator(), one.delegate(), one.from(), one.until());
        Instant now = store().now();
        return Deeds.save(before, deputies.with(one, now), People.RITA, now, List.of(new Change(event, Subject.NONE)));
    }

    private Save ended(Deputies before, Delegation one) {
        DelegationEvent event = new DelegationEvent.Ended(one.id(), one.delegator(), one.delegate());
        Instant now = store().now();
        return Deeds.save(before, before.without(one, now), People.RITA, now, List.of(new Change(event, Subject.NONE)));
    }
}
