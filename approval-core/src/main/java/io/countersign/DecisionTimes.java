package io.countersign;

import io.countersign.canonical.Json;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.PostEvent;
import io.countersign.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How long decisions took, by stage. Read in parts; what is kept of a decision is its time alone. Decisions that counted for
 * nothing, because their stage was approved already, and those carried over from an earlier round took no time of anybody.
 */
final class DecisionTimes {
    private static final int BATCH = 2000;
    private static final Duration FAST = Duration.ofSeconds(5);

    /** As {@link io.countersign.store.StatsReads#decisions}. */
    interface Reading {
        List<Decision> decisions(WorkspaceId workspace, Instant from, Instant to, @Nullable Decision after, int limit);
    }

    /** What is read of a {@link PostEvent.Decided}, of any release. */
    private record Told(
            String stage,
            boolean late,
            @Nullable Instant openedAt,
            @Nullable Integer carriedFrom) {}

    private record Entry(Told details) {}

    private final SortedMap<String, Stage> stages = new TreeMap<>();
    private boolean whole = true;

    private DecisionTimes() {}

    /** The latest ones of a period, so many at most. */
    static DecisionTimes of(Reading store, WorkspaceId workspace, Instant from, Instant to, int most) {
        DecisionTimes times = new DecisionTimes();
        @Nullable Decision last = null;
        int read = 0;
        while (true) {
            int wanted = Math.min(BATCH, most - read + 1);
            List<Decision> part = store.decisions(workspace, from, to, last, wanted);
            times.whole = read + part.size() <= most;
            if (!times.whole) part = part.subList(0, most - read);
            part.forEach(times::add);
            if (part.size() < wanted) return times;
            read += part.size();
            last = part.get(part.size() - 1);
        }
    }

    /** Whether there were no more. */
    boolean isWhole() {
        return whole;
    }

    /** By name. */
    SortedMap<String, Stage> stages() {
        return stages;
    }

    private void add(Decision decision) {
        Told event = Json.read(decision.body(), Entry.class).details();
        if (event.late() || event.carriedFrom() != null) return;
        stages.computeIfAbsent(event.stage(), name -> new Stage()).add(decision, event.openedAt());
    }

    /** Decisions in one stage. */
    static final class Stage {
        private final LongStream.Builder micros = LongStream.builder();
        private long @Nullable [] sorted;
        private long decisions;
        private long fast;

        private void add(Decision decision, @Nullable Instant openedAt) {
            decisions++;
            // Entries of the first release do not tell.
            if (openedAt == null) return;
            Instant seenAt = decision.seenAt();
            Instant since = seenAt != null && seenAt.isAfter(openedAt) ? seenAt : openedAt;
            if (Duration.between(since, decision.at()).compareTo(FAST) < 0) fast++;
            micros.add(Math.max(0, openedAt.until(decision.at(), ChronoUnit.MICROS)));
        }

        long decisions() {
            return decisions;
        }

        /** Given within five seconds of being asked, or of having seen the post. */
        long fast() {
            return fast;
        }

        /** How many of them have a known time. */
        int timed() {
            return sorted().length;
        }

        /** The shortest time that so many of a hundred did not exceed (nearest rank); null where none is known. */
        @Nullable
        Duration percentile(int percent) {
            long[] all = sorted();
            if (all.length == 0) return null;
            int rank = (int) ((all.length * (long) percent + 99) / 100);
            return Duration.of(all[Math.max(0, rank - 1)], ChronoUnit.MICROS);
        }

        private long[] sorted() {
            long[] all = sorted;
            if (all == null) {
                all = micros.build().sorted().toArray();
                sorted = all;
            }
            return all;
        }
    }
}
