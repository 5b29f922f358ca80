package io.countersign.store;

import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a value.
 *
 * @param grain whether one lost guard undoes all saves, or only its own
 * @param use of the link through which all of it comes; null for none
 * @param answer to keep under an idempotency key; null for none
 * @param purged posts of which, with all saves, nothing is left but stubs of their entries: each as it was read, and lost
 *     where it changed since. The first save's last entry tells of it
 */
public record Changes(
        WorkspaceId workspace,
        Grain grain,
        List<Save> saves,
        @Nullable LinkUse use,
        List<SessionChange> sessions,
        @Nullable Answer answer,
        List<Post> purged) {
    /** What a lost guard undoes. */
    public enum Grain {
        ALL,
        EACH
    }

    public Changes {
        saves = List.copyOf(saves);
        purged = List.copyOf(purged);
        if (!purged.isEmpty() && (grain != Grain.ALL || saves.isEmpty()))
            throw new IllegalArgumentException("Posts are purged with the step that tells of it, or not at all");
        sessions = List.copyOf(sessions);
        for (Save save : saves)
            if (!save.after().workspace().equals(workspace))
                throw new IllegalArgumentException("%s is of another workspace".formatted(save.after().stream()));
        if (use != null && !use.workspace().equals(workspace))
            throw new IllegalArgumentException("Link %s is used in another workspace".formatted(use.link()));
    }

    /** All of these or none. */
    public static Changes all(WorkspaceId workspace, List<Save> saves) {
        return new Changes(workspace, Grain.ALL, saves, null, List.of(), null, List.of());
    }

    /** Each of these that still holds. */
    public static Changes each(WorkspaceId workspace, List<Save> saves) {
        return new Changes(workspace, Grain.EACH, saves, null, List.of(), null, List.of());
    }

    public Changes with(@Nullable LinkUse other) {
        return new Changes(workspace, grain, saves, other, sessions, answer, purged);
    }

    public Changes with(SessionChange... others) {
        return new Changes(workspace, grain, saves, use, List.of(others), answer, purged);
    }

    public Changes with(@Nullable Answer other) {
        return new Changes(workspace, grain, saves, use, sessions, other, purged);
    }

    /** The same, with which these posts are purged. */
    public Changes purging(List<Post> posts) {
        return new Changes(workspace, grain, saves, use, sessions, answer, posts);
    }

    public boolean isEmpty() {
        return saves.isEmpty() && sessions.isEmpty() && answer == null && use == null;
    }
}
