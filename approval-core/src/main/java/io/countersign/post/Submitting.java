package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Permission;
import io.countersign.problem.InvalidInputException;
import io.countersign.publish.Clearance;
import io.countersign.review.Plan;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import io.countersign.routing.RequestedStage;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

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
        if (plan.stages().isEmpty() && command.policy().policy().reviewRequired())
            throw new InvalidInputException(
                    "reviewers",
                    "No stage is routed to this post and it names no reviewers, but the policy requires a review.");
        plan.obstacle(draft.situation.roster(), new HashSet<>(draft.contributors))
                .ifPresent(why -> {
                    throw new InvalidInputException("reviewers", why);
                });
        Round round = Round.open(plan, draft.situation.roster(), draft.now());
        draft.round = round;
        draft.status = PostStatus.IN_REVIEW;
        Digest note = command.note() == null ? null : command.note().commitment();
        draft.happened(new PostEvent.Submitted(
                plan.round(), plan.policy(), plan.fourEyes(), names(plan), opened(round), note, plan.classification()));
        if (!round.isOpen())
            Scheduling.approve(draft, new Clearance.NotRequired(draft.version.digest(), plan.policy()));
        else Passing.missUnapproved(draft);
        return draft.outcome(Transitions.Trigger.SUBMIT);
    }

    private static Plan plan(Draft draft, PostCommand.Submit command) {
        RoutingPolicy policy = command.policy().policy();
        List<RoutedStage> stages =
                new ArrayList<>(command.router().route(draft.version.content(), draft.before.author()));
        RequestedStage.of(draft.reviewers, stages).ifPresent(requested -> stages.add(0, requested));
        return new Plan(
                draft.round == null ? 1 : draft.round.plan().round() + 1,
                draft.version.number(),
                draft.version.digest(),
                draft.now(),
                command.policy().number(),
                policy.fourEyes(),
                policy.distinctReviewers(),
                policy.rescheduleNeedsApproval(),
                command.classification(),
                stages);
    }

    private static List<String> names(Plan plan) {
        return plan.stages().stream().map(stage -> stage.rule().name()).toList();
    }

    private static List<String> opened(Round round) {
        return IntStream.range(0, round.progress().stages().size())
                .filter(stage -> round.stage(stage).status() == StageStatus.OPEN)
                .mapToObj(stage -> round.rule(stage).name())
                .toList();
    }
}
