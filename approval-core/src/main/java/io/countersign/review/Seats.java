package io.countersign.review;

import io.countersign.identity.Person;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives each person one seat at most, as many as possible: a maximum flow, in which people who could take the same seats
 * are one node, so that large groups cost little.
 */
final class Seats {
    /** People that a stage needs, each for itself, and who they may be. */
    record Need(int stage, int people, Set<Person> able) {}

    /** People who could meet the same needs: how many sit where, and how many are free. */
    private static final class Kind {
        final BitSet needs;
        final Map<Integer, Integer> seated = new TreeMap<>();
        int free;

        Kind(BitSet needs) {
            this.needs = needs;
        }

        void seat(int need) {
            seated.merge(need, 1, Integer::sum);
        }

        void take(int need) {
            seated.computeIfPresent(need, (any, number) -> number == 1 ? null : number - 1);
        }

        int people() {
            return free + seated.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final List<Need> needs;

    /** By need, whoever could meet it. */
    private final List<List<Kind>> kinds;

    private Seats(List<Need> needs) {
        this.needs = needs;
        this.kinds = kinds(needs);
    }

    /** For each stage that is left short when nobody takes two seats, why. */
    static Map<Integer, String> obstacles(List<Need> all, IntFunction<String> name) {
        Seats seats = new Seats(scarce(all));
        Map<Integer, String> obstacles = new TreeMap<>();
        for (int need = 0; need < seats.needs.size(); need++) {
            BitSet rivals = seats.fill(need);
            if (!rivals.isEmpty()) obstacles.putIfAbsent(seats.needs.get(need).stage(), seats.why(rivals, name));
        }
        return obstacles;
    }

    /** Without the needs that are met whoever sits elsewhere. */
    private static List<Need> scarce(List<Need> all) {
        List<Need> mostAbleFirst = new ArrayList<>(all);
        mostAbleFirst.sort(
                Comparator.comparingInt((Need need) -> need.able().size()).reversed());
        int seats = all.stream().mapToInt(Need::people).sum();
        int from = 0;
        while (from < mostAbleFirst.size() && mostAbleFirst.get(from).able().size() >= seats)
            seats -= mostAbleFirst.get(from++).people();
        return mostAbleFirst.subList(from, mostAbleFirst.size()).stream()
                .sorted(Comparator.comparingInt(Need::stage))
                .toList();
    }

    private static List<List<Kind>> kinds(List<Need> needs) {
        Map<Person, BitSet> able = new HashMap<>();
        for (int need = 0; need < needs.size(); need++)
            for (Person person : needs.get(need).able())
                able.computeIfAbsent(person, any -> new BitSet()).set(need);
        Map<BitSet, Kind> all = new HashMap<>();
        able.values().forEach(of -> all.computeIfAbsent(of, Kind::new).free++);
        List<List<Kind>> kinds = new ArrayList<>();
        needs.forEach(need -> kinds.add(new ArrayList<>()));
        all.values()
                .forEach(kind ->
                        kind.needs.stream().forEach(need -> kinds.get(need).add(kind)));
        return kinds;
    }

    /** Meets a need; otherwise tells which needs, this one among them, want more people than there are. */
    private BitSet fill(int need) {
        for (int missing = needs.get(need).people(); missing > 0; missing--) {
            BitSet rivals = seatOne(need);
            if (!rivals.isEmpty()) return rivals;
        }
        return new BitSet();
    }

    /** Finds a person for a need, moving others to other seats if it must. */
    private BitSet seatOne(int need) {
        BitSet reached = new BitSet();
        Map<Kind, Integer> wantedBy = new HashMap<>();
        Map<Integer, Kind> givenUp = new HashMap<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(need));
        reached.set(need);
        while (!next.isEmpty()) {
            int wanting = next.remove();
            for (Kind kind : kinds.get(wanting)) {
                if (wantedBy.putIfAbsent(kind, wanting) != null) continue;
                if (kind.free > 0) {
                    kind.free--;
                    seat(kind, wantedBy, givenUp);
                    return new BitSet();
                }
                for (int other : kind.seated.keySet()) {
                    if (reached.get(other)) continue;
                    reached.set(other);
                    givenUp.put(other, kind);
                    next.add(other);
                }
            }
        }
        return reached;
    }

    /** Whoever is free goes where they were wanted; who sat there goes on to where they were wanted, and so on. */
    private static void seat(Kind free, Map<Kind, Integer> wantedBy, Map<Integer, Kind> givenUp) {
        @Nullable Kind kind = free;
        while (kind != null) {
            int need = wantedBy.getOrDefault(kind, -1);
            kind.seat(need);
            kind = givenUp.get(need);
            if (kind != null) kind.take(need);
        }
    }

    private String why(BitSet rivals, IntFunction<String> name) {
        int wanted = rivals.stream().map(need -> needs.get(need).people()).sum();
        int people = rivals.stream()
                .boxed()
                .flatMap(need -> kinds.get(need).stream())
                .distinct()
                .mapToInt(Kind::people)
                .sum();
        String stages = rivals.stream()
                .map(need -> needs.get(need).stage())
                .distinct()
                .sorted()
                .mapToObj(name)
                .collect(Collectors.joining(", "));
        return "the policy wants a different person for each stage, and %s need %d people, of whom there are %d"
                .formatted(stages, wanted, people);
    }
}
