package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.countersign.identity.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One person, one seat. */
class SeatsProperties {
    @Property
    void a_stage_is_short_exactly_where_no_way_to_seat_people_exists(@ForAll @From("needs") List<Seats.Need> needs) {
        List<Set<Person>> seats = new ArrayList<>();
        needs.forEach(need -> IntStream.range(0, need.people()).forEach(any -> seats.add(need.able())));
        boolean possible = seatable(seats, 0, new HashSet<>());
        assertThat(Seats.obstacles(needs, Integer::toString).isEmpty()).isEqualTo(possible);
    }

    @Example
    void groups_of_thousands_in_many_stages_take_no_time_worth_speaking_of() {
        List<Seats.Need> needs = IntStream.range(0, 100)
                .mapToObj(stage -> new Seats.Need(stage, 1_000, people(stage * 50, stage * 50 + 5_000)))
                .toList();
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Seats.obstacles(needs, Integer::toString)))
                .as("100,000 seats, 9,950 people")
                .isNotEmpty();
    }

    @Example
    void who_is_short_of_whom_is_told_with_the_stages_that_want_the_same_people() {
        List<Seats.Need> needs = List.of(
                new Seats.Need(0, 1, people(0, 1)),
                new Seats.Need(1, 1, people(5, 6)),
                new Seats.Need(2, 2, people(0, 2)),
                new Seats.Need(3, 1, people(0, 50)));
        assertThat(Seats.obstacles(needs, stage -> "'" + stage + "'"))
                .containsOnlyKeys(2)
                .containsEntry(
                        2,
                        "the policy wants a different person for each stage, and '0', '2' need 3 people, of whom there are 2");
    }

    @Provide
    Arbitrary<List<Seats.Need>> needs() {
        Arbitrary<Set<Person>> able = Arbitraries.integers()
                .between(0, 5)
                .map(number -> Person.user("u" + number))
                .set()
                .ofMaxSize(5);
        Arbitrary<Seats.Need> need = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 2),
                        able)
                .as(Seats.Need::new);
        return need.list().ofMaxSize(5);
    }

    private static Set<Person> people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Person.user("u" + number))
                .collect(Collectors.toSet());
    }

    private static boolean seatable(List<Set<Person>> seats, int from, Set<Person> seated) {
        if (from == seats.size()) return true;
        for (Person person : seats.get(from)) {
            if (!seated.add(person)) continue;
            if (seatable(seats, from + 1, seated)) return true;
            seated.remove(person);
        }
        return false;
    }
}
