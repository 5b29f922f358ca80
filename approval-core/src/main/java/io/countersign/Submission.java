package io.countersign;

import io.countersign.canonical.Erasable;
import io.countersign.content.Content;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.routing.Classification;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.Router;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A post on its way into review, as it was read. What classifiers say of it and whom its plan asks is found out before it is
 * decided, so what is decided must be about the version that was read, and ask nobody else.
 */
final class Submission implements PostDesk.Order {
    private final Post read;
    private final PolicyVersion policy;
    private final Router router;
    private final @Nullable Classification classification;
    private final Set<ReviewerRef> asks;
    private final @Nullable Erasable note;

    /**
     * @param classification of the version that was read; null where nobody classifies
     */
    Submission(Post read, PolicyVersion policy, Router router, @Nullable Classification classification) {
        this(read, policy, router, classification, asks(read, router, classification), null);
    }

    private Submission(
            Post read,
            PolicyVersion policy,
            Router router,
            @Nullable Classification classification,
            Set<ReviewerRef> asks,
            @Nullable Erasable note) {
        this.read = read;
        this.policy = policy;
        this.router = router;
        this.classification = classification;
        this.asks = asks;
        this.note = note;
    }

    PostId post() {
        return read.id();
    }

    /** The same with a note for the reviewers; null for none. */
    Submission saying(@Nullable Erasable text) {
        return new Submission(read, policy, router, classification, asks, text);
    }

    /** Everybody whom the plan would ask, to see that it can be satisfied, and who suggested just this version. */
    Set<ReviewerRef> asks() {
        return asks;
    }

    @Override
    public PostCommand command(Post post, Instant now) {
        return new PostCommand.Submit(note, policy, router, classification);
    }

    @Override
    public List<Erasable> texts() {
        return note == null ? List.of() : List.of(note);
    }

    @Override
    public boolean fits(Post post) {
        return post.version().equals(read.version()) && asks.containsAll(asks(post, router, classification));
    }

    private static Set<ReviewerRef> asks(Post post, Router router, @Nullable Classification classification) {
        Set<ReviewerRef> refs = new HashSet<>();
        for (RoutedStage stage : router.route(
                        post.version().content(), post.author(), post.state().reviewers(), classification)
                .stages()) refs.addAll(stage.rule().reviewers());
        Content content = post.version().content();
        post.round()
                .ifPresent(round ->
                        round.suggesters(content).forEach(person -> refs.add(ReviewerRef.parse(person.ref()))));
        return refs;
    }
}
