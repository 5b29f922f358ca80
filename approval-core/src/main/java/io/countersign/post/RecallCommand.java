package io.countersign.post;

import io.countersign.canonical.Erasable;
import io.countersign.identity.Situation;

/** Takes back what was approved: before it is out as a draft, afterwards for the record. */
public record RecallCommand(Erasable reason) implements PostCommand {
    @Override
    public Transitions.Trigger trigger() {
        return Transitions.Trigger.RECALL;
    }

    @Override
    public Outcome decide(Post post, Situation situation, Terms terms) {
        return Recalling.recall(new Draft(post, situation, terms), reason.commitment());
    }
}
