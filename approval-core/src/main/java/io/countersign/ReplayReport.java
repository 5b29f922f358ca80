package io.countersign;

import io.countersign.identity.PostId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a proposed policy would have done to the rounds of a period. Stages are compared by name, without the one that a
 * post's author asked for, which no policy changes.
 *
 * @param rounds that were looked at
 * @param unlabelled how many of them the policy's labels could not be judged for, since no answer of a classifier is
 *     recorded; they counted as unclassified
 * @param added reviews that posts would gain
 * @param removed reviews that posts would have escaped
 * @param refused rounds that would not have opened, with the people of today; what routing gives them counts as added or
 *     removed all the same
 * @param deadRules names of rules that matched nothing, in the policy's order
 * @param unsatisfiable stages that nobody could clear today, in the policy's order
 */
public record ReplayReport(
        Instant from,
        Instant to,
        long rounds,
        long unlabelled,
        Reviews added,
        Reviews removed,
        Refusals refused,
        List<String> deadRules,
        List<Unsatisfiable> unsatisfiable) {
    /** At most so many reviews and refusals are listed of each kind, the latest first. */
    public static final int MAX_LISTED = 200;

    public ReplayReport {
        deadRules = List.copyOf(deadRules);
        unsatisfiable = List.copyOf(unsatisfiable);
    }

    /**
     * Reviews of one kind.
     *
     * @param byStage how many, by the stage's name
     */
    public record Reviews(long total, SortedMap<String, Long> byStage, List<Review> listed) {
        public Reviews {
            byStage = Collections.unmodifiableSortedMap(new TreeMap<>(byStage));
            listed = List.copyOf(listed);
        }

        static Reviews of(Map<String, Long> byStage, List<Review> listed) {
            long total = byStage.values().stream().mapToLong(Long::longValue).sum();
            return new Reviews(total, new TreeMap<>(byStage), listed);
        }
    }

    /** A stage of a post's round. */
    public record Review(PostId post, int round, String stage) {}

    /** Rounds that would not have opened. */
    public record Refusals(long total, List<Refusal> listed) {
        public Refusals {
            listed = List.copyOf(listed);
        }
    }

    /**
     * A round that would not have opened.
     *
     * @param why in a sentence, as submitting would tell it
     */
    public record Refusal(PostId post, int round, String why) {}

    /**
     * A stage that nobody could clear.
     *
     * @param why in a sentence
     */
    public record Unsatisfiable(String stage, String why) {}
}
