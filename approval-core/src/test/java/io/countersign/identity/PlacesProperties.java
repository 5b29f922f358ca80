package io.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** In whose places a person may decide, whatever was stored. */
class PlacesProperties {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Property
    void a_place_is_taken_by_a_way_of_three_hops_at_most_in_which_every_hop_holds_and_nobody_comes_twice(
            @ForAll @From("delegations") List<Delegation> delegations, @ForAll @IntRange(max = 12) int minute) {
        Instant now = NOON.plus(minute, ChronoUnit.MINUTES);
        Standing standing = standing(0, delegations, now);
        for (Standing.Place place : standing.places()) {
            assertThat(place.chain())
                    .hasSizeBetween(1, 3)
                    .doesNotHaveDuplicates()
                    .doesNotContain(person(0));
            Person delegate = person(0);
            for (Person delegator : place.chain()) {
                assertThat(delegations).anyMatch(new Hop(delegator, delegate, now)::holds);
                delegate = delegator;
            }
            assertThat(place.refs()).containsExactly(place.of().asReviewer());
        }
    }

    @Property
    void every_place_that_three_hops_reach_is_taken_once(
            @ForAll @From("delegations") List<Delegation> delegations, @ForAll @IntRange(max = 12) int minute) {
        Instant now = NOON.plus(minute, ChronoUnit.MINUTES);
        Set<Person> reached = new HashSet<>(Set.of(person(0)));
        for (int hops = 0; hops < 3; hops++) {
            Set<Person> before = Set.copyOf(reached);
            delegations.stream()
                    .filter(one -> !now.isBefore(one.from()) && one.until().isAfter(now))
                    .filter(one -> before.contains(one.delegate()))
                    .forEach(one -> reached.add(one.delegator()));
        }
        reached.remove(person(0));
        assertThat(standing(0, delegations, now).places())
                .extracting(Standing.Place::of)
                .containsExactlyInAnyOrderElementsOf(reached);
    }

    @Property
    void a_delegation_covers_its_first_instant_and_not_its_last(
            @ForAll @IntRange(max = 1000) int start, @ForAll @IntRange(min = 1, max = 1000) int length) {
        Instant from = NOON.plus(start, ChronoUnit.MICROS);
        Instant until = from.plus(length, ChronoUnit.MICROS);
        Delegation delegation = new Delegation("d", person(1), person(0), from, until);
        assertThat(delegation.covers(from)).isTrue();
        assertThat(delegation.covers(until.minus(1, ChronoUnit.MICROS))).isTrue();
        assertThat(delegation.covers(from.minus(1, ChronoUnit.MICROS))).isFalse();
        assertThat(delegation.covers(until)).isFalse();
        assertThat(delegation.overlaps(until, until.plusSeconds(1))).isFalse();
        assertThat(delegation.overlaps(from.minusSeconds(1), from)).isFalse();
        assertThat(delegation.overlaps(until.minus(1, ChronoUnit.MICROS), until))
                .isTrue();
        assertThat(delegation.overlaps(from, from.plus(1, ChronoUnit.MICROS))).isTrue();
    }

    @Example
    void a_circle_of_four_gives_everybody_the_places_of_the_three_others_and_not_their_own() {
        List<Delegation> circle = List.of(to(1, 0), to(2, 1), to(3, 2), to(0, 3));
        assertThat(standing(0, circle, NOON).places())
                .extracting(Standing.Place::chain)
                .containsExactly(
                        List.of(person(1)), List.of(person(1), person(2)), List.of(person(1), person(2), person(3)));
    }

    @Example
    void who_delegates_over_four_hops_is_not_reached() {
        List<Delegation> chain = List.of(to(1, 0), to(2, 1), to(3, 2), to(4, 3));
        assertThat(standing(0, chain, NOON).places())
                .extracting(Standing.Place::of)
                .containsExactly(person(1), person(2), person(3));
    }

