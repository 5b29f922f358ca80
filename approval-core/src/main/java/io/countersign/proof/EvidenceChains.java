package io.countersign.proof;

import io.countersign.canonical.Digest;
import io.countersign.proof.Finding.Kind;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks entries in the order of their streams and numbers: each run of numbers that follow each other. Not thread safe. */
final class EvidenceChains {
    /** How much of a stream has to be there. */
    enum Part {
        /** All from the first entry on. */
        BEGINNING,
        /** Entries that follow each other, from any on. */
        RUN,
        /** Any entries. */
        SOME
    }

    private final Function<String, Part> wanted;
    private final Consumer<Finding> findings;
    private @Nullable ChainCheck chain;
    private @Nullable EvidenceLine last;
    private long entries;
    private long streams;
    private long middles;

    /** @param wanted by the text of a stream */
    EvidenceChains(Function<String, Part> wanted, Consumer<Finding> findings) {
        this.wanted = wanted;
        this.findings = findings;
    }

    void next(EvidenceLine line) {
        entries++;
        if (last != null && !last.workspace().equals(line.workspace()))
            find(line, Kind.FORKED, "the entry is of another workspace than the one before");
        ChainCheck current = chain;
        if (last == null || current == null || !last.stream().equals(line.stream())) current = begun(line);
        else if (line.seq() > current.seq() + 1) current = resumed(line, current);
        else if (line.seq() == current.seq() + 1 && !line.previousHash().equals(current.hash()))
            find(line, Kind.ALTERED, "it does not name the hash of the entry before");
        current.entry(line.seq(), line.bytes(), line.hash());
        chain = current;
        last = line;
    }

    private ChainCheck begun(EvidenceLine line) {
        streams++;
        if (last != null && EvidenceLine.order(last.stream(), 0, line.stream(), 0) > 0)
            find(line, Kind.FORKED, "its stream stands out of order, or twice");
        if (line.seq() < 1) find(line, Kind.FORKED, "entries are numbered from 1");
        if (line.seq() == 1 && !line.previousHash().equals(Digest.ZERO))
            find(line, Kind.ALTERED, "the first entry of a stream names one before it");
        if (line.seq() > 1 && wanted.apply(line.stream()) == Part.BEGINNING)
            find(line, Kind.GAP, "the entries before it are missing");
        return from(line);
    }

    private ChainCheck resumed(EvidenceLine line, ChainCheck before) {
        if (wanted.apply(line.stream()) != Part.SOME)
            find(line, Kind.GAP, "entry %d is missing".formatted(before.seq() + 1));
        return from(line);
    }

    /** What the entry says of the one before is taken. */
    private ChainCheck from(EvidenceLine line) {
        if (line.seq() > 1) middles++;
        return ChainCheck.after(line.workspace(), line.stream(), line.seq() - 1, line.previousHash(), findings);
    }

    private void find(EvidenceLine line, Kind kind, String message) {
        findings.accept(Finding.at(line.stream(), line.seq(), kind, message));
    }

    long entries() {
        return entries;
    }

    long streams() {
        return streams;
    }

    /** How many runs begin after the first entry of their stream. */
    long middles() {
        return middles;
    }

    /** The entry read last; null before the first. */
    @Nullable
    EvidenceLine last() {
        return last;
    }
}
