package io.countersign.review;

import io.countersign.content.Content;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Standing;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A round of review: its plan and where it stands. Stages of one order are open together, then the next order opens. */
public record Round(Plan plan, Progress progress) {
    /** Opens the first order; a plan without stages is approved at once. */
    public static Round open(Plan plan, Roster roster, Instant now) {
        return before(plan).advance(roster, now);
    }

    /** In which nothing has opened. */
    public static Round before(Plan plan) {
        List<StageProgress> waiting =
                plan.stages().stream().map(stage -> StageProgress.WAITING).toList();
        return new Round(plan, new Progress(waiting, null, null));
    }

    /**
     * Opens the round after another one. Who suggested there exactly what is reviewed here has approved it in the stage of
     * the same name, as far as they may: their vote counts as soon as that opens, which may clear it at once.
     *
     * @param content that the plan is about
     * @param contributors who may not approve under four eyes
     */
    public static Round openAfter(
            Round before, Plan plan, Content content, Set<Person> contributors, Roster roster, Instant now) {
        List<StageProgress> waiting = new Carrying(before, plan, content, contributors, roster, now).stages();
        return new Round(plan, new Progress(waiting, null, null)).advance(roster, now);
    }

    /** Who suggested just this content in the round. */
    public Set<Person> suggesters(Content content) {
        return progress.stages().stream()
                .flatMap(stage -> Carrying.of(stage, content))
                .map(Vote::person)
                .collect(Collectors.toSet());
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

    /**
     * The open stages that nobody can clear any more, given who has approved and who still can: by stage, why, in a sentence
     * that names it. Of a round that ended, none.
     *
     * @param roster with the members of the open stages' groups
     * @param contributors who may not approve under four eyes
     */
    public Map<Integer, String> obstacles(Roster roster, Set<Person> contributors) {
        if (!isOpen()) return Map.of();
        List<Integer> open =
                indexes(stage -> stage.status() == StageStatus.OPEN).boxed().toList();
        return new Feasibility(this, roster, contributors).obstacles(open);
    }

    /** The same with these open stages blocked, by these reasons, and no others. */
    public Round blocked(Map<Integer, String> reasons) {
        Round round = this;
        for (int stage = 0; stage < progress.stages().size(); stage++)
            if (stage(stage).status() == StageStatus.OPEN)
                round = round.replace(stage, stage(stage).blocked(reasons.get(stage)));
        return round;
    }

    /** References whose people a decision may count: of shares that open next, and where stages rival for people. */
    public Set<ReviewerRef> counted() {
        boolean rivals = plan.distinctReviewers()
                && indexes(stage -> stage.status() == StageStatus.OPEN).count() > 1;
        return IntStream.range(0, progress.stages().size())
                .filter(stage -> stage(stage).status() == StageStatus.WAITING
                                && rule(stage).quorum() instanceof Quorum.Share
                        || rivals && stage(stage).status() == StageStatus.OPEN)
                .boxed()
                .flatMap(stage -> entries(stage).stream())
                .collect(Collectors.toSet());
    }

    /** Who fills a stage of this round with an approval. */
    Set<Person> seated() {
        return progress.stages().stream()
                .flatMap(stage -> QuorumCount.approvals(stage).stream())
                .filter(vote -> !vote.late())
                .map(Vote::person)
                .collect(Collectors.toSet());
    }

    /** Counts a ballot, or says why it does not count. */
    public Voted vote(Ballot ballot, Roster roster, Instant now) {
        return new Voting(this, ballot, now).count(roster);
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

    /**
     * When time alone next does something about an open stage.
     *
     * @param goesOutAt the publish time, from which reminders count back; null where there is none, or it was missed
     */
    public Optional<Instant> nextAt(@Nullable Instant goesOutAt) {
        return new Elapsing(this, goesOutAt).nextAt();
    }

    /**
     * Deadlines that have passed and reminders that are due, with the round after them.
     *
     * @param goesOutAt as of {@link #nextAt}
     */
    public Passed pass(Instant now, @Nullable Instant goesOutAt) {
        return new Elapsing(this, goesOutAt).pass(now);
    }

    /** What time did. */
    public record Passed(Round round, List<Overdue> overdue, List<Reminder> reminders) {}

    /** Opens the next order while everything before it is approved; the round is approved after the last. */
    Round advance(Roster roster, Instant now) {
        Round round = this;
        while (round.isOpen()
                && round.indexes(stage -> stage.status() == StageStatus.OPEN)
                        .findAny()
                        .isEmpty()) round = round.openNext(roster, now);
        return round;
    }

    private Round openNext(Roster roster, Instant now) {
        Optional<Integer> order = indexes(stage -> stage.status() == StageStatus.WAITING)
                .mapToObj(stage -> rule(stage).order())
                .min(Integer::compareTo);
        if (order.isEmpty()) return end(Ending.APPROVED, now);
        Round round = this;
        for (int stage = 0; stage < progress.stages().size(); stage++) {
            if (rule(stage).order() != order.get()) continue;
            StageProgress opened = opened(stage, QuorumCount.needed(rule(stage), roster), now);
            round = round.replace(stage, isMet(stage, opened) ? opened.as(StageStatus.APPROVED) : opened);
        }
        return round;
    }

    /** The stage as it opens, with the votes that it has already. */
    StageProgress opened(int stage, int needed, Instant now) {
        Duration deadline = rule(stage).deadline();
        @Nullable Instant dueAt = deadline == null ? null : now.plus(deadline).truncatedTo(ChronoUnit.MICROS);
        return new StageProgress(
                StageStatus.OPEN,
                now,
                dueAt,
                dueAt,
                null,
                null,
                needed,
                false,
                stage(stage).votes());
    }

    /** Whether the stage has all the approvals that it needs where it stands so. */
    boolean isMet(int stage, StageProgress at) {
        return QuorumCount.isMet(rule(stage), at.needed(), QuorumCount.approvals(at));
    }

    boolean answers(Standing standing, int stage) {
        return entries(stage).stream().anyMatch(standing::answers);
    }

    Round replace(int stage, StageProgress other) {
        List<StageProgress> stages = new ArrayList<>(progress.stages());
        stages.set(stage, other);
        return new Round(plan, new Progress(stages, progress.ending(), progress.endedAt()));
    }

    IntStream indexes(Predicate<StageProgress> which) {
        return IntStream.range(0, progress.stages().size()).filter(stage -> which.test(stage(stage)));
    }
}
