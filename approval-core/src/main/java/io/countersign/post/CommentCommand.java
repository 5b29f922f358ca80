package io.countersign.post;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Erasable;
import io.countersign.content.Anchor;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Situation;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says something about a version, in any status. It changes nothing of the post, and holds of that version whatever becomes
 * of the post meanwhile.
 *
 * @param id of the comment
 * @param on the version that was seen
 * @param visibility asked for; through a link it is always {@link Visibility#EVERYONE}
 * @param anchor the part of the version that is meant; null for the whole
 */
public record CommentCommand(
        String id,
        Version on,
        Erasable text,
        Visibility visibility,
        @Nullable Anchor anchor) implements PostCommand {
    @Override
    public Transitions.Trigger trigger() {
        return Transitions.Trigger.COMMENT;
    }

    @Override
    public Outcome decide(Post post, Situation situation, Terms terms) {
        Actor actor = situation.actor();
        boolean guest = actor instanceof Actor.Guest;
        if (!guest && Permission.READING.stream().noneMatch(actor::may))
            throw new NotPermittedException("Commenting needs a permission to read posts in this workspace.");
        if (anchor != null) anchor.checkOn(on.content());
        String status = post.status().name();
        return new Outcome.Changed(
                post,
                List.of(new Change(
                        new PostEvent.Commented(
                                id, on.number(), guest ? Visibility.EVERYONE : visibility, text.commitment(), anchor),
                        new Subject(null, on.number(), on.digest(), null, null, status, status, null))));
    }
}
