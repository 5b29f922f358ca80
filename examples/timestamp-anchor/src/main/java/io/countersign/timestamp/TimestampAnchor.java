package io.countersign.timestamp;

import io.countersign.audit.Anchor;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Has each checkpoint stamped by a time stamp authority and keeps note and stamp side by side in a folder. Whoever rewrites the
 * record, with the key or without, gets no stamp of a time that has passed: that a checkpoint with a stamp is the one that there
 * was proves itself. That it is still there does not, so the folder belongs where who runs the database does not write.
 *
 * <p>The authority learns a digest, and when there was something to stamp. Several nodes may share the folder.
 */
public final class TimestampAnchor implements Anchor {
    private final String name;
    private final TimestampAuthority authority;
    private final StampFolder folder;

    private TimestampAnchor(String name, TimestampAuthority authority, StampFolder folder) {
        this.name = name;
        this.authority = authority;
        this.folder = folder;
    }

    /** Stamped by this authority, under this folder, which is made when it is first needed. */
    public static TimestampAnchor of(TimestampAuthority authority, Path folder) {
        return new TimestampAnchor("timestamp", authority, new StampFolder(folder));
    }

    /** The same under another name, for hosts with several. */
    public TimestampAnchor named(String other) {
        return new TimestampAnchor(other, authority, folder);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@inheritDoc}
     *
     * @return time, serial number and place of the stamp
     * @throws TimestampException when there is none, or it proves nothing
     * @throws IllegalStateException when another checkpoint of that number is there
     */
    @Override
    public String keep(WorkspaceId workspace, Checkpoint checkpoint, SignedNote note) {
        long number = checkpoint.number();
        byte[] bytes = note.toString().getBytes(StandardCharsets.UTF_8);
        // First, so that the number is taken by this note, and no other is stamped under it.
        folder.keepNote(workspace, number, bytes);
        byte[] kept = folder.stamp(workspace, number)
                .orElseGet(() -> folder.keepStamp(
                        workspace, number, authority.stamp(bytes).response()));
        Stamp stamp = check(workspace, number, kept, bytes);
        return "%s, serial number %s, %s".formatted(stamp.at(), stamp.serial(), folder.place(workspace, number));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when its stamp is not of it, or not of an authority that is trusted
     */
    @Override
    public Optional<SignedNote> last(WorkspaceId workspace) {
        return folder.last(workspace).map(number -> {
            byte[] note = folder.note(workspace, number);
            try {
                check(workspace, number, folder.stamp(workspace, number).orElseThrow(), note);
            } catch (TimestampException touched) {
                throw new IllegalStateException(touched.getMessage(), touched);
            }
            return SignedNote.parse(new String(note, StandardCharsets.UTF_8));
        });
    }

    /** What is kept may be of another node, and may have been touched since. */
    private Stamp check(WorkspaceId workspace, long number, byte[] kept, byte[] note) {
        try {
            return authority.check(kept, note);
        } catch (TimestampException other) {
            throw new TimestampException(
                    "%s: %s".formatted(folder.place(workspace, number), other.getMessage()), other);
        }
    }
}
