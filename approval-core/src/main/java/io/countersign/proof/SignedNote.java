package io.countersign.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures under it (C2SP signed-note).
 *
 * @param text ends with a line feed
 * @param signatures at least one
 */
public record SignedNote(String text, List<Mark> signatures) {
    private static final String DASH = "\u2014 ";

    /**
     * A signature.
     *
     * @param name of the key
     * @param bytes hash of the key, then the signature itself
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; the note's text form is.
    public record Mark(String name, byte[] bytes) {
        /** Of a key's signature. */
        public static Mark of(NoteKey key, byte[] signature) {
            byte[] bytes = Arrays.copyOf(key.hash(), 4 + signature.length);
            System.arraycopy(signature, 0, bytes, 4, signature.length);
            return new Mark(key.name(), bytes);
        }

        boolean isOf(NoteKey key) {
            return name.equals(key.name()) && bytes.length > 4 && Arrays.equals(bytes, 0, 4, key.hash(), 0, 4);
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")) throw new IllegalArgumentException("the text of a note ends with a line feed");
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty()) throw new IllegalArgumentException("a signed note has a signature");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public static SignedNote parse(String note) {
        int gap = note.lastIndexOf("\n\n");
        if (gap < 0 || !note.endsWith("\n"))
            throw new IllegalArgumentException("no signed note: signatures are missing");
        List<Mark> signatures = new ArrayList<>();
        for (String line : note.substring(gap + 2).split("\n")) signatures.add(mark(line));
        SignedNote read = new SignedNote(note.substring(0, gap + 1), signatures);
        if (!read.toString().equals(note))
            throw new IllegalArgumentException("no signed note: its signatures are written in another way");
        return read;
    }

    private static Mark mark(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length())
            throw new IllegalArgumentException("no signed note: '%s' is no signature".formatted(line));
        try {
            return new Mark(
                    line.substring(DASH.length(), space), Base64.getDecoder().decode(line.substring(space + 1)));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("no signed note: '%s' is no signature".formatted(line), malformed);
        }
    }

    /** What is signed. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this key signed it. */
    public boolean isSignedBy(NoteKey key) {
        return signatures.stream()
                .anyMatch(mark -> mark.isOf(key)
                        && key.verifies(bytes(), Arrays.copyOfRange(mark.bytes(), 4, mark.bytes().length)));
    }

    /** Text and signatures, as they are published. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Mark mark : signatures)
            note.append(DASH)
                    .append(mark.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(mark.bytes()))
                    .append('\n');
        return note.toString();
    }
}
