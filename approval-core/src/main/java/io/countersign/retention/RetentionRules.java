package io.countersign.retention;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a workspace keeps its posts, and what is on hold.
 *
 * @param keep null for ever
 * @param holds that were not lifted, the oldest first
 */
public record RetentionRules(
        WorkspaceId workspace, Head head, @Nullable RetentionPeriod keep, List<LegalHold> holds) implements Recorded {
    /** How many holds a workspace has at a time. */
    public static final int MOST_HOLDS = 1000;

    public RetentionRules {
        holds = List.copyOf(holds);
    }

    /** Of a workspace where nobody ever said so: everything is kept for ever. */
    public static RetentionRules none(WorkspaceId workspace) {
        return new RetentionRules(workspace, Head.START, null, List.of());
    }

    @Override
    public StreamId stream() {
        return StreamId.RETENTION;
    }

    @Override
    public RetentionRules at(Head end) {
        return new RetentionRules(workspace, end, keep, holds);
    }

    /** The same, keeping things that long; null for ever. */
    public RetentionRules keeping(@Nullable RetentionPeriod other) {
        return new RetentionRules(workspace, head, other, holds);
    }

    /** The same with one hold more. */
    public RetentionRules with(LegalHold hold) {
        return new RetentionRules(
                workspace,
                head,
                keep,
                Stream.concat(holds.stream(), Stream.of(hold)).toList());
    }

    /** The same without a hold. */
    public RetentionRules without(LegalHold hold) {
        return new RetentionRules(
                workspace,
                head,
                keep,
                holds.stream().filter(one -> !one.equals(hold)).toList());
    }

    public Optional<LegalHold> hold(String id) {
        return holds.stream().filter(hold -> hold.id().equals(id)).findFirst();
    }

    /** Whether everything is on hold. */
    public boolean holdsAll() {
        return holds.stream().anyMatch(hold -> hold.post() == null);
    }

    /** Whether a post is, by itself or with everything. */
    public boolean holds(PostId post) {
        return holds.stream()
                .anyMatch(hold -> hold.post() == null || hold.post().equals(post));
    }
}
