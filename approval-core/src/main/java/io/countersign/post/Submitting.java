package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Permission;
import io.countersign.identity.Roster;
import io.countersign.problem.InvalidInputException;
import io.countersign.publish.Clearance;
import io.countersign.review.Opening;
import io.countersign.review.Plan;
import io.countersign.review.Round;
import io.countersign.review.Vote;
import io.countersign.routing.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opening a round: the plan that routing gives now, held to be possible. */
final class Submitting {
    private Submitting() {}

    static Outcome submit(Draft draft, PostCommand.Submit command) {
        draft.need(Permission.POST_WRITE);
        draft.need(
                Transitions.Trigger.SUBMIT,
                draft.status == PostStatus.REJECTED
                        ? "a rejected version must be changed before it is submitted again"
                        : "only a draft, or a post whose changes were requested, can be submitted");
        Plan plan = plan(draft, command);
        plan.objection(command.policy().policy(), draft.situation.roster(), new HashSet<>(draft.contributors))
                .ifPresent(why -> {
                    throw new InvalidInputException("reviewers", why);
                });
        Round round = open(draft, plan);
        Opening opening = Opening.of(round);
        draft.plan(plan);
        draft.status = PostStatus.IN_REVIEW;
        Digest note = command.note() == null ? null : command.note().commitment();
        draft.happened(new PostEvent.Submitted(
                plan.round(),
                plan.pin(),
                plan.policy(),
                plan.fourEyes(),
                names(plan),
                opening.stages(),
                opening.shares(),
                opening.cleared(),
                note,
                plan.classification()));
        recordCarried(draft, round);
        if (plan.stages().isEmpty()) Scheduling.approve(draft, new Clearance.NotRequired(plan.digest(), plan.policy()));
        else if (!round.isOpen()) Scheduling.approve(draft, new Clearance.Approved(plan.digest(), plan.round()));
        else Passing.missUnapproved(draft);
        return draft.outcome(Transitions.Trigger.SUBMIT);
    }

    private static Round open(Draft draft, Plan plan) {
        Round before = draft.round;
        Roster roster = draft.situation.roster();
        return before == null
                ? Round.open(plan, roster, draft.now())
                : Round.openAfter(
                        before, plan, draft.version.content(), Set.copyOf(draft.contributors), roster, draft.now());
    }

    /** Votes that a round has as it opens are those of people who suggested this very version. */
    private static void recordCarried(Draft draft, Round round) {
        for (int stage = 0; stage < round.progress().stages().size(); stage++)
            for (Vote vote : round.stage(stage).votes())
                Deciding.happened(draft, round, round.rule(stage).name(), vote.person(), Opening.NONE);
    }

    private static Plan plan(Draft draft, PostCommand.Submit command) {
        Route route = command.router()
                .route(draft.version.content(), draft.before.author(), draft.reviewers, command.classification());
        return Plan.of(
                draft.round == null ? 1 : draft.round.plan().round() + 1,
                draft.version,
                draft.now(),
                command.policy(),
                command.classification(),
                route.stages());
    }

    private static List<String> names(Plan plan) {
        return plan.stages().stream().map(stage -> stage.rule().name()).toList();
    }
}
