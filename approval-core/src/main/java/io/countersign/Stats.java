package io.countersign;

import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.QueueCount;
import io.countersign.store.RoundCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How reviewing goes in a workspace, in figures. */
public final class Stats {
    /** The longest period in one call. */
    public static final Duration LONGEST = Period.LONGEST;

    /** At most so many decisions are looked at in one call. */
    public static final int MAX_DECISIONS = 1_000_000;

    private final Desk desk;

    Stats(Desk desk) {
        this.desk = desk;
    }

    /**
     * The figures of a period, and of now; needs {@code audit:read}.
     *
     * @param from inclusive
     * @param to exclusive
     * @throws InvalidInputException for a period that ends before it begins, is longer than {@link #LONGEST}, or has more
     *     than {@value #MAX_DECISIONS} decisions
     */
    public Statistics of(Call call, Instant from, Instant to) {
        return of(call, from, to, MAX_DECISIONS);
    }

    Statistics of(Call call, Instant from, Instant to, int mostDecisions) {
        desk.needAny(call, Permission.AUDIT_READ);
        Period period = Period.of(from, to);
        Instant begin = period.from();
        Instant end = period.to();
        WorkspaceId workspace = call.workspace();
        DecisionTimes times = DecisionTimes.of(desk.store::decisions, workspace, begin, end, mostDecisions);
        if (!times.isWhole())
            throw new InvalidInputException(
                    "from", "the period has more than %,d decisions; ask for a shorter one".formatted(mostDecisions));
        Map<String, Long> overdue = desk.store.queues(workspace).stream()
                .filter(queue -> queue.overdue() > 0)
                .collect(Collectors.toMap(QueueCount::stage, QueueCount::overdue));
        return new Statistics(
                begin,
                end,
                desk.store.postCounts(workspace),
                stages(times.stages(), overdue),
                rounds(desk.store.rounds(workspace, begin, end)),
                overdue.values().stream().mapToLong(Long::longValue).sum());
    }

    private static List<Statistics.Stage> stages(
            SortedMap<String, DecisionTimes.Stage> decided, Map<String, Long> overdue) {
        TreeSet<String> names = new TreeSet<>(decided.keySet());
        names.addAll(overdue.keySet());
        List<Statistics.Stage> stages = new ArrayList<>();
        for (String name : names) stages.add(stage(name, decided.get(name), overdue.getOrDefault(name, 0L)));
        return stages;
    }

    private static Statistics.Stage stage(String name, DecisionTimes.@Nullable Stage decided, long overdue) {
        return decided == null
                ? new Statistics.Stage(name, 0, null, null, 0, overdue)
                : new Statistics.Stage(
                        name,
                        decided.decisions(),
                        decided.percentile(50),
                        decided.percentile(90),
                        decided.fast(),
                        overdue);
    }

    private static Statistics.Rounds rounds(RoundCount count) {
        double mean = count.posts() == 0 ? 0 : (double) count.rounds() / count.posts();
        return new Statistics.Rounds(count.posts(), mean, count.most());
    }
}
