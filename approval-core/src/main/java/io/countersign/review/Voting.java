package io.countersign.review;

import io.countersign.identity.Person;
import io.countersign.identity.Roster;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** One ballot in a round: in which stages it counts, and what comes of it. */
record Voting(Round round, Ballot ballot, Instant now) {
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
        return ballot.verdict().refuses() ? refuse(refusable(sure)) : approve(sure, roster);
    }

    /** Who fills one stage may refuse in another; only an approval of theirs that stands is replaced where it stands. */
    private List<Integer> refusable(List<Integer> sure) {
        List<Integer> filled = sure.stream().filter(this::hasVoted).toList();
        return round.plan().distinctReviewers() && !filled.isEmpty() ? filled : sure;
    }

    private Voted approve(List<Integer> sure, Roster roster) {
        List<Integer> rightful = sure.stream().filter(this::mayApprove).toList();
        if (rightful.isEmpty()) return new Voted.NotPermitted(barred(sure.get(0)));
        List<Integer> stages = round.plan().distinctReviewers() ? oneStage(rightful, roster) : rightful;
        if (stages.isEmpty())
            return new Voted.NotPermitted(
                    "The policy wants a different person for each stage, and you have decided in another stage of this round.");
        List<Integer> fresh =
                stages.stream().filter(stage -> !isRepeated(stage)).toList();
        return fresh.isEmpty() ? new Voted.AlreadyRecorded() : approveIn(fresh, roster);
    }

    private Voted approveIn(List<Integer> stages, Roster roster) {
        Round voted = round;
        for (int stage : stages) voted = voted.replace(stage, approved(stage));
        Round after = voted.advance(roster, now);
        return new Voted.Recorded(after, names(stages), Opening.between(round, after), false);
    }

    private StageProgress approved(int stage) {
        StageProgress progress = round.stage(stage).with(vote(stage, false));
        return round.isMet(stage, progress) ? progress.as(StageStatus.APPROVED) : progress;
    }

    private Voted refuse(List<Integer> stages) {
        Round refused = round;
        for (int stage : stages) refused = new Turn(refused, now).voted(name(stage), vote(stage, false));
        return new Voted.Recorded(refused, names(stages), Opening.NONE, false);
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
        List<Integer> rightful = cleared.stream().filter(this::mayApprove).toList();
        if (rightful.isEmpty()) return new Voted.NotPermitted(barred(cleared.get(0)));
        Round after = round;
        for (int stage : rightful) after = new Turn(after, now).voted(name(stage), vote(stage, true));
        return new Voted.Recorded(after, names(rightful), Opening.NONE, true);
    }

    /** The stage that the person fills already; else, of those they could fill, the first that leaves the others fillable. */
    private List<Integer> oneStage(List<Integer> open, Roster roster) {
        List<Integer> filled = open.stream().filter(this::hasVoted).toList();
        if (!filled.isEmpty()) return filled;
        if (round.seated().contains(person())) return List.of();
        int best = open.get(0);
        if (open.size() > 1 && obstacles(best, roster) > 0)
            best = open.stream()
                    .min(Comparator.comparingInt(stage -> obstacles(stage, roster)))
                    .orElse(best);
        return List.of(best);
    }

    private int obstacles(int filled, Roster roster) {
        Round after = round.replace(filled, approved(filled));
        return after.obstacles(roster, ballot.contributors()).size();
    }

    /** Whether a right is left that no contributor had or handed on. */
    private boolean mayApprove(int stage) {
        return !(isFourEyes() && ballot.contributors().contains(person()))
                && !claim(stage).isNone();
    }

    private String barred(int stage) {
        if (ballot.contributors().contains(person()))
            return "You contributed to this version, so another person must approve it.";
        return "You could approve the stage '%s' only in the place of somebody who contributed to this version, or handed on by one who did; another person must approve it."
                .formatted(name(stage));
    }

    private boolean isFourEyes() {
        return round.plan().fourEyes();
    }

    /** Four eyes keep nobody from refusing. */
    private Claim claim(int stage) {
        boolean bars = isFourEyes() && !ballot.verdict().refuses();
        return Claim.of(round, stage, ballot.standing(), bars ? ballot.contributors() : Set.of());
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
        Claim claim = claim(stage);
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
                claim.entries(),
                claim.inPlaceOf(),
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
