package io.countersign.review;

import io.countersign.content.Content;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Standing;
import io.countersign.routing.StageRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Approvals of people who suggested, in the round before, exactly what the plan is about: they are not asked again. They
 * count in their own right only; whoever suggested in another's place is asked, for nobody knows whether that place is still
 * theirs.
 *
 * @param content that the plan is about
 * @param contributors who may not approve under four eyes
 */
record Carrying(Round before, Plan plan, Content content, Set<Person> contributors, Roster roster, Instant now) {
    /** The plan's stages with the votes that carry over, none of them open yet. */
    List<StageProgress> stages() {
        List<StageProgress> stages = new ArrayList<>();
        Set<Person> carried = new HashSet<>();
        plan.stages().forEach(stage -> {
            StageProgress progress = StageProgress.WAITING;
            for (Vote suggested : suggestions(stage.rule().name())) {
                if (plan.distinctReviewers() && carried.contains(suggested.person())) continue;
                Optional<Vote> vote = carried(suggested, stage.rule());
                if (vote.isEmpty()) continue;
                carried.add(suggested.person());
                progress = progress.with(vote.get());
            }
            stages.add(progress);
        });
        return stages;
    }

    private List<Vote> suggestions(String stage) {
        return before.indexes(progress -> true)
                .filter(index -> before.rule(index).name().equals(stage))
                .mapToObj(before::stage)
                .flatMap(progress -> of(progress, content))
                .toList();
    }

    /** Votes of a stage that suggested just this content. */
    static Stream<Vote> of(StageProgress stage, Content content) {
        return stage.votes().stream()
                .filter(vote -> vote.suggestion() != null && vote.suggestion().is(content));
    }

    /** The vote as an approval, where the person may still give one in the stage. */
    private Optional<Vote> carried(Vote vote, StageRule rule) {
        Standing standing = roster.standing(vote.person());
        List<ReviewerRef> answered =
                rule.reviewers().stream().filter(standing::answers).toList();
        boolean barred = plan.fourEyes() && contributors.contains(vote.person());
        boolean sure = vote.assurance().compareTo(rule.minAssurance()) >= 0;
        if (answered.isEmpty() || barred || !sure) return Optional.empty();
        return Optional.of(new Vote(
                vote.id(),
                vote.person(),
                vote.by(),
                vote.link(),
                vote.assurance(),
                Verdict.APPROVE,
                null,
                vote.visibility(),
                now,
                answered,
                null,
                null,
                before.plan().round(),
                false));
    }
}
