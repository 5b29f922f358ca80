package io.countersign.review;

import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.routing.StageRule;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** One ballot in a round: in which stages it counts, and what comes of it. */
record Voting(Round round, Ballot ballot, Instant now) {
    private static final String CONTRIBUTED = "You contributed to this version, so another person must approve it.";

    /** Counts the ballot, or says why it does not count. */
    Voted count(Roster roster) {
        List<Integer> mine = round.indexes(stage -> stage.openedAt() != null)
                .filter(stage -> round.answers(ballot.standing(), stage))
                .boxed()
                .toList();
        if (mine.isEmpty()) return new Voted.NotPermitted(notAsked());
        List<Integer> open = mine.stream()
                .filter(stage -> round.isOpen() && round.stage(stage).status() == StageStatus.OPEN)
                .toList();
        if (!open.isEmpty()) return inOpenStages(open, roster);
        if (mine.stream().anyMatch(this::isRepeated)) return new Voted.AlreadyRecorded();
        return late(mine);
    }

    private Voted inOpenStages(List<Integer> open, Roster roster) {
        List<Integer> sure = open.stream().filter(this::isSureEnough).toList();
        if (sure.isEmpty())
            return new Voted.NotPermitted(
                    "The stage '%s' takes decisions of people with an account only, not through a link."
                            .formatted(name(open.get(0))));
        List<Integer> stages = round.plan().distinctReviewers() ? oneStage(sure) : sure;
        if (stages.isEmpty())
            return new Voted.NotPermitted(
                    "The policy wants a different person for each stage, and you have decided in another stage of this round.");
        List<Integer> fresh =
                stages.stream().filter(stage -> !isRepeated(stage)).toList();
        if (fresh.isEmpty()) return new Voted.AlreadyRecorded();
        if (ballot.verdict().refuses()) return refuse(fresh);
        return isBarred() ? new Voted.NotPermitted(CONTRIBUTED) : approve(fresh, roster);
    }

    private Voted approve(List<Integer> stages, Roster roster) {
        Round voted = round;
        for (int stage : stages) {
            StageProgress progress = round.stage(stage).with(vote(stage, false));
            voted = voted.replace(stage, round.isMet(stage, progress) ? progress.as(StageStatus.APPROVED) : progress);
        }
        Round after = voted.advance(roster, now);
        List<String> opened = round.indexes(stage -> stage.openedAt() == null)
                .filter(stage -> after.stage(stage).openedAt() != null)
                .mapToObj(this::name)
                .toList();
        return new Voted.Recorded(after, names(stages), opened, false);
    }

    private Voted refuse(List<Integer> stages) {
        StageStatus status = ballot.verdict() == Verdict.REJECT ? StageStatus.REJECTED : StageStatus.CHANGES_REQUESTED;
        Round refused = round;
        for (int stage : stages)
            refused = refused.replace(
                    stage, round.stage(stage).with(vote(stage, false)).as(status));
        return new Voted.Recorded(refused.end(Ending.REFUSED, now), names(stages), List.of(), false);
    }

    /** The colleague who approves a moment after the quorum was met is recorded, and changes nothing. */
    private Voted late(List<Integer> mine) {
        boolean stands = round.isOpen() || round.progress().ending() == Ending.APPROVED;
        List<Integer> cleared = mine.stream()
                .filter(stage -> round.stage(stage).status() == StageStatus.APPROVED)
                .filter(this::isSureEnough)
                .filter(stage -> !hasVoted(stage))
                .toList();
        if (!stands || ballot.verdict().refuses() || cleared.isEmpty()) return new Voted.Closed();
        if (isBarred()) return new Voted.NotPermitted(CONTRIBUTED);
        Round after = round;
        for (int stage : cleared)
            after = after.replace(stage, round.stage(stage).with(vote(stage, true)));
        return new Voted.Recorded(after, names(cleared), List.of(), true);
    }

    private List<Integer> oneStage(List<Integer> open) {
        List<Integer> decided = open.stream().filter(this::hasVoted).toList();
        if (!decided.isEmpty()) return decided;
        boolean elsewhere = IntStream.range(0, round.progress().stages().size()).anyMatch(this::hasVoted);
        return elsewhere ? List.of() : open.subList(0, 1);
    }

    private boolean isBarred() {
        return ballot.contributed() && round.plan().fourEyes();
    }

    private boolean isSureEnough(int stage) {
        return ballot.assurance().compareTo(round.rule(stage).minAssurance()) >= 0;
    }

    private boolean hasVoted(int stage) {
        return round.stage(stage).voteOf(person()).isPresent();
    }

    private boolean isRepeated(int stage) {
        return round.stage(stage)
                .voteOf(person())
                .filter(vote -> vote.verdict() == ballot.verdict())
                .isPresent();
    }

    private Vote vote(int stage, boolean late) {
        StageRule rule = round.rule(stage);
        List<ReviewerRef> answered =
                rule.reviewers().stream().filter(ballot.standing()::answers).toList();
        // Whom an overdue stage escalates to may answer any entry that nobody answered.
        if (answered.isEmpty())
            answered = QuorumCount.firstUnanswered(rule, round.stage(stage).votes());
        return new Vote(
                ballot.id(),
                person(),
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

    private Person person() {
        return ballot.standing().person();
    }

    private String notAsked() {
        boolean waits = round.indexes(stage -> stage.status() == StageStatus.WAITING)
                .anyMatch(stage -> round.answers(ballot.standing(), stage));
        return waits
                ? "Your stage has not opened yet; an earlier one must be approved first."
                : "You are not a reviewer of a stage of this round.";
    }

    private List<String> names(List<Integer> stages) {
        return stages.stream().map(this::name).toList();
    }

    private String name(int stage) {
        return round.rule(stage).name();
    }
}
