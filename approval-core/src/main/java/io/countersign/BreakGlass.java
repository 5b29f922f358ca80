package io.countersign;

import io.countersign.canonical.Erasable;
import io.countersign.identity.PostId;
import io.countersign.post.BreakGlassCommand;
import io.countersign.post.Post;
import io.countersign.problem.NotPermittedException;
import io.countersign.problem.Text;
import io.countersign.routing.PolicyVersion;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Letting a post out without its reviewers, where the policy allows it: one person asks with a reason, another consents,
 * and a review stays owed until somebody closes it. Who asks and who consents needs {@code post:release}.
 */
public final class BreakGlass {
    private record Finding(
            @Text(min = 1, max = 4000, note = true) @NotNull String finding) {}

    private final Desk desk;
    private final PostDesk posts;

    BreakGlass(Desk desk, PostDesk posts) {
        this.desk = desk;
        this.posts = posts;
    }

    /**
     * Asks for the post's current version to go out now. Nothing goes out before another person's {@link #consent}; new
     * content forgets that anybody asked.
     *
     * @param reason 1 to 4000 code points
     * @throws NotPermittedException without the permission, or where the policy does not allow it
     * @throws io.countersign.post.IllegalTransitionException where somebody asked already, or the post is scheduled or beyond
     */
    public Post ask(Call call, PostId id, String reason) {
        desk.checks.valid(new Reason(reason));
        Erasable text = desk.note(reason);
        PolicyVersion policy = desk.store.policy(call.workspace());
        PostDesk.Order order = (post, now) -> new BreakGlassCommand.Ask(text, policy);
        return posts.run(call, id, order.with(text), List.of());
    }

    /**
     * Consents to what another person asked for: the post is scheduled for now, whatever its time. A hold still holds it.
     *
     * @throws NotPermittedException to who asked, and as {@link #ask}
     * @throws io.countersign.post.IllegalTransitionException where nobody asked for the current version
     */
    public Post consent(Call call, PostId id) {
        return consent(call, id, null);
    }

    /**
     * As above, to the version that was seen: who asked may have changed it and asked again meanwhile.
     *
     * @param version null for whichever is the current one
     * @throws io.countersign.post.StaleVersionException where it is not the current one
     */
    public Post consent(Call call, PostId id, @Nullable Integer version) {
        PolicyVersion policy = desk.store.policy(call.workspace());
        return posts.run(call, id, (post, now) -> new BreakGlassCommand.Consent(version, policy), List.of());
    }

    /**
     * Closes the review that is owed, in any status of the post; needs {@code review} or {@code post:release}.
     *
     * @param finding 1 to 4000 code points
     * @throws io.countersign.post.IllegalTransitionException where none is owed
     */
    public Post closeReview(Call call, PostId id, String finding) {
        desk.checks.valid(new Finding(finding));
        Erasable text = desk.note(finding);
        PostDesk.Order order = (post, now) -> new BreakGlassCommand.CloseReview(text);
        return posts.run(call, id, order.with(text), List.of());
    }
}
