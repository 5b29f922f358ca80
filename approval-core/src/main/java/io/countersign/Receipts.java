package io.countersign;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of claimed posts, on its way to the record; none takes another's receipt along when it cannot be recorded. */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final PostDesk posts;
    private final int most;
    private final Map<WorkspaceId, Map<PostId, PostCommand>> waiting = new LinkedHashMap<>();
    private int unrecorded;
    private int published;
    private int failed;

    /** Records by itself whenever so many are waiting. */
    Receipts(PostDesk posts, int most) {
        this.posts = posts;
        this.most = most;
    }

    void add(Post post, PostCommand result) {
        waiting.computeIfAbsent(post.workspace(), first -> new LinkedHashMap<>())
                .put(post.id(), result);
        if (result instanceof PostCommand.Receive) published++;
        if (result instanceof PostCommand.Fail) failed++;
        if (++unrecorded >= most) record();
    }

    /** Records what is waiting. */
    void record() {
        waiting.forEach(this::record);
        waiting.clear();
        unrecorded = 0;
    }

    int published() {
        return published;
    }

    int failed() {
        return failed;
    }

    private void record(WorkspaceId workspace, Map<PostId, PostCommand> results) {
        try {
            recordAll(workspace, results);
        } catch (RuntimeException trouble) {
            LOG.warn("Receipts of workspace {} are recorded one by one: {}", workspace, trouble.toString());
            results.forEach((id, command) -> recordOne(workspace, id, command));
        }
    }

    private void recordOne(WorkspaceId workspace, PostId id, PostCommand command) {
        try {
            recordAll(workspace, Map.of(id, command));
        } catch (RuntimeException trouble) {
            LOG.error(
                    "What became of post {} of workspace {} is not recorded; its lease decides",
                    id,
                    workspace,
                    trouble);
        }
    }

    private void recordAll(WorkspaceId workspace, Map<PostId, PostCommand> results) {
        Map<PostId, PostDesk.Order> orders = new LinkedHashMap<>();
        results.forEach((id, command) -> orders.put(id, (post, now) -> command));
        posts.runEach(Dispatcher.system(workspace), orders, List.of()).forEach((id, one) -> {
            if (one.problem() != null)
                LOG.warn(
                        "What became of post {} of workspace {} came too late: {}",
                        id,
                        workspace,
                        one.problem().getMessage());
        });
    }
}
