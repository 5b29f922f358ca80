package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of each file of a pack, in the form of {@code sha256sum}; where there is a key, as a signed note.
 *
 * @param subject what the pack is of, one line
 * @param files digests by the names of the files
 * @param note what was signed and by whom; null where nobody signed
 */
public record FileSums(
        String subject,
        SortedMap<String, Digest> files,
        @Nullable SignedNote note) {
    private static final String HEADER = "# countersign evidence 1: ";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+)");

    public FileSums {
        files = new TreeMap<>(files);
        if (subject.isEmpty() || subject.contains("\n"))
            throw new IllegalArgumentException("what a pack is of is said in one line");
    }

    /** What a pack is of. */
    public static String subject(String post, String workspace) {
        return "post/%s in %s".formatted(post, workspace);
    }

    /** What is to be signed, or stands alone where nobody signs. No checkpoint looks like it. */
    public static String text(String subject, Map<String, Digest> files) {
        StringBuilder text = new StringBuilder(HEADER).append(subject).append('\n');
        new TreeMap<>(files)
                .forEach((name, digest) ->
                        text.append(digest).append("  ").append(name).append('\n'));
        return text.toString();
    }

    /**
     * Reads such a text, signed or not.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public static FileSums parse(String file) {
        SignedNote note = file.contains("\n\n") ? SignedNote.parse(file) : null;
        String text = note == null ? file : note.text();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith(HEADER))
            throw new IllegalArgumentException("the first line does not say what the files are of");
        SortedMap<String, Digest> files = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) throw new IllegalArgumentException("'%s' is no digest and name".formatted(line));
            files.put(parts.group(2), new Digest(parts.group(1)));
        }
        FileSums read = new FileSums(lines.get(0).substring(HEADER.length()), files, note);
        if (!text(read.subject(), files).equals(text))
            throw new IllegalArgumentException("the names are not sorted, or one occurs twice");
        return read;
    }
}
