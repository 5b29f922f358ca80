package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.InvalidInputException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In whose name, where, and in which request a service is called.
 *
 * @param request the host's id of the request, kept in the record; null for none
 * @param once keeps the call from taking effect twice; null for none
 */
public record Call(
        WorkspaceId workspace,
        Actor actor,
        @Nullable String request,
        @Nullable Once once) {
    /** A call of this actor. */
    public static Call of(WorkspaceId workspace, Actor actor) {
        return new Call(workspace, actor, null, null);
    }

    /** The same, in this request. */
    public Call in(@Nullable String requestId) {
        return new Call(workspace, actor, requestId, once);
    }

    /** The same, under an idempotency key. */
    public Call once(Once guard) {
        return new Call(workspace, actor, request, guard);
    }

    /** Who called, so that keys of different callers never meet. */
    String caller() {
        Actor.Name name = actor.name();
        return name.kind() + ":" + name.id();
    }

    /**
     * An idempotency key (S-67). Ask {@link Approvals#answered} first; then the call keeps what it answers, in the same
     * transaction as what it does.
     *
     * @param key 1 to 128 visible ASCII characters, of the caller's choice
     * @param fingerprint of what is called with what: the same key with another one is refused
     * @param rendering makes the answer to keep
     */
    public record Once(String key, Digest fingerprint, Rendering rendering) {
        public Once {
            if (key.isEmpty() || key.length() > 128 || !key.chars().allMatch(sign -> sign > 0x20 && sign < 0x7F))
                throw new InvalidInputException("Idempotency-Key", "must have 1 to 128 visible ASCII characters");
        }
    }

    /** Makes the answer that is kept for repetitions of a call. */
    @FunctionalInterface
    public interface Rendering {
        /**
         * Called before the commit, outside any transaction, perhaps again when a race was lost.
         *
         * @param result what the service is going to return
         * @param fresh texts that the call itself brings, which no read finds yet
         */
        String render(Object result, Map<Digest, String> fresh);
    }
}
