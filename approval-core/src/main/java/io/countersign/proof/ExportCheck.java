package io.countersign.proof;

import io.countersign.canonical.CanonicalReader;
import io.countersign.proof.EvidenceChains.Part;
import io.countersign.proof.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks an export: entries, a line each, of all streams or some, from the first entries on or later ones. Constant memory. */
final class ExportCheck {
    /** A line that has this member tells of the export and is no entry. */
    private static final String MARK = "countersign";

    private static final String OURS = "export/1";

    private final Consumer<Finding> findings;
    private final EvidenceChains chains;
    private @Nullable String header;
    private @Nullable String trailer;

    ExportCheck(Consumer<Finding> findings) {
        this.findings = findings;
        chains = new EvidenceChains(stream -> Part.RUN, findings);
    }

    /**
     * Reads to the end.
     *
     * @param file its name, for messages
     * @throws UnusableException when nothing in it is of an export
     */
    void check(InputStream in, String file) throws IOException, UnusableException {
        Lines lines = new Lines(in, file);
        for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
            if (trailer != null)
                find(Kind.ALTERED, "%s follows a line that is none of an entry".formatted(lines.place()));
            trailer = null;
            line(bytes, lines);
            if (lines.cut()) find(Kind.TRUNCATED, "%s is cut".formatted(lines.place()));
        }
        ends();
        if (chains.entries() == 0 && header == null && trailer == null)
            throw new UnusableException("it is neither an evidence pack nor an export: no line of it can be read");
    }

    /** An export that says in its first line what it is says in its last one that it is whole. */
    private void ends() {
        if (header == null || !OURS.equals(member(header, MARK))) return;
        if (trailer == null) {
            find(Kind.TRUNCATED, "the line is missing that ends an export");
            return;
        }
        Object said = member(trailer, "entries");
        if (!Long.valueOf(chains.entries()).equals(said))
            find(Kind.ALTERED, "its last line tells of %s entries, and there are %d".formatted(said, chains.entries()));
    }

    private static @Nullable Object member(String line, String name) {
        return CanonicalReader.object(line.getBytes(StandardCharsets.UTF_8)).get(name);
    }

    private void line(byte[] bytes, Lines lines) {
        EvidenceLine line;
        try {
            line = EvidenceLine.parse(bytes);
        } catch (IllegalArgumentException malformed) {
            String about = about(bytes);
            if (about == null)
                find(Kind.ALTERED, "%s cannot be read: %s".formatted(lines.place(), malformed.getMessage()));
            else if (lines.number() == 1) header = about;
            else trailer = about;
            return;
        }
        chains.next(line);
    }

    private static @Nullable String about(byte[] line) {
        try {
            return CanonicalReader.object(line).containsKey(MARK) ? new String(line, StandardCharsets.UTF_8) : null;
        } catch (IllegalArgumentException neither) {
            return null;
        }
    }

    private void find(Kind kind, String message) {
        findings.accept(Finding.of(kind, message));
    }

    /** What was checked, in sentences for people. */
    List<String> summary() {
        List<String> sentences = new ArrayList<>();
        EvidenceLine last = chains.last();
        sentences.add("export of workspace %s".formatted(last == null ? null : last.workspace()));
        if (header != null) sentences.add("it says of itself: " + header);
        if (trailer != null) sentences.add("it says at its end: " + trailer);
        sentences.add("%d entries of %d streams; %d chains begin after the first entry of their stream"
                .formatted(chains.entries(), chains.streams(), chains.middles()));
        sentences.add("nobody signed it: what is missing from an end of a stream cannot be seen here;"
                + " compare the last hashes with the record, or ask for evidence packs");
        return sentences;
    }
}