    @Example
    void a_deleted_approver_gives_no_place_and_hands_none_on() {
        Person gone = Person.approver(new ApproverId("gone"));
        Person nora = Person.approver(new ApproverId("nora"));
        Member known = new Member(new ApproverId("nora"), null, Set.of("press"));
        List<Delegation> delegations = List.of(
                new Delegation("1", gone, person(0), NOON, NOON.plusSeconds(1)),
                new Delegation("2", nora, gone, NOON, NOON.plusSeconds(1)),
                new Delegation("3", nora, person(0), NOON, NOON.plusSeconds(1)));
        Roster roster = new Roster(List.of(known), Map.of(), Map.of(), delegations);
        Actor actor = Actor.user("u0", Set.of(), Set.of());
        assertThat(roster.standing(actor, NOON).places())
                .containsExactly(
                        new Standing.Place(List.of(nora), Set.of(nora.asReviewer(), new ReviewerRef.Group("press"))));
    }

    @Example
    void an_approver_who_became_a_user_since_gives_the_users_place() {
        Member lena = new Member(new ApproverId("l-1"), "lena", Set.of("press"));
        List<Delegation> delegations =
                List.of(new Delegation("1", Person.approver(lena.id()), person(0), NOON, NOON.plusSeconds(1)));
        Roster roster =
                new Roster(List.of(lena), Map.of("lena", Set.of("legal")), Map.of("law", Set.of("lena")), delegations);
        assertThat(roster.standing(Actor.user("u0", Set.of(), Set.of()), NOON).places())
                .containsExactly(new Standing.Place(
                        List.of(Person.user("lena")),
                        Set.of(
                                new ReviewerRef.User("lena"),
                                new ReviewerRef.Approver(lena.id()),
                                new ReviewerRef.Group("press"),
                                new ReviewerRef.Group("legal"),
                                new ReviewerRef.Group("law"))));
    }

    @Example
    void a_guest_stands_in_for_others_as_a_user_does() {
        Member nora = new Member(new ApproverId("nora"), null, Set.of());
        Delegation given = new Delegation("1", person(1), nora.person(), NOON, NOON.plusSeconds(1));
        Roster roster = new Roster(List.of(), Map.of(), Map.of(), List.of(given));
        Standing standing = roster.standing(new Actor.Guest(nora, new LinkId("l"), 1, false, null), NOON);
        assertThat(standing.own()).containsExactly(nora.person().asReviewer());
        assertThat(standing.answers(person(1).asReviewer())).isTrue();
        assertThat(standing.refs())
                .containsExactlyInAnyOrder(nora.person().asReviewer(), person(1).asReviewer());
    }

    @Example
    void the_system_stands_in_for_nobody() {
        Roster roster = new Roster(List.of(), Map.of(), Map.of(), List.of(to(1, 0)));
        assertThat(roster.standing(Actor.SYSTEM, NOON)).isEqualTo(Standing.NONE);
    }

    @Provide
    Arbitrary<List<Delegation>> delegations() {
        Arbitrary<Integer> people = Arbitraries.integers().between(0, 6);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 12);
        return Combinators.combine(people, people, minutes, minutes)
                .as((from, to, start, end) -> new Delegation(
                        "d" + from + to + start,
                        person(from),
                        person(to),
                        NOON.plus(Math.min(start, end), ChronoUnit.MINUTES),
                        NOON.plus(Math.max(start, end) + 1L, ChronoUnit.MINUTES)))
                .list()
                .ofMaxSize(14);
    }

    private record Hop(Person delegator, Person delegate, Instant now) {
        boolean holds(Delegation one) {
            return one.delegator().equals(delegator)
                    && one.delegate().equals(delegate)
                    && !one.from().isAfter(now)
                    && now.isBefore(one.until());
        }
    }

    private static Standing standing(int person, List<Delegation> delegations, Instant now) {
        Roster roster = new Roster(List.of(), Map.of(), Map.of(), delegations);
        return roster.standing(Actor.user("u" + person, Set.of(), Set.of()), now);
    }

    private static Delegation to(int from, int to) {
        return new Delegation("d" + from, person(from), person(to), NOON, NOON.plusSeconds(1));
    }

    private static Person person(int number) {
        return Person.user("u" + number);
    }
}
