package io.countersign.audit;

import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import java.util.Optional;

/**
 * Keeps checkpoints where who runs the database cannot change them: a store with a retention lock, a time stamp authority,
 * the mailbox of a compliance officer. What came before the last checkpoint that is anchored cannot be rewritten or cut off
 * unseen, not even by the application itself. May be called by many threads and nodes, and again for the same checkpoint,
 * outside any transaction; an exception puts it off.
 */
public interface Anchor {
    /** Under which it is known: 1 to 100 visible characters, the same for ever. */
    String name();

    /**
     * Keeps a checkpoint.
     *
     * @return what proves that it is kept, up to 4,000 characters, such as its place
     */
    String keep(WorkspaceId workspace, Checkpoint checkpoint, SignedNote note);

    /**
     * The last one it holds of a workspace's log; empty where there is none, or where it cannot give any back.
     *
     * @throws IllegalStateException when what it holds was altered; any other exception says that it cannot be asked now
     */
    Optional<SignedNote> last(WorkspaceId workspace);
}
