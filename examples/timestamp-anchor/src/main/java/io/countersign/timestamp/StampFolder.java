package io.countersign.timestamp;

import io.countersign.identity.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder a workspace, in it {@code 00000000000000000001.txt}, a note, and {@code 00000000000000000001.tsr}, the stamp of it.
 * No file is ever changed.
 */
final class StampFolder {
    private static final Pattern STAMP = Pattern.compile("\\d{20}\\.tsr");

    private final Path folder;

    StampFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalStateException when another note of that number is there */
    void keepNote(WorkspaceId workspace, long number, byte[] note) {
        Path file = file(workspace, number, "txt");
        if (!Arrays.equals(keep(file, note), note))
            throw new IllegalStateException(
                    "%s holds another checkpoint %d than the one that was made: the log of workspace %s has two histories. Keep both, and find out which is true by the stamp beside it"
                            .formatted(file, number, workspace));
    }

    /** @return the stamp that is kept; of two nodes' stamps, the first */
    byte[] keepStamp(WorkspaceId workspace, long number, byte[] response) {
        return keep(file(workspace, number, "tsr"), response);
    }

    Optional<byte[]> stamp(WorkspaceId workspace, long number) {
        Path file = file(workspace, number, "tsr");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    byte[] note(WorkspaceId workspace, long number) {
        return read(file(workspace, number, "txt"));
    }

    String place(WorkspaceId workspace, long number) {
        return file(workspace, number, "tsr").toAbsolutePath().toUri().toString();
    }

    /** The highest number with a stamp. */
    Optional<Long> last(WorkspaceId workspace) {
        Path all = folder(workspace);
        if (!Files.isDirectory(all)) return Optional.empty();
        try (Stream<Path> files = Files.list(all)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> STAMP.matcher(name).matches())
                    .max(Comparator.naturalOrder())
                    .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))));
        } catch (IOException failed) {
            throw new UncheckedIOException("The stamps in %s cannot be read".formatted(all), failed);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be read", failed);
        }
    }

    /** @return what is there now: these bytes, or those that somebody kept before */
    private static byte[] keep(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) write(file, bytes);
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Nothing can be kept as " + file, failed);
        }
    }

    /** Whole or not at all, and never over another. */
    private static void write(Path file, byte[] content) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "stamp", ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
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

    private Path file(WorkspaceId workspace, long number, String kind) {
        return folder(workspace).resolve("%020d.%s".formatted(number, kind));
    }

    private Path folder(WorkspaceId workspace) {
        // A dot is a character of URLs, and a name of folders that are not ours.
        String name =
                URLEncoder.encode(workspace.value(), StandardCharsets.UTF_8).replace(".", "%2E");
        return folder.resolve(name);
    }
}
