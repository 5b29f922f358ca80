package io.countersign.post;

import io.countersign.review.Round;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stages that nobody can clear any more: they stay open, and it is told that they are blocked, until people return. */
final class Blocking {
    private Blocking() {}

    static Outcome recheck(Draft draft) {
        Round before = draft.round;
        if (draft.status != PostStatus.IN_REVIEW || before == null) return new Outcome.Unchanged(draft.before);
        Map<Integer, String> obstacles = before.obstacles(draft.situation.roster(), Set.copyOf(draft.contributors));
        Round after = before.blocked(obstacles);
        for (int stage = 0; stage < after.progress().stages().size(); stage++) {
            String reason = after.stage(stage).blocked();
            if (!Objects.equals(reason, before.stage(stage).blocked())) tell(draft, after, stage, reason);
        }
        return draft.outcome(Transitions.Trigger.RECHECK);
    }

    private static void tell(Draft draft, Round round, int stage, @Nullable String reason) {
        int number = round.plan().round();
        String name = round.rule(stage).name();
        draft.happened(
                reason == null
                        ? new PostEvent.StageUnblocked(number, name)
                        : new PostEvent.StageBlocked(number, name, reason));
    }
}
