package io.countersign;

import io.countersign.identity.WorkspaceId;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long stages usually take, by what they took lately; kept for some minutes, for it changes slowly. Thread safe. */
final class UsualTimes {
    private static final Duration LOOKED_BACK = Duration.ofDays(90);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration WITHOUT_DEADLINE = Duration.ofHours(24);
    private static final int FEWEST_DECISIONS = 5;
    private static final int MOST_DECISIONS = 10_000;
    private static final int MOST_WORKSPACES = 256;

    private record Known(Instant at, Map<String, Duration> medians) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }
    }

    private final DecisionTimes.Reading store;
    private final Map<WorkspaceId, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Known> eldest) {
            return size() > MOST_WORKSPACES;
        }
    };

    UsualTimes(DecisionTimes.Reading store) {
        this.store = store;
    }

    /** The time from a stage's opening to a decision in it. */
    Function<StageRule, Duration> of(WorkspaceId workspace, Instant now) {
        Map<String, Duration> medians = medians(workspace, now);
        return rule -> {
            Duration median = medians.get(rule.name());
            return median == null ? Objects.requireNonNullElse(rule.deadline(), WITHOUT_DEADLINE) : median;
        };
    }

    private Map<String, Duration> medians(WorkspaceId workspace, Instant now) {
        synchronized (known) {
            @Nullable Known kept = known.get(workspace);
            if (kept != null && kept.isFresh(now)) return kept.medians();
        }
        // Not under the lock: two callers may read the same, but none waits for another's workspace.
        Map<String, Duration> medians = read(workspace, now);
        synchronized (known) {
            known.put(workspace, new Known(now, medians));
        }
        return medians;
    }

    private Map<String, Duration> read(WorkspaceId workspace, Instant now) {
        Map<String, Duration> medians = new HashMap<>();
        DecisionTimes.of(store, workspace, now.minus(LOOKED_BACK), now, MOST_DECISIONS)
                .stages()
                .forEach((name, stage) -> {
                    @Nullable Duration median = stage.percentile(50);
                    if (median != null && stage.timed() >= FEWEST_DECISIONS) medians.put(name, median);
                });
        return Map.copyOf(medians);
    }
}
