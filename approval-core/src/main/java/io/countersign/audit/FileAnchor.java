package io.countersign.audit;

import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps each checkpoint as a file of its own, never changing one: on a disk that the database's administrators do not write
 * to, best one that can only be appended to. A folder a workspace, in it {@code 00000000000000000001.txt} and so on. Several
 * nodes may share the folder.
 */
public final class FileAnchor implements Anchor {
    private static final Pattern FILE = Pattern.compile("\\d{20}\\.txt");

    private final String name;
    private final Path folder;

    private FileAnchor(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** Under this folder, which is made when it is first needed. */
    public static FileAnchor in(Path folder) {
        return new FileAnchor("file", folder);
    }

    /** The same under another name, for hosts with several. */
    public FileAnchor named(String other) {
        return new FileAnchor(other, folder);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when another checkpoint of that number is there
     */
    @Override
    public String keep(WorkspaceId workspace, Checkpoint checkpoint, SignedNote note) {
        Path file = folder(workspace).resolve("%020d.txt".formatted(checkpoint.number()));
        try {
            Files.createDirectories(folder(workspace));
            if (!Files.exists(file)) write(file, note);
            if (!Files.readString(file).equals(note.toString()))
                throw new IllegalStateException(
                        "%s holds another checkpoint %d than the one that was made: the log of workspace %s has two histories"
                                .formatted(file, checkpoint.number(), workspace));
            return file.toAbsolutePath().toUri().toString();
        } catch (IOException failed) {
            throw new UncheckedIOException("The checkpoint could not be kept as " + file, failed);
        }
    }

    /** Whole or not at all, and never over another. */
    private static void write(Path file, SignedNote note) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "checkpoint", ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(note.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            link(file, part);
        } catch (FileAlreadyExistsException another) {
            // Another node was first; whether with the same is looked at next.
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void link(Path file, Path part) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(part, file);
        }
    }

    @Override
    public Optional<SignedNote> last(WorkspaceId workspace) {
        if (!Files.isDirectory(folder(workspace))) return Optional.empty();
        try (Stream<Path> files = Files.list(folder(workspace))) {
            Optional<Path> last = files.filter(
                            file -> FILE.matcher(file.getFileName().toString()).matches())
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
            return last.isEmpty() ? Optional.empty() : Optional.of(SignedNote.parse(Files.readString(last.get())));
        } catch (CharacterCodingException | IllegalArgumentException altered) {
            throw new IllegalStateException(
                    "The last checkpoint in %s is none any more: %s".formatted(folder(workspace), altered.getMessage()),
                    altered);
        } catch (IOException failed) {
            throw new UncheckedIOException("The checkpoints in %s cannot be read".formatted(folder(workspace)), failed);
        }
    }

    private Path folder(WorkspaceId workspace) {
        // A dot is a character of URLs, and a name of folders that are not ours.
        String name =
                URLEncoder.encode(workspace.value(), StandardCharsets.UTF_8).replace(".", "%2E");
        return folder.resolve(name);
    }
}
