package io.countersign.review;

import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Standing;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A round of review: its plan and where it stands. Stages of one order are open together, then the next order opens. */
public record Round(Plan plan, Progress progress) {
    /** Opens the first order; a plan without stages is approved at once. */
    public static Round open(Plan plan, Roster roster, Instant now) {
        List<StageProgress> waiting =
                plan.stages().stream().map(stage -> StageProgress.WAITING).toList();
        return new Round(plan, new Progress(waiting, null, null)).advance(roster, now);
    }

    public boolean isOpen() {
        return progress.ending() == null;
    }

    /** How a stage of the plan is called and answered. */
    public StageRule rule(int stage) {
        return plan.stages().get(stage).rule();
    }

    public StageProgress stage(int stage) {
        return progress.stages().get(stage);
    }

    /** References that may answer a stage now. */
    public List<ReviewerRef> entries(int stage) {
        StageRule rule = rule(stage);
        return stage(stage).escalated()
                ? Stream.concat(rule.reviewers().stream(), rule.escalateTo().stream())
                        .distinct()
                        .toList()
                : rule.reviewers();
    }

    /** Whether the person is asked by an open stage and has not decided in it. */
    public boolean awaits(Standing standing) {
        return isOpen()
                && indexes(stage -> stage.status() == StageStatus.OPEN)
                        .anyMatch(stage -> answers(standing, stage)
                                && stage(stage).voteOf(standing.person()).isEmpty());
    }

    /** Whether the person is a reviewer of a stage that is open. */
    public boolean isOpenTo(Standing standing) {
        return isOpen()
                && indexes(stage -> stage.status() == StageStatus.OPEN).anyMatch(stage -> answers(standing, stage));
    }

    /** Whether the person is or was entitled to decide in a stage that has opened. */
    public boolean reviewedBy(Standing standing) {
        return indexes(stage -> stage.openedAt() != null)
                .anyMatch(stage -> answers(standing, stage)
                        || stage(stage).voteOf(standing.person()).isPresent());
    }

    /** Counts a ballot, or says why it does not count. */
    public Voted vote(Ballot ballot, Roster roster, Instant now) {
        List<Integer> mine = indexes(stage -> stage.openedAt() != null)
                .filter(stage -> answers(ballot.standing(), stage))
                .boxed()
                .toList();
        if (mine.isEmpty()) return new Voted.NotPermitted(notAsked(ballot));
        List<Integer> open = mine.stream()
                .filter(stage -> isOpen() && stage(stage).status() == StageStatus.OPEN)
                .toList();
        if (!open.isEmpty()) return inOpenStages(ballot, open, roster, now);
        boolean repeated = mine.stream().anyMatch(stage -> isRepeated(ballot, stage));
        if (repeated) return new Voted.AlreadyRecorded();
        return late(ballot, mine, now);
    }

    /** Ends the round from outside. */
    public Round end(Ending ending, Instant now) {
        List<StageProgress> closed = progress.stages().stream()
                .map(stage -> stage.status() == StageStatus.OPEN || stage.status() == StageStatus.WAITING
                        ? stage.as(StageStatus.SKIPPED)
                        : stage)
                .toList();
        return new Round(plan, new Progress(closed, ending, now));
    }

    /** When time alone next does something about an open stage. */
    public Optional<Instant> nextAt() {
        if (!isOpen()) return Optional.empty();
        return progress.stages().stream()
                .map(StageProgress::nudgeAt)
                .filter(Objects::nonNull)
                .map(Instant.class::cast)
                .min(Instant::compareTo);
    }

    /** Deadlines that have passed, with the round after them. */
    public Passed pass(Instant now) {
        Round round = this;
        List<Overdue> overdue = new ArrayList<>();
        for (int stage = 0; stage < progress.stages().size() && round.isOpen(); stage++) {
            Instant nudgeAt = stage(stage).nudgeAt();
            if (nudgeAt == null || nudgeAt.isAfter(now)) continue;
            StageRule rule = rule(stage);
            overdue.add(new Overdue(rule.name(), rule.onOverdue()));
            round = rule.onOverdue() == OnOverdue.RETURN
                    ? round.replace(stage, round.stage(stage).as(StageStatus.CHANGES_REQUESTED))
                            .end(Ending.RETURNED, now)
                    : round.replace(stage, nudged(rule, round.stage(stage), now));
        }
        return new Passed(round, overdue);
    }

