package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a workspace's log at a moment (C2SP tlog-checkpoint, with three lines more): whoever has it knows whether the
 * record's first {@code size} entries are still the same.
 *
 * @param origin which log, the same for all its checkpoints; one line
 * @param number from 1, without gaps
 * @param size how many entries the log had
 * @param root of the tree over them
 * @param at when it was made, by the store's time
 * @param key that signs this checkpoint and the next; where it is another than the one before had, both sign
 */
public record Checkpoint(String origin, long number, long size, Digest root, Instant at, NoteKey key) {
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private static final Pattern FORM = Pattern.compile(
            "([^\\n]+)\\n(\\d{1,18})\\n([^\\n]{44})\\nnumber (\\d{1,18})\\nat ([^\\n]+)\\nkey ([^\\n]+)\\n");

    public Checkpoint {
        if (origin.isBlank() || origin.contains("\n"))
            throw new IllegalArgumentException("The origin of a log is one line");
        if (number < 1 || size < 1) throw new IllegalArgumentException("A checkpoint has a number and entries");
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public static Checkpoint parse(String text) {
        Matcher lines = FORM.matcher(text);
        if (!lines.matches())
            throw new IllegalArgumentException(
                    "no checkpoint: it has other lines than origin, size, root, number, time and key");
        try {
            Checkpoint read = new Checkpoint(
                    lines.group(1),
                    Long.parseLong(lines.group(4)),
                    Long.parseLong(lines.group(2)),
                    Digest.ofBytes(Base64.getDecoder().decode(lines.group(3))),
                    Instant.parse(lines.group(5)),
                    NoteKey.parse(lines.group(6)));
            if (read.text().equals(text)) return read;
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new IllegalArgumentException("no checkpoint: " + malformed.getMessage(), malformed);
        }
        throw new IllegalArgumentException("no checkpoint: its numbers and times are written in another way");
    }

    /** What is signed. */
    public String text() {
        return "%s\n%d\n%s\nnumber %d\nat %s\nkey %s\n"
                .formatted(
                        origin,
                        size,
                        Base64.getEncoder().encodeToString(root.bytes()),
                        number,
                        MICROS.format(at),
                        key.text());
    }
}
