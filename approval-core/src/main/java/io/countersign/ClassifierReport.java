package io.countersign;

import io.countersign.identity.PostId;
import io.countersign.routing.Confidence;
import io.countersign.routing.Label;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the labels of shadows compare with those that counted, over the rounds of a period.
 *
 * @param atLeast with what confidence a label counts as given
 * @param comparisons one for each two classifiers, by their names and versions, the most compared first
 */
public record ClassifierReport(Instant from, Instant to, Confidence atLeast, List<Comparison> comparisons) {
    /** At most so many disagreements are listed of each comparison, the latest first. */
    public static final int MAX_LISTED = 200;

    public ClassifierReport {
        comparisons = List.copyOf(comparisons);
    }

    /** A classifier, as it named itself. */
    public record Classifier(String model, String version) {}

    /**
     * Two classifiers, on the same versions.
     *
     * @param used whose labels counted
     * @param rounds that both were asked about
     * @param unanswered how many of them at least one gave no answer to
     * @param agreed how many both gave the same labels to
     * @param disagreed how many they gave different labels to
     * @param labels by name
     * @param listed rounds on which they disagreed
     */
    public record Comparison(
            Classifier used,
            Classifier shadow,
            long rounds,
            long unanswered,
            long agreed,
            long disagreed,
            List<LabelFigures> labels,
            List<Disagreement> listed) {
        public Comparison {
            labels = List.copyOf(labels);
            listed = List.copyOf(listed);
        }
    }

    /**
     * One label, of rounds that both answered to.
     *
     * @param both how often both gave it
     * @param usedOnly how often the shadow missed it
     * @param shadowOnly how often the shadow alone gave it
     * @param precision of what the shadow gave, the share that the other gave as well, from 0 to 1; null where it gave none
     * @param recall of what the other gave, the share that the shadow gave as well, from 0 to 1; null where it gave none
     */
    public record LabelFigures(
            String label,
            long both,
            long usedOnly,
            long shadowOnly,
            @Nullable Double precision,
            @Nullable Double recall) {
        static LabelFigures of(String label, long both, long usedOnly, long shadowOnly) {
            return new LabelFigures(label, both, usedOnly, shadowOnly, share(both, shadowOnly), share(both, usedOnly));
        }

        private static @Nullable Double share(long both, long alone) {
            return both + alone == 0 ? null : (double) both / (both + alone);
        }
    }

    /** A round on which they disagreed, with all that both said. */
    public record Disagreement(PostId post, int round, List<Label> used, List<Label> shadow) {
        public Disagreement {
            used = List.copyOf(used);
            shadow = List.copyOf(shadow);
        }
    }
}
