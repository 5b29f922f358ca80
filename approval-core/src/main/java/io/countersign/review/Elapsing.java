package io.countersign.review;

import io.countersign.routing.OnOverdue;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What time alone does to a round: deadlines count from a stage's opening, reminders back from the publish time.
 *
 * @param goesOutAt the publish time; null where there is none, or it was missed
 */
record Elapsing(Round round, @Nullable Instant goesOutAt) {
    private record Due(Instant at, Duration before) {}

    Optional<Instant> nextAt() {
        if (!round.isOpen()) return Optional.empty();
        return round.indexes(stage -> stage.status() == StageStatus.OPEN)
                .boxed()
                .flatMap(stage -> Stream.concat(
                        Stream.ofNullable(round.stage(stage).nudgeAt()),
                        reminders(stage).map(Due::at)))
                .min(Comparator.naturalOrder());
    }

    Round.Passed pass(Instant now) {
        Round after = round;
        List<Overdue> overdue = new ArrayList<>();
        for (int stage = 0; stage < round.progress().stages().size() && after.isOpen(); stage++) {
            Instant nudgeAt = round.stage(stage).nudgeAt();
            if (nudgeAt == null || nudgeAt.isAfter(now)) continue;
            Overdue passed = overdue(stage, now);
            overdue.add(passed);
            after = new Turn(after, now).overdue(passed);
        }
        return after.isOpen() ? remind(after, overdue, now) : new Round.Passed(after, overdue, List.of());
    }

    /** Reminders that passed at once, while nobody looked, are one. */
    private Round.Passed remind(Round before, List<Overdue> overdue, Instant now) {
        Round after = before;
        List<Reminder> given = new ArrayList<>();
        for (int stage = 0; stage < round.progress().stages().size(); stage++) {
            if (after.stage(stage).status() != StageStatus.OPEN) continue;
            Optional<Due> latest =
                    reminders(stage).filter(due -> !due.at().isAfter(now)).max(Comparator.comparing(Due::at));
            if (latest.isEmpty()) continue;
            Reminder reminder =
                    new Reminder(round.rule(stage).name(), latest.get().before());
            given.add(reminder);
            after = new Turn(after, now).reminded(reminder.stage());
        }
        return new Round.Passed(after, overdue, given);
    }

    /** Those that are still to come since the stage opened, or since the last one. */
    private Stream<Due> reminders(int stage) {
        Instant end = goesOutAt;
        StageProgress progress = round.stage(stage);
        Instant since = progress.remindedAt() == null ? progress.openedAt() : progress.remindedAt();
        if (end == null || since == null) return Stream.empty();
        return round.rule(stage).remindBefore().stream()
                .map(before -> new Due(end.minus(before).truncatedTo(ChronoUnit.MICROS), before))
                .filter(due -> due.at().isAfter(since));
    }

    private Overdue overdue(int stage, Instant now) {
        StageRule rule = round.rule(stage);
        if (rule.onOverdue() != OnOverdue.REMIND) return new Overdue(rule.name(), rule.onOverdue(), null);
        Duration deadline = Objects.requireNonNull(rule.deadline());
        Instant opened = Objects.requireNonNull(round.stage(stage).openedAt());
        long passed = Duration.between(opened, now).dividedBy(deadline);
        Instant nextAt = opened.plus(deadline.multipliedBy(passed + 1)).truncatedTo(ChronoUnit.MICROS);
        return new Overdue(rule.name(), OnOverdue.REMIND, nextAt);
    }
}
