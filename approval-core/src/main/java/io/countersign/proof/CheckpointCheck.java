package io.countersign.proof;

import io.countersign.proof.Finding.Kind;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the checkpoints of one log, from any of them on: each is signed by the key that it names, and by the one that the
 * checkpoint before named. Not thread safe.
 */
public final class CheckpointCheck {
    private final Set<NoteKey> trusted;
    private final Consumer<Finding> findings;
    private @Nullable Checkpoint last;

    /**
     * @param trusted keys, one of which the last checkpoint must be signed by
     */
    public CheckpointCheck(Collection<NoteKey> trusted, Consumer<Finding> findings) {
        this.trusted = Set.copyOf(trusted);
        this.findings = findings;
    }

    /** The next checkpoint; what it says, where it can be read at all. */
    public Optional<Checkpoint> next(String text) {
        Checkpoint checkpoint;
        SignedNote note;
        try {
            note = SignedNote.parse(text);
            checkpoint = Checkpoint.parse(note.text());
        } catch (IllegalArgumentException malformed) {
            find("a checkpoint cannot be read: " + malformed.getMessage());
            return Optional.empty();
        }
        if (!note.isSignedBy(checkpoint.key()))
            find("checkpoint %d is not signed by the key that it names".formatted(checkpoint.number()));
        if (last != null) follows(last, checkpoint, note);
        last = checkpoint;
        return Optional.of(checkpoint);
    }

    private void follows(Checkpoint before, Checkpoint checkpoint, SignedNote note) {
        if (!note.isSignedBy(before.key()))
            find("checkpoint %d is not signed by the key of the one before".formatted(checkpoint.number()));
        if (checkpoint.number() != before.number() + 1)
            findings.accept(Finding.of(
                    Kind.GAP, "checkpoint %d is followed by %d".formatted(before.number(), checkpoint.number())));
        if (checkpoint.size() <= before.size() || !checkpoint.origin().equals(before.origin()))
            findings.accept(Finding.of(
                    Kind.FORKED,
                    "checkpoint %d does not continue the log of the one before".formatted(checkpoint.number())));
    }

    /** Says that there are no more checkpoints. */
    public void end() {
        if (last != null && !trusted.contains(last.key()))
            find("checkpoint %d is signed by a key that is not trusted: %s".formatted(last.number(), last.key()));
    }

    /** The last checkpoint that could be read; null before the first. */
    public @Nullable Checkpoint last() {
        return last;
    }

    private void find(String message) {
        findings.accept(Finding.of(Kind.BAD_SIGNATURE, message));
    }
}
