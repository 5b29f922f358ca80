package io.countersign.review;

import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When an open round may be expected to be cleared, if every stage that is left takes as long as it usually does.
 *
 * <p>Stages of one order are decided side by side, so an order takes as long as its slowest stage, and orders follow each
 * other. An open stage still needs what is left of its usual time; one that has used it up, or nearly so, counts as needing
 * a tenth of it again, for nothing says that it is about to end.
 *
 * @param clearedAt when the last stage may be expected to be approved
 * @param holdups the slowest stage of each order that is left, in their order; several where they are equally slow
 */
public record Outlook(Instant clearedAt, List<Holdup> holdups) {
    private static final int LEAST_LEFT = 10;

    /**
     * A stage that others wait for.
     *
     * @param usual how long such a stage usually takes from its opening
     * @param left how much longer this one may be expected to take, from now or from its opening
     */
    public record Holdup(String stage, Duration usual, Duration left) {}

    public Outlook {
        holdups = List.copyOf(holdups);
    }

    /**
     * How it looks now.
     *
     * @param usual how long a stage takes from its opening
     */
    public static Outlook of(Round round, Function<StageRule, Duration> usual, Instant now) {
        TreeMap<Integer, List<Holdup>> orders = new TreeMap<>();
        for (int stage = 0; stage < round.progress().stages().size(); stage++) {
            StageProgress progress = round.stage(stage);
            if (progress.status() != StageStatus.OPEN && progress.status() != StageStatus.WAITING) continue;
            StageRule rule = round.rule(stage);
            Duration takes = usual.apply(rule);
            Holdup holdup = new Holdup(rule.name(), takes, left(takes, progress.openedAt(), now));
            orders.computeIfAbsent(rule.order(), order -> new ArrayList<>()).add(holdup);
        }
        Instant clearedAt = now;
        List<Holdup> slowest = new ArrayList<>();
        for (List<Holdup> order : orders.values()) {
            Duration longest = order.stream()
                    .map(Holdup::left)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            clearedAt = clearedAt.plus(longest);
            order.stream().filter(stage -> stage.left().equals(longest)).forEach(slowest::add);
        }
        return new Outlook(clearedAt, slowest);
    }

    /** Whether a post that goes out then is cleared before; at that very moment is too late. */
    public boolean isBefore(Instant slot) {
        return clearedAt.isBefore(slot);
    }

    private static Duration left(Duration usual, @Nullable Instant openedAt, Instant now) {
        if (openedAt == null) return usual;
        Duration rest = usual.minus(Duration.between(openedAt, now));
        Duration least = usual.dividedBy(LEAST_LEFT);
        return rest.compareTo(least) < 0 ? least : rest;
    }
}
