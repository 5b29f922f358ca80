package io.countersign;

import io.countersign.audit.Change;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostStatus;
import io.countersign.post.Publishing;
import io.countersign.post.PublishingEvent;
import io.countersign.post.Terms;
import io.countersign.publish.Capability;
import io.countersign.publish.Permit;
import io.countersign.publish.Publisher;
import io.countersign.publish.Receipt;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what time alone does: deadlines, missed times, and publishing what is due. Starts no thread: the host calls it, on
 * as many nodes as it likes; each due post is claimed by one.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 100;
    private static final int MOST_PASSED_OVER = 10_000;

    /** Receipts that a crash may cost: their posts are settled by what the publisher promises. */
    private static final int RECEIPTS = 10;

    private record Claimed(WorkspaceId workspace, PostId post) {
        static Claimed of(Post post) {
            return new Claimed(post.workspace(), post.id());
        }
    }

    private final Desk desk;
    private final PostDesk posts;
    private final Terms terms;
    private final @Nullable Publisher publisher;
    private final AtomicInteger passedOver = new AtomicInteger();

    Dispatcher(Desk desk, PostDesk posts, Terms terms, @Nullable Publisher publisher) {
        this.desk = desk;
        this.posts = posts;
        this.terms = terms;
        this.publisher = publisher;
    }

    /**
     * What a run did.
     *
     * @param moved posts that time did something to, claims included
     * @param published posts that a receipt came for
     * @param failed attempts that failed
     */
    public record Run(int moved, int published, int failed) {
        private static final Run NOTHING = new Run(0, 0, 0);

        private Run plus(Run other) {
            return new Run(moved + other.moved, published + other.published, failed + other.failed);
        }
    }

    /**
     * Does everything that is due now, in batches; returns when nothing is left, or after enough to let others have a turn.
     *
     * Without a publisher it claims nothing, and does the rest.
     *
     * @throws IllegalStateException within a transaction of the host
     */
    public Run run() {
        Run all = Run.NOTHING;
        for (int i = 0; i < MOST_BATCHES; i++) {
            Run batch = batch();
            all = all.plus(batch);
            if (batch.moved() < BATCH || Thread.currentThread().isInterrupted()) break;
        }
        return all;
    }

    private Run batch() {
        Map<Claimed, Boolean> asking = new HashMap<>();
        AtomicInteger stuck = new AtomicInteger();
        List<Committed> committed =
                desk.store.locked(new Selection.Due(BATCH + passedOver.get(), terms.missedGrace()), (due, now) -> {
                    asking.clear();
                    stuck.set(0);
                    Map<WorkspaceId, List<Save>> saves = new LinkedHashMap<>();
                    for (Post post : due)
                        pass(post, now, asking, stuck)
                                .ifPresent(save -> saves.computeIfAbsent(post.workspace(), first -> new ArrayList<>())
                                        .add(save));
                    return saves.entrySet().stream()
                            .map(each -> Changes.each(each.getKey(), each.getValue()))
                            .toList();
                });
        // What cannot be moved stays the longest due; others must not wait behind it.
        passedOver.set(Math.min(stuck.get(), MOST_PASSED_OVER));
        List<Post> moved = committed.stream()
                .flatMap(each -> each.saved().stream())
                .map(Post.class::cast)
                .toList();
        Run done = new Run(moved.size(), 0, 0);
        return publisher == null ? done : done.plus(publish(publisher, moved, asking));
    }

    /** Publishes what was claimed, one after the other, and hands back what the lease leaves no time for. */
    private Run publish(Publisher target, List<Post> moved, Map<Claimed, Boolean> asking) {
        long since = System.nanoTime();
        int unrecorded = target.capability() == Capability.NONE ? 1 : RECEIPTS;
        Receipts receipts = new Receipts(posts, unrecorded);
        try {
            for (Post post : moved) {
                Boolean askFirst = asking.get(Claimed.of(post));
                if (askFirst == null || post.status() != PostStatus.PUBLISHING) continue;
                boolean late = System.nanoTime() - since > terms.lease().toNanos() / 2;
                PostCommand result = late ? new PostCommand.HandBack(post.fence()) : call(target, post, askFirst);
                if (result != null) receipts.add(post, result);
            }
        } finally {
            receipts.record();
        }
        return new Run(0, receipts.published(), receipts.failed());
    }

    private Optional<Save> pass(Post post, Instant now, Map<Claimed, Boolean> asking, AtomicInteger stuck) {
        Call call = system(post.workspace());
        try {
            Outcome outcome = new PostCommand.Pass(publisher == null ? null : publisher.capability())
                    .applyTo(post, new Situation(Actor.SYSTEM, Roster.EMPTY, now), terms);
            if (!(outcome instanceof Outcome.Changed changed)) {
                stuck.incrementAndGet();
                return Optional.empty();
            }
            claimed(changed).ifPresent(event -> asking.put(Claimed.of(post), event.asking()));
            return Optional.of(desk.save(call, post, changed.after(), now, changed.changes()));
        } catch (RuntimeException broken) {
            LOG.error("Post {} of workspace {} is passed over", post.id(), post.workspace(), broken);
            stuck.incrementAndGet();
            return Optional.empty();
        }
    }

    private static Optional<PublishingEvent.Claimed> claimed(Outcome.Changed changed) {
        return changed.changes().stream()
                .map(Change::event)
                .filter(PublishingEvent.Claimed.class::isInstance)
                .map(PublishingEvent.Claimed.class::cast)
                .findFirst();
    }

    /** Calls the host's publisher, outside any transaction; null where the outcome is unknown and the lease decides. */
    private static @Nullable PostCommand call(Publisher target, Post post, boolean askFirst) {
        Permit permit = Publishing.permit(post);
        Optional<Receipt> earlier = Optional.empty();
        try {
            if (askFirst) earlier = target.find(permit);
        } catch (Exception failure) {
            // It is still unknown whether it is out, so it is asked again and not published.
            LOG.warn("Whether post {} is published could not be asked: {}", permit.post(), failure.toString());
            if (failure instanceof InterruptedException) Thread.currentThread().interrupt();
            return null;
        }
        return earlier.isPresent()
                ? new PostCommand.Receive(post.fence(), earlier.get())
                : publish(target, post, permit);
    }

    private static @Nullable PostCommand publish(Publisher target, Post post, Permit permit) {
        try {
            Receipt receipt = target.publish(permit, post.version());
            return new PostCommand.Receive(
                    post.fence(), Objects.requireNonNull(receipt, "the publisher gave no receipt"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (Exception failure) {
            LOG.warn("Publishing post {} of workspace {} failed: {}", post.id(), post.workspace(), failure.toString());
            LOG.debug("Publishing post {} failed here", post.id(), failure);
            String message = failure.getMessage();
            return new PostCommand.Fail(
                    post.fence(), message == null ? failure.getClass().getSimpleName() : message);
        }
    }

    static Call system(WorkspaceId workspace) {
        return Call.of(workspace, Actor.SYSTEM);
    }
}