    /** What time did. */
    public record Passed(Round round, List<Overdue> overdue) {}

    private static StageProgress nudged(StageRule rule, StageProgress stage, Instant now) {
        if (rule.onOverdue() == OnOverdue.ESCALATE) return stage.nudged(null, true);
        Duration deadline = Objects.requireNonNull(rule.deadline());
        Instant opened = Objects.requireNonNull(stage.openedAt());
        long passed = Duration.between(opened, now).dividedBy(deadline);
        return stage.nudged(opened.plus(deadline.multipliedBy(passed + 1)).truncatedTo(ChronoUnit.MICROS), false);
    }

    private Voted inOpenStages(Ballot ballot, List<Integer> open, Roster roster, Instant now) {
        List<Integer> sure = open.stream()
                .filter(stage -> ballot.assurance().compareTo(rule(stage).minAssurance()) >= 0)
                .toList();
        if (sure.isEmpty())
            return new Voted.NotPermitted(
                    "The stage '%s' takes decisions of people with an account only, not through a link."
                            .formatted(rule(open.get(0)).name()));
        List<Integer> stages = plan.distinctReviewers() ? oneStage(ballot, sure) : sure;
        if (stages.isEmpty())
            return new Voted.NotPermitted(
                    "The policy wants a different person for each stage, and you have decided in another stage of this round.");
        List<Integer> fresh =
                stages.stream().filter(stage -> !isRepeated(ballot, stage)).toList();
        if (fresh.isEmpty()) return new Voted.AlreadyRecorded();
        if (ballot.contributed() && ballot.verdict() == Verdict.APPROVE && plan.fourEyes())
            return new Voted.NotPermitted("You contributed to this version, so another person must approve it.");
        return ballot.verdict().refuses() ? refuse(ballot, fresh, now) : approve(ballot, fresh, roster, now);
    }

    private Voted approve(Ballot ballot, List<Integer> stages, Roster roster, Instant now) {
        Round round = this;
        for (int stage : stages) {
            StageProgress voted = stage(stage).with(vote(ballot, stage, now, false));
            round = round.replace(stage, isMet(stage, voted) ? voted.as(StageStatus.APPROVED) : voted);
        }
        Round after = round.advance(roster, now);
        List<String> opened = indexes(stage -> stage.status() == StageStatus.WAITING)
                .filter(stage -> after.stage(stage).status() == StageStatus.OPEN)
                .mapToObj(this::name)
                .toList();
        return new Voted.Recorded(after, names(stages), opened, false);
    }

    private Voted refuse(Ballot ballot, List<Integer> stages, Instant now) {
        StageStatus status = ballot.verdict() == Verdict.REJECT ? StageStatus.REJECTED : StageStatus.CHANGES_REQUESTED;
        Round round = this;
        for (int stage : stages)
            round = round.replace(
                    stage, stage(stage).with(vote(ballot, stage, now, false)).as(status));
        return new Voted.Recorded(round.end(Ending.REFUSED, now), names(stages), List.of(), false);
    }

    /** The colleague who approves a moment after the quorum was met is recorded, and changes nothing. */
    private Voted late(Ballot ballot, List<Integer> mine, Instant now) {
        boolean standing = isOpen() || progress.ending() == Ending.APPROVED;
        List<Integer> cleared = mine.stream()
                .filter(stage -> stage(stage).status() == StageStatus.APPROVED)
                .filter(stage -> ballot.assurance().compareTo(rule(stage).minAssurance()) >= 0)
                .filter(stage -> stage(stage).voteOf(ballot.standing().person()).isEmpty())
                .toList();
        if (!standing || ballot.verdict().refuses() || cleared.isEmpty()) return new Voted.Closed();
        if (ballot.contributed() && plan.fourEyes())
            return new Voted.NotPermitted("You contributed to this version, so another person must approve it.");
        Round round = this;
        for (int stage : cleared) round = round.replace(stage, stage(stage).with(vote(ballot, stage, now, true)));
        return new Voted.Recorded(round, names(cleared), List.of(), true);
    }

