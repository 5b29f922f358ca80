package io.countersign.proof;

import io.countersign.canonical.Digest;
import io.countersign.proof.Finding.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks what a pack says of itself as a whole: its files, who signed them, and the checkpoint. Not thread safe. */
final class PackSeal {
    private final PackArchive pack;
    private final Set<NoteKey> given;
    private final Consumer<Finding> findings;
    private final Set<NoteKey> listed = new LinkedHashSet<>();
    private @Nullable FileSums sums;
    private @Nullable Checkpoint checkpoint;

    /** @param given keys of which the auditor knows whose they are; none: those that the pack lists are taken */
    PackSeal(PackArchive pack, Set<NoteKey> given, Consumer<Finding> findings) {
        this.pack = pack;
        this.given = given;
        this.findings = findings;
    }

    void check() throws IOException, UnusableException {
        for (String name : new TreeSet<>(PackFiles.ALWAYS)) need(name);
        sums();
        if (pack.has(PackFiles.KEYS)) keys();
        if (pack.has(PackFiles.CHECKPOINT)) {
            for (String name : new TreeSet<>(PackFiles.SIGNED)) need(name);
            checkSignatures();
        } else {
            unsigned();
        }
    }

    private void need(String name) {
        if (!pack.has(name)) find(Kind.TRUNCATED, "file %s is missing".formatted(name));
    }

    private void sums() throws IOException, UnusableException {
        if (!pack.has(PackFiles.SUMS)) return;
        try {
            FileSums read = FileSums.parse(text(PackFiles.SUMS));
            sums = read;
            compare(read.files());
        } catch (IllegalArgumentException malformed) {
            unreadable(PackFiles.SUMS, malformed);
        }
    }

    private void compare(Map<String, Digest> expected) {
        expected.forEach((name, digest) -> {
            Digest there = pack.digests().get(name);
            if (there == null) find(Kind.TRUNCATED, "file %s is missing".formatted(name));
            else if (!there.equals(digest))
                find(Kind.ALTERED, "file %s is another than %s says".formatted(name, PackFiles.SUMS));
        });
        for (String name : pack.digests().keySet())
            if (!expected.containsKey(name) && !name.equals(PackFiles.SUMS))
                find(Kind.ALTERED, "file %s is not one that %s names".formatted(name, PackFiles.SUMS));
    }

    private void keys() throws IOException, UnusableException {
        try {
            String text = text(PackFiles.KEYS);
            if (!text.endsWith("\n")) throw new IllegalArgumentException("the last line is cut");
            for (String line : text.substring(0, text.length() - 1).split("\n", -1))
                if (!listed.add(NoteKey.parse(line))) throw new IllegalArgumentException("a key occurs twice");
        } catch (IllegalArgumentException malformed) {
            unreadable(PackFiles.KEYS, malformed);
        }
    }

    private void checkSignatures() throws IOException, UnusableException {
        CheckpointCheck check = new CheckpointCheck(trusted(), findings);
        try {
            checkpoint = check.next(text(PackFiles.CHECKPOINT)).orElse(null);
        } catch (IllegalArgumentException malformed) {
            unreadable(PackFiles.CHECKPOINT, malformed);
        }
        check.end();
        if (checkpoint != null && !listed.contains(checkpoint.key()))
            find(Kind.BAD_SIGNATURE, "the checkpoint's key is none of those in %s".formatted(PackFiles.KEYS));
        SignedNote note = sums == null ? null : sums.note();
        if (note == null || trusted().stream().noneMatch(note::isSignedBy))
            find(Kind.BAD_SIGNATURE, "%s is not signed by a key that is trusted".formatted(PackFiles.SUMS));
    }

    private void unsigned() {
        if (given.isEmpty())
            find(
                    Kind.UNANCHORED,
                    "There is no checkpoint: nobody signed this, and it proves no more than that its parts fit together.");
        else
            find(
                    Kind.BAD_SIGNATURE,
                    "there is no checkpoint that could be signed by a key that you gave, so that nothing is proven");
        for (String name : new TreeSet<>(PackFiles.SIGNED))
            if (pack.has(name)) find(Kind.TRUNCATED, "file %s is there and no checkpoint".formatted(name));
        if (sums != null && sums.note() != null)
            find(Kind.TRUNCATED, "%s is signed and there is no checkpoint".formatted(PackFiles.SUMS));
    }

    private Set<NoteKey> trusted() {
        return given.isEmpty() ? listed : given;
    }

    private String text(String name) throws IOException, UnusableException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pack.bytes(name)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("it is no UTF-8", malformed);
        }
    }

    private void unreadable(String name, IllegalArgumentException why) {
        find(Kind.ALTERED, "file %s cannot be read: %s".formatted(name, why.getMessage()));
    }

    private void find(Kind kind, String message) {
        findings.accept(Finding.of(kind, message));
    }

    /** The checkpoint, where it could be read. */
    @Nullable
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** What the pack says that it is of; null where it does not. */
    @Nullable
    String subject() {
        return sums == null ? null : sums.subject();
    }
}
