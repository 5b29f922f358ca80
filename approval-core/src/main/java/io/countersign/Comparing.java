package io.countersign;

import io.countersign.ClassifierReport.Classifier;
import io.countersign.ClassifierReport.Comparison;
import io.countersign.ClassifierReport.Disagreement;
import io.countersign.ClassifierReport.LabelFigures;
import io.countersign.routing.Classification;
import io.countersign.routing.Confidence;
import io.countersign.routing.Label;
import io.countersign.store.RoutedRound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what shadows said with what counted. Lives within one call. */
final class Comparing {
    private record Pair(Classifier used, Classifier shadow) {}

    private final Confidence atLeast;
    private final Map<Pair, Tally> tallies = new HashMap<>();

    Comparing(Confidence atLeast) {
        this.atLeast = atLeast;
    }

    /** Looks at a round; one without a shadow tells nothing. */
    void see(RoutedRound round) {
        Classification classification = round.plan().classification();
        if (classification == null) return;
        Classification.Answer used = classification.used();
        Classification.Answer shadow = classification.shadow();
        if (shadow == null) return;
        tallies.computeIfAbsent(new Pair(named(used), named(shadow)), any -> new Tally())
                .count(round, used, shadow);
    }

    /** The most compared first. */
    List<Comparison> comparisons() {
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue().comparison(entry.getKey()))
                .sorted(Comparator.comparingLong(Comparison::rounds)
                        .reversed()
                        .thenComparing(comparison -> comparison.used().toString())
                        .thenComparing(comparison -> comparison.shadow().toString()))
                .toList();
    }

    private static Classifier named(Classification.Answer answer) {
        return new Classifier(answer.model(), answer.version());
    }

    private final class Tally {
        private long rounds;
        private long unanswered;
        private long agreed;
        private final Map<String, long[]> labels = new TreeMap<>();
        private final List<Disagreement> listed = new ArrayList<>();

        void count(RoutedRound round, Classification.Answer used, Classification.Answer shadow) {
            rounds++;
            if (!used.classified() || !shadow.classified()) {
                unanswered++;
                return;
            }
            Set<String> counted = given(used);
            Set<String> compared = given(shadow);
            Set<String> either = new HashSet<>(counted);
            either.addAll(compared);
            for (String label : either)
                labels.computeIfAbsent(label, any -> new long[3])[
                        !compared.contains(label) ? 1 : counted.contains(label) ? 0 : 2]++;
            if (counted.equals(compared)) agreed++;
            else if (listed.size() < ClassifierReport.MAX_LISTED)
                listed.add(new Disagreement(round.post(), round.plan().round(), used.labels(), shadow.labels()));
        }

        private Set<String> given(Classification.Answer answer) {
            return answer.labels().stream()
                    .filter(label -> label.confidence().compareTo(atLeast) >= 0)
                    .map(Label::name)
                    .collect(Collectors.toSet());
        }

        Comparison comparison(Pair pair) {
            List<LabelFigures> figures = new ArrayList<>();
            labels.forEach((label, times) -> figures.add(LabelFigures.of(label, times[0], times[1], times[2])));
            return new Comparison(
                    pair.used(),
                    pair.shadow(),
                    rounds,
                    unanswered,
                    agreed,
                    rounds - unanswered - agreed,
                    figures,
                    listed);
        }
    }
}
