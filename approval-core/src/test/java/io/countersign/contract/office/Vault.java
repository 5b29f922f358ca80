package io.countersign.contract.office;

import io.countersign.audit.Anchor;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An anchor that remembers all it was given, and can be out of reach. */
public final class Vault implements Anchor {
    public final List<SignedNote> held = new ArrayList<>();
    public boolean reachable = true;

    /** Thrown by who asks what it holds; null for nothing. */
    public @Nullable RuntimeException failing;

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public String keep(WorkspaceId workspace, Checkpoint checkpoint, SignedNote note) {
        if (!reachable) throw new IllegalStateException("The vault is closed");
        held.add(note);
        return "shelf " + held.size();
    }

    @Override
    public Optional<SignedNote> last(WorkspaceId workspace) {
        if (failing != null) throw failing;
        return held.isEmpty() ? Optional.empty() : Optional.of(held.get(held.size() - 1));
    }
}