    private List<Integer> oneStage(Ballot ballot, List<Integer> open) {
        Predicate<Integer> voted =
                stage -> stage(stage).voteOf(ballot.standing().person()).isPresent();
        List<Integer> decided = open.stream().filter(voted).toList();
        if (!decided.isEmpty()) return decided;
        boolean elsewhere = IntStream.range(0, progress.stages().size()).boxed().anyMatch(voted);
        return elsewhere ? List.of() : open.subList(0, 1);
    }

    private boolean isRepeated(Ballot ballot, int stage) {
        return stage(stage)
                .voteOf(ballot.standing().person())
                .filter(vote -> vote.verdict() == ballot.verdict())
                .isPresent();
    }

    private boolean isMet(int stage, StageProgress progress) {
        List<Vote> approvals = progress.votes().stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVE)
                .toList();
        return QuorumCount.isMet(rule(stage), progress.needed(), approvals);
    }

    private Vote vote(Ballot ballot, int stage, Instant now, boolean late) {
        StageRule rule = rule(stage);
        List<ReviewerRef> answered =
                rule.reviewers().stream().filter(ballot.standing()::answers).toList();
        // Whom an overdue stage escalates to may answer any entry that nobody answered.
        if (answered.isEmpty())
            answered = QuorumCount.firstUnanswered(rule, stage(stage).votes());
        return new Vote(
                ballot.id(),
                ballot.standing().person(),
                ballot.by(),
                ballot.link(),
                ballot.assurance(),
                ballot.verdict(),
                ballot.note(),
                ballot.visibility(),
                now,
                answered,
                null,
                ballot.suggestion(),
                null,
                late);
    }

    /** Opens the next order while everything before it is approved; the round is approved after the last. */
    private Round advance(Roster roster, Instant now) {
        if (!isOpen()) return this;
        boolean waitsForOpen =
                indexes(stage -> stage.status() == StageStatus.OPEN).findAny().isPresent();
        if (waitsForOpen) return this;
        Optional<Integer> order = indexes(stage -> stage.status() == StageStatus.WAITING)
                .mapToObj(stage -> rule(stage).order())
                .min(Integer::compareTo);
        if (order.isEmpty()) return new Round(plan, new Progress(progress.stages(), Ending.APPROVED, now));
        Round round = this;
        for (int stage = 0; stage < progress.stages().size(); stage++)
            if (rule(stage).order() == order.get()) round = round.replace(stage, opened(rule(stage), roster, now));
        return round;
    }

    private static StageProgress opened(StageRule rule, Roster roster, Instant now) {
        Duration deadline = rule.deadline();
        @Nullable Instant dueAt = deadline == null ? null : now.plus(deadline).truncatedTo(ChronoUnit.MICROS);
        return new StageProgress(
                StageStatus.OPEN, now, dueAt, dueAt, null, null, QuorumCount.needed(rule, roster), false, List.of());
    }

    private boolean answers(Standing standing, int stage) {
        return entries(stage).stream().anyMatch(standing::answers);
    }

    private String notAsked(Ballot ballot) {
        boolean waits = indexes(stage -> stage.status() == StageStatus.WAITING)
                .anyMatch(stage -> answers(ballot.standing(), stage));
        return waits
                ? "Your stage has not opened yet; an earlier one must be approved first."
                : "You are not a reviewer of a stage of this round.";
    }

    private Round replace(int stage, StageProgress other) {
        List<StageProgress> stages = new ArrayList<>(progress.stages());
        stages.set(stage, other);
        return new Round(plan, new Progress(stages, progress.ending(), progress.endedAt()));
    }

    private IntStream indexes(Predicate<StageProgress> which) {
        return IntStream.range(0, progress.stages().size()).filter(stage -> which.test(stage(stage)));
    }

    private List<String> names(List<Integer> stages) {
        return stages.stream().map(this::name).toList();
    }

    private String name(int stage) {
        return rule(stage).name();
    }
}
