package io.countersign.proof;

import io.countersign.canonical.Digest;
import io.countersign.proof.EvidenceChains.Part;
import io.countersign.proof.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the entries of a pack beside their proofs. Not thread safe; constant memory. */
final class PackEntries {
    private static final String POST = "post/";

    private final PackArchive pack;
    private final BiConsumer<EvidenceLine, EntryBody> each;
    private final Consumer<Finding> findings;
    private final EvidenceChains chains;
    private @Nullable Checkpoint checkpoint;
    private @Nullable Lines proofs;
    private @Nullable EntryProof proof;
    private @Nullable String post;

    /** @param each is given the entries whose bytes can be read */
    PackEntries(PackArchive pack, BiConsumer<EvidenceLine, EntryBody> each, Consumer<Finding> findings) {
        this.pack = pack;
        this.each = each;
        this.findings = findings;
        chains = new EvidenceChains(stream -> stream.startsWith(POST) ? Part.BEGINNING : Part.SOME, findings);
    }

    /** @param signed against which proofs are checked; null for none */
    void check(@Nullable Checkpoint signed) throws IOException, UnusableException {
        checkpoint = signed;
        post = pack.has(PackFiles.ENTRIES) ? post() : null;
        boolean proven = checkpoint != null && pack.has(PackFiles.PROOFS);
        try (InputStream in = proven ? pack.stream(PackFiles.PROOFS) : InputStream.nullInputStream()) {
            proofs = new Lines(in, PackFiles.PROOFS);
            proof = nextProof();
            if (pack.has(PackFiles.ENTRIES)) entries(proven);
            for (; proof != null; proof = nextProof()) stray(proof);
        }
    }

    private interface Reading {
        void line(EvidenceLine line) throws IOException, UnusableException;
    }

    /** The post is the thing whose stream is the first of a post. */
    private @Nullable String post() throws IOException, UnusableException {
        try (InputStream in = pack.stream(PackFiles.ENTRIES)) {
            Lines lines = new Lines(in, PackFiles.ENTRIES);
            for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
                String stream = stream(bytes);
                if (stream != null && stream.startsWith(POST)) return stream.substring(POST.length());
            }
        }
        find(Kind.TRUNCATED, "there is no entry of a post");
        return null;
    }

    private static @Nullable String stream(byte[] line) {
        try {
            return EvidenceLine.parse(line).stream();
        } catch (IllegalArgumentException toldLater) {
            return null;
        }
    }

    private void entries(boolean proven) throws IOException, UnusableException {
        Reading reading = line -> {
            chains.next(line);
            about(line);
            if (proven) prove(line);
        };
        try (InputStream in = pack.stream(PackFiles.ENTRIES)) {
            Lines lines = new Lines(in, PackFiles.ENTRIES);
            for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) entry(bytes, lines, reading);
        }
    }

    private void entry(byte[] bytes, Lines lines, Reading reading) throws IOException, UnusableException {
        if (lines.cut()) find(Kind.TRUNCATED, "%s is cut".formatted(lines.place()));
        EvidenceLine line;
        try {
            line = EvidenceLine.parse(bytes);
        } catch (IllegalArgumentException malformed) {
            find(Kind.ALTERED, "%s cannot be read: %s".formatted(lines.place(), malformed.getMessage()));
            return;
        }
        reading.line(line);
    }

    private void about(EvidenceLine line) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            find(line, Kind.TRUNCATED, "only the hash of the entry is there");
            return;
        }
        try {
            EntryBody body = EntryBody.parse(bytes);
            if (!line.stream().equals(POST + post) && !String.valueOf(post).equals(body.about()))
                find(line, Kind.FORKED, "the entry is not about post %s".formatted(post));
            each.accept(line, body);
        } catch (IllegalArgumentException malformed) {
            find(line, Kind.ALTERED, "its bytes are none of an entry: " + malformed.getMessage());
        }
    }

    private void prove(EvidenceLine line) throws IOException, UnusableException {
        while (proof != null && order(proof, line) < 0) {
            stray(proof);
            proof = nextProof();
        }
        if (proof == null || order(proof, line) > 0) {
            find(line, Kind.GAP, "there is no proof that the log holds the entry");
            return;
        }
        holds(proof, line);
        proof = nextProof();
    }

    private void holds(EntryProof found, EvidenceLine line) {
        if (checkpoint == null) return;
        try {
            Digest root = found.root(line.hash(), checkpoint.size());
            if (root.equals(checkpoint.root())) return;
        } catch (IllegalArgumentException misplaced) {
            find(line, Kind.FORKED, "its proof is none: " + misplaced.getMessage());
            return;
        }
        find(line, Kind.FORKED, "the log of the checkpoint does not hold this entry");
    }

    private static int order(EntryProof proof, EvidenceLine line) {
        return EvidenceLine.order(proof.stream(), proof.seq(), line.stream(), line.seq());
    }

    private void stray(EntryProof found) {
        findings.accept(Finding.at(
                found.stream(),
                found.seq(),
                Kind.TRUNCATED,
                "there is a proof of the entry, and the entry is missing"));
    }

    private @Nullable EntryProof nextProof() throws IOException, UnusableException {
        if (proofs == null) return null;
        for (byte[] bytes = proofs.next(); bytes != null; bytes = proofs.next()) {
            if (proofs.cut()) find(Kind.TRUNCATED, "%s is cut".formatted(proofs.place()));
            try {
                return EntryProof.parse(bytes);
            } catch (IllegalArgumentException malformed) {
                find(Kind.ALTERED, "%s cannot be read: %s".formatted(proofs.place(), malformed.getMessage()));
            }
        }
        return null;
    }

    private void find(EvidenceLine line, Kind kind, String message) {
        findings.accept(Finding.at(line.stream(), line.seq(), kind, message));
    }

    private void find(Kind kind, String message) {
        findings.accept(Finding.of(kind, message));
    }

    EvidenceChains chains() {
        return chains;
    }

    /** Id of the post; null where no entry names it. */
    @Nullable
    String postId() {
        return post;
    }
}
