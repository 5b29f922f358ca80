package io.countersign.jdbc;

import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where to look for what waits for somebody: a row for each reference of each stage that has opened. Rows stay when the
 * stage closes, for whoever was asked still sees the post. The first of a stage's rows names the queue that it waits in. An
 * index of {@link Round}, which alone decides.
 */
final class Assignments {
    private record Key(int round, int stage, ReviewerRef ref) {}

    private static final String INSERT = """
            INSERT INTO {assignment} (ws, ref, post, round, stage, is_open, queue, since, due_at)
            VALUES (:ws, :ref, :post, :round, :stage, :is_open, :queue, :since, :due_at)
            """;

    private static final String UPDATE = """
            UPDATE {assignment} SET is_open = :is_open
             WHERE ws = :ws AND ref = :ref AND is_open = :was_open AND post = :post AND round = :round AND stage = :stage
            """;

    private Assignments() {}

    static void follow(@Nullable Post before, Post after, List<Sql> rest) {
        Map<Key, Boolean> old = before == null ? Map.of() : of(before);
        Map<Key, Boolean> left = new HashMap<>(old);
        of(after).forEach((key, open) -> {
            left.remove(key);
            Boolean was = old.get(key);
            if (was == null) rest.add(inserted(after, key, open));
            else if (!was.equals(open)) rest.add(row(UPDATE, after, key, open));
        });
        left.forEach((key, open) -> {
            if (open) rest.add(row(UPDATE, after, key, false));
        });
    }

    private static Map<Key, Boolean> of(Post post) {
        Map<Key, Boolean> all = new LinkedHashMap<>();
        post.round().ifPresent(round -> {
            for (int stage = 0; stage < round.progress().stages().size(); stage++) add(round, stage, all);
        });
        return all;
    }

    private static void add(Round round, int stage, Map<Key, Boolean> all) {
        if (round.stage(stage).openedAt() == null) return;
        boolean open = round.isOpen() && round.stage(stage).status() == StageStatus.OPEN;
        for (ReviewerRef ref : round.entries(stage))
            all.put(new Key(round.plan().round(), stage, ref), open);
    }

    /** The row of the first reviewer stands for the stage in its queue. */
    private static Sql inserted(Post post, Key key, boolean open) {
        Round round = post.round().orElseThrow();
        StageProgress stage = round.stage(key.stage());
        boolean first = round.entries(key.stage()).get(0).equals(key.ref());
        return row(INSERT, post, key, open)
                .set("queue", first ? round.rule(key.stage()).name() : null)
                .set("since", first ? stage.openedAt() : null)
                .set("due_at", first ? stage.dueAt() : null);
    }

    private static Sql row(String text, Post post, Key key, boolean open) {
        return Sql.of(text)
                .set("ws", post.workspace().value())
                .set("ref", key.ref().toString())
                .set("post", post.id().value())
                .set("round", key.round())
                .set("stage", key.stage())
                .set("is_open", open)
                .set("was_open", !open);
    }
}
