package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.problem.NotPermittedException;

/** Taking back what was approved. */
final class Recalling {
    private Recalling() {}

    static Outcome recall(Draft draft, Digest reason) {
        needReviewerWithAccountOrReleaser(draft);
        draft.need(Transitions.Trigger.RECALL, "only what is approved, scheduled or published can be recalled");
        if (draft.status == PostStatus.PUBLISHED) mark(draft, reason);
        else takeBack(draft, reason);
        return draft.outcome(Transitions.Trigger.RECALL);
    }

    private static void takeBack(Draft draft, Digest reason) {
        Integer superseded = draft.countingRound();
        draft.status = PostStatus.DRAFT;
        draft.happened(new PostEvent.Recalled(reason, superseded));
    }

    private static void mark(Draft draft, Digest reason) {
        if (draft.recalled != null)
            throw new IllegalTransitionException(
                    draft.before,
                    "%s recalled it already, on %s"
                            .formatted(draft.recalled.by().id(), draft.recalled.at()));
        draft.happened(new PostEvent.Recalled(reason, null));
    }

    private static void needReviewerWithAccountOrReleaser(Draft draft) {
        boolean reviewer = !(draft.actor() instanceof Actor.Guest) && Scheduling.reviewsRound(draft);
        if (!reviewer && !draft.actor().may(Permission.POST_RELEASE))
            throw new NotPermittedException(
                    "Only a reviewer of its last round with an account and the permission review, "
                            + "or who has the permission post:release, can recall a post.");
    }
}
