package io.countersign.contract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often everything that can be reached was reached; a history that reaches nothing proves nothing. */
public final class Census {
    /** Posts' statuses, one count for each step and post. */
    public final Map<PostStatus, Integer> statuses = new EnumMap<>(PostStatus.class);

    /** What each deed came to: {@code "RELEASE done"}, or the code of its refusal. */
    public final Map<String, Integer> outcomes = new TreeMap<>();

    /** Decisions that were recorded. */
    public final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

    /** Stages that each kind of quorum cleared. */
    public final Map<String, Integer> quorums = new TreeMap<>();

    /** Codes of refusals. */
    public final Map<String, Integer> refusals = new TreeMap<>();

    /** Turns that a round took. */
    public final Map<String, Integer> turns = new TreeMap<>();

    /** What posts that were told again had, by one count for each step in which they changed. */
    public final Map<String, Integer> retold = new TreeMap<>();

    private int histories;

    static <T> void count(Map<T, Integer> reached, T what) {
        reached.merge(what, 1, Integer::sum);
    }

    void turn(String what) {
        count(turns, what);
    }

    void history() {
        histories++;
    }

    /** How many there were. */
    public int histories() {
        return histories;
    }

    /**
     * Fails if a status, verdict, kind of quorum or refusal was never reached; says nothing of fewer histories than that,
     * which a run with few tries has.
     */
    public void needEverything(int fromHistories) {
        if (histories < fromHistories) return;
        assertThat(statuses.keySet()).containsExactlyInAnyOrder(PostStatus.values());
        assertThat(verdicts.keySet()).containsExactlyInAnyOrder(Verdict.values());
        assertThat(quorums.keySet()).containsExactlyInAnyOrder("Any", "All", "AtLeast", "Share");
        assertThat(refusals.keySet())
                .contains("illegal-transition", "invalid-input", "not-found", "not-permitted", "stale-version");
    }

    /** Fails if posts that were told again never had something that a post can have. */
    public void needEveryRetelling(int fromHistories) {
        if (histories < fromHistories) return;
        assertThat(retold.keySet())
                .containsAll(Stream.of(PostStatus.values()).map(Enum::name).toList())
                .contains(
                        "held",
                        "missed",
                        "for now",
                        "leased",
                        "error",
                        "reference",
                        "glass",
                        "owed",
                        "recalled",
                        "nobody contributed",
                        "ended APPROVED",
                        "ended REFUSED",
                        "ended RETURNED",
                        "ended SUPERSEDED",
                        "blocked",
                        "reminded",
                        "nudged",
                        "escalated",
                        "share",
                        "through a link",
                        "delegated",
                        "suggested",
                        "carried",
                        "late");
    }

    /** Fails if a turn that a round can take was never taken. */
    public void needEveryTurn(int fromHistories) {
        if (histories < fromHistories) return;
        assertThat(turns.keySet())
                .contains(
                        "ESCALATE",
                        "REMIND",
                        "RETURN",
                        "carried",
                        "delegated",
                        "ended by a person",
                        "late",
                        "refused",
                        "returned",
                        "superseded",
                        "superseded by a move");
    }
}
