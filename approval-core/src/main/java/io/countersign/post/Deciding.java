package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Content;
import io.countersign.content.Schedule;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.Standing;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Clearance;
import io.countersign.review.Ballot;
import io.countersign.review.Ending;
import io.countersign.review.Opening;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.Suggestion;
import io.countersign.review.Verdict;
import io.countersign.review.Vote;
import io.countersign.review.Voted;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reviewer's decision: bound to the version that was seen and to the round that asks. */
final class Deciding {
    private Deciding() {}

    static Outcome decide(Draft draft, PostCommand.Decide command) {
        Actor actor = draft.actor();
        if (!(actor instanceof Actor.Guest)) draft.need(Permission.REVIEW);
        draft.needVersion(command.version(), command.digest());
        if (command.verdict().refuses() && command.note() == null)
            throw new InvalidInputException("note", "is required with " + command.verdict());
        if (command.verdict().refuses() && command.scheduledAt() != null)
            throw new InvalidInputException("scheduledAt", "goes with APPROVE only");
        Suggestion suggestion = suggestion(draft, command);
        Round round = round(draft);
        Standing standing = draft.situation.standing();
        if (draft.status == PostStatus.CHANGES_REQUESTED || draft.status == PostStatus.REJECTED) {
            if (repeats(round, standing, command.verdict())) return new Outcome.Unchanged(draft.before);
        }
        draft.need(Transitions.Trigger.DECIDE, "it takes no decision now");
        Voted voted = round.vote(ballot(draft, command, standing, suggestion), draft.situation.roster(), draft.now());
        if (voted instanceof Voted.NotPermitted refused) throw new NotPermittedException(refused.reason());
        if (voted instanceof Voted.Closed)
            throw new IllegalTransitionException(
                    draft.before,
                    round.progress().ending() == Ending.SUPERSEDED
                            ? "its round was ended and takes no decision any more"
                            : "your stage was decided already and takes no other verdict");
        if (voted instanceof Voted.AlreadyRecorded) return new Outcome.Unchanged(draft.before);
        if (command.scheduledAt() != null && !command.scheduledAt().equals(draft.schedule.at()))
            moveToo(draft, command.scheduledAt(), round.isOpenTo(standing));
        if (voted instanceof Voted.Recorded recorded) record(draft, command, recorded, standing.person());
        return draft.outcome(Transitions.Trigger.DECIDE);
    }

    private static Round round(Draft draft) {
        if (draft.round == null || draft.round.plan().version() != draft.version.number())
            throw new IllegalTransitionException(draft.before, "it was not submitted");
        return draft.round;
    }

    private static boolean repeats(Round round, Standing standing, Verdict verdict) {
        return round.progress().stages().stream()
                .flatMap(stage -> stage.voteOf(standing.person()).stream())
                .anyMatch(vote -> vote.verdict() == verdict);
    }

    /** What the reviewer saw, with just another caption. */
    private static @Nullable Suggestion suggestion(Draft draft, PostCommand.Decide command) {
        Erasable suggested = command.suggestion();
        if (suggested == null) return null;
        if (command.verdict() != Verdict.REQUEST_CHANGES)
            throw new InvalidInputException("suggestion", "goes with REQUEST_CHANGES only");
        Content seen = draft.version.content();
        String caption = suggested.text();
        if (caption.isBlank() && seen.media().isEmpty())
            throw new InvalidInputException("suggestion.caption", "is required where there is no media");
        if (caption.equals(Objects.requireNonNullElse(seen.caption(), "")))
            throw new InvalidInputException(
                    "suggestion.caption", "is the caption already; suggest another one, or only request changes");
        return Suggestion.of(seen.withCaption(caption), suggested.commitment());
    }

    private static Ballot ballot(
            Draft draft, PostCommand.Decide command, Standing standing, @Nullable Suggestion suggestion) {
        Digest note = command.note() == null ? null : command.note().commitment();
        Actor actor = draft.actor();
        return new Ballot(
                command.id(),
                actor.name(),
                standing,
                actor instanceof Actor.Guest guest ? guest.link() : null,
                actor.assurance(),
                Set.copyOf(draft.contributors),
                command.verdict(),
                note,
                command.visibility(),
                suggestion);
    }

    private static void moveToo(Draft draft, Instant at, boolean stageIsOpen) {
        Scheduling.needMover(draft, stageIsOpen);
        if (!stageIsOpen)
            throw new IllegalTransitionException(
                    draft.before, "your stage was decided already; move it by rescheduling, not with a decision");
        Scheduling.changeTime(draft, new Schedule(at, draft.schedule.zone()));
    }

    private static void record(Draft draft, PostCommand.Decide command, Voted.Recorded recorded, Person person) {
        List<String> stages = recorded.stages();
        for (String stage : stages) {
            boolean last = stage.equals(stages.get(stages.size() - 1));
            happened(draft, recorded.round(), stage, person, last ? recorded.opening() : Opening.NONE);
        }
        if (recorded.late()) return;
        Ending ending = recorded.round().progress().ending();
        if (ending == Ending.REFUSED)
            draft.status = command.verdict() == Verdict.REJECT ? PostStatus.REJECTED : PostStatus.CHANGES_REQUESTED;
        if (ending == Ending.APPROVED)
            Scheduling.approve(
                    draft,
                    new Clearance.Approved(
                            draft.version.digest(), recorded.round().plan().round()));
    }

    /** Records the vote of a person as it stands in a stage. */
    static void happened(Draft draft, Round round, String name, Person person, Opening opening) {
        for (int stage = 0; stage < round.progress().stages().size(); stage++) {
            if (!round.rule(stage).name().equals(name)) continue;
            StageProgress progress = round.stage(stage);
            progress.voteOf(person)
                    .ifPresent(vote ->
                            draft.happened(event(draft, round, name, progress, vote, opening), name, vote.verdict()));
        }
    }

    private static PostEvent event(
            Draft draft, Round round, String stage, StageProgress progress, Vote vote, Opening opening) {
        return new PostEvent.Decided(
                vote.id(),
                vote.by(),
                vote.person(),
                vote.link(),
                round.plan().round(),
                stage,
                vote.entries(),
                vote.verdict(),
                vote.assurance(),
                vote.note(),
                vote.visibility(),
                draft.schedule.at(),
                draft.schedule.zone(),
                opening.stages(),
                opening.shares(),
                opening.cleared(),
                vote.late(),
                progress.openedAt(),
                vote.inPlaceOf(),
                vote.suggestion(),
                vote.carriedFrom());
    }
}
