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
import io.countersign.post.PostEvent;
import io.countersign.post.PostStatus;
import io.countersign.post.Publishing;
import io.countersign.post.Terms;
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

    private record Claimed(WorkspaceId workspace, PostId post) {
        static Claimed of(Post post) {
            return new Claimed(post.workspace(), post.id());
        }
    }

    private final Desk desk;
    private final PostDesk posts;
    private final Terms terms;
    private final @Nullable Publisher publisher;

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
     * @throws IllegalStateException without a publisher, or within a transaction of the host
     */
    public Run run() {
        Publisher target = publisher;
        if (target == null)
            throw new IllegalStateException("Nothing can be published: set Approvals.on(store).publisher(…)");
        Run all = Run.NOTHING;
        for (int i = 0; i < MOST_BATCHES; i++) {
            Run batch = batch(target);
            all = all.plus(batch);
            if (batch.moved() < BATCH || Thread.currentThread().isInterrupted()) break;
        }
        return all;
    }

    private Run batch(Publisher target) {
        Map<Claimed, Boolean> asking = new HashMap<>();
        List<Committed> committed = desk.store.locked(new Selection.Due(BATCH, terms.missedGrace()), (due, now) -> {
            asking.clear();
            Map<WorkspaceId, List<Save>> saves = new LinkedHashMap<>();
            for (Post post : due)
                pass(post, now, target, asking)
                        .ifPresent(save -> saves.computeIfAbsent(post.workspace(), workspace -> new ArrayList<>())
                                .add(save));
            return saves.entrySet().stream()
                    .map(each -> Changes.each(each.getKey(), each.getValue()))
                    .toList();
        });
        int moved = committed.stream().mapToInt(each -> each.saved().size()).sum();
        Map<WorkspaceId, Map<PostId, PostCommand>> results = new LinkedHashMap<>();
        int published = 0;
        for (Committed each : committed)
            for (var saved : each.saved()) {
                Post post = (Post) saved;
                Boolean askFirst = asking.get(Claimed.of(post));
                if (askFirst == null || post.status() != PostStatus.PUBLISHING) continue;
                PostCommand result = call(target, post, askFirst);
                if (result == null) continue;
                if (result instanceof PostCommand.Receive) published++;
                results.computeIfAbsent(post.workspace(), workspace -> new LinkedHashMap<>())
                        .put(post.id(), result);
            }
        results.forEach(this::record);
        int answered = results.values().stream().mapToInt(Map::size).sum();
        return new Run(moved, published, answered - published);
    }

    private Optional<Save> pass(Post post, Instant now, Publisher target, Map<Claimed, Boolean> asking) {
        Call call = system(post.workspace());
        try {
            Outcome outcome = new PostCommand.Pass(target.capability())
                    .applyTo(post, new Situation(Actor.SYSTEM, Roster.EMPTY, now), terms);
            if (!(outcome instanceof Outcome.Changed changed)) return Optional.empty();
            claimed(changed).ifPresent(event -> asking.put(Claimed.of(post), event.asking()));
            return Optional.of(desk.save(call, post, changed.after(), now, changed.changes()));
        } catch (IllegalStateException broken) {
            LOG.error("Post {} of workspace {} is passed over", post.id(), post.workspace(), broken);
            return Optional.empty();
        }
    }

    private static Optional<PostEvent.Claimed> claimed(Outcome.Changed changed) {
        return changed.changes().stream()
                .map(Change::event)
                .filter(PostEvent.Claimed.class::isInstance)
                .map(PostEvent.Claimed.class::cast)
                .findFirst();
    }

    /** Calls the host's publisher, outside any transaction; null where the outcome is unknown and the lease decides. */
    private static @Nullable PostCommand call(Publisher target, Post post, boolean askFirst) {
        Permit permit = Publishing.permit(post);
        try {
            Optional<Receipt> earlier = askFirst ? target.find(permit) : Optional.empty();
            Receipt receipt = earlier.isPresent() ? earlier.get() : target.publish(permit, post.version());
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

    /** All at once; where that cannot be done, one by one, so that none takes the others' receipts along. */
    private void record(WorkspaceId workspace, Map<PostId, PostCommand> results) {
        try {
            recordAll(workspace, results);
        } catch (RuntimeException failed) {
            if (results.size() == 1) throw failed;
            LOG.warn("Receipts of workspace {} are recorded one by one: {}", workspace, failed.toString());
            results.forEach((id, command) -> recordOne(workspace, id, command));
        }
    }

    private void recordOne(WorkspaceId workspace, PostId id, PostCommand command) {
        try {
            recordAll(workspace, Map.of(id, command));
        } catch (RuntimeException failed) {
            LOG.error(
                    "What became of post {} of workspace {} is not recorded; its lease decides", id, workspace, failed);
        }
    }

    private void recordAll(WorkspaceId workspace, Map<PostId, PostCommand> results) {
        Map<PostId, PostDesk.Order> orders = new LinkedHashMap<>();
        results.forEach((id, command) -> orders.put(id, (post, now) -> command));
        Map<PostId, PostDesk.Done> done = posts.runEach(system(workspace), orders, List.of());
        done.forEach((id, one) -> {
            if (one.problem() != null)
                LOG.warn(
                        "What became of post {} of workspace {} came too late: {}",
                        id,
                        workspace,
                        one.problem().getMessage());
        });
    }

    private static Call system(WorkspaceId workspace) {
        return Call.of(workspace, Actor.SYSTEM);
    }
}
