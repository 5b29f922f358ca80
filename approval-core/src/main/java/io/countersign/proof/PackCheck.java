package io.countersign.proof;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.proof.EntryBody.PinnedPlan;
import io.countersign.proof.Finding.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks an evidence pack. Not thread safe. */
final class PackCheck {
    private final PackArchive pack;
    private final Consumer<Finding> findings;
    private final PackSeal seal;
    private final Set<String> unnamed = new TreeSet<>();
    private final Map<String, Erasable> uncommitted = new HashMap<>();
    private final PackEntries walk;
    private int texts;

    /** @param given as in {@link PackSeal} */
    PackCheck(PackArchive pack, Set<NoteKey> given, Consumer<Finding> findings) {
        this.pack = pack;
        this.findings = findings;
        seal = new PackSeal(pack, given, findings);
        walk = new PackEntries(pack, this::entry, findings);
    }

    /** @throws UnusableException when it is no pack, or one part of it is too large */
    void check() throws IOException, UnusableException {
        if (!pack.has(PackFiles.ENTRIES) && !pack.has(PackFiles.SUMS))
            throw new UnusableException(
                    "it is no evidence pack: it has neither %s nor %s".formatted(PackFiles.ENTRIES, PackFiles.SUMS));
        seal.check();
        pack.digests().keySet().stream().filter(PackFiles::isPinned).forEach(unnamed::add);
        versions();
        texts();
        walk.check(seal.checkpoint());
        for (String name : unnamed) find(Kind.FORKED, "no entry names " + name);
        for (String commitment : uncommitted.keySet())
            find(Kind.FORKED, "no entry commits to the text of %s".formatted(commitment));
        subject();
    }

    private void versions() throws IOException, UnusableException {
        SortedMap<Integer, List<Map<String, @Nullable Object>>> media = new TreeMap<>();
        for (String name : pack.digests().keySet()) {
            Matcher version = PackFiles.VERSION.matcher(name);
            if (!version.matches()) continue;
            try {
                media.put(Integer.parseInt(version.group(1)), MediaList.of(pack.bytes(name)));
            } catch (IllegalArgumentException malformed) {
                unreadable(name, malformed);
            }
        }
        if (pack.has(PackFiles.MEDIA) && !Arrays.equals(MediaList.bytes(media), pack.bytes(PackFiles.MEDIA)))
            find(Kind.ALTERED, "file %s does not follow from the versions".formatted(PackFiles.MEDIA));
    }

    private void texts() throws IOException, UnusableException {
        if (!pack.has(PackFiles.TEXTS)) return;
        List<Erasable> read;
        try {
            read = TextList.parse(pack.bytes(PackFiles.TEXTS));
        } catch (IllegalArgumentException malformed) {
            unreadable(PackFiles.TEXTS, malformed);
            return;
        }
        texts = read.size();
        for (Erasable text : read) {
            if (!text.holds()) find(Kind.ALTERED, "a text is not that of its commitment " + text.commitment());
            if (uncommitted.put(text.commitment().hex(), text) != null)
                find(Kind.FORKED, "two texts have the commitment " + text.commitment());
        }
    }

    private void entry(EvidenceLine line, EntryBody body) {
        body.texts(uncommitted::remove);
        Digest version = body.digest();
        if (body.version() != null && version != null)
            pinned(line, "version", "versions/%d.json".formatted(body.version()), version);
        PinnedPlan plan = body.plan();
        if (plan != null) pinned(line, "plan", "plans/%d.json".formatted(plan.round()), plan.digest());
    }

    private void pinned(EvidenceLine line, String what, String name, Digest pin) {
        Digest there = pack.digests().get(name);
        if (there == null) find(line, Kind.TRUNCATED, "the %s that it names is missing: %s".formatted(what, name));
        else if (there.equals(pin)) unnamed.remove(name);
        else find(line, Kind.ALTERED, "the %s that it names is another: %s".formatted(what, name));
    }

    private void subject() {
        EvidenceLine last = walk.chains().last();
        if (last == null) return;
        String subject = FileSums.subject(String.valueOf(walk.postId()), last.workspace());
        if (seal.subject() != null && !subject.equals(seal.subject()))
            find(Kind.ALTERED, "the pack is said to be of %s, and is of %s".formatted(seal.subject(), subject));
        Checkpoint checkpoint = seal.checkpoint();
        if (checkpoint != null && !checkpoint.origin().endsWith("/" + last.workspace()))
            find(Kind.FORKED, "the checkpoint is of another workspace's log: " + checkpoint.origin());
    }

    private void unreadable(String name, IllegalArgumentException why) {
        find(Kind.ALTERED, "file %s cannot be read: %s".formatted(name, why.getMessage()));
    }

    private void find(EvidenceLine line, Kind kind, String message) {
        findings.accept(Finding.at(line.stream(), line.seq(), kind, message));
    }

    private void find(Kind kind, String message) {
        findings.accept(Finding.of(kind, message));
    }

    /** The checkpoint, where there is one that could be read. */
    @Nullable
    Checkpoint checkpoint() {
        return seal.checkpoint();
    }

    /** What was checked, in sentences for people. */
    List<String> summary() {
        EvidenceChains chains = walk.chains();
        Checkpoint checkpoint = seal.checkpoint();
        EvidenceLine last = chains.last();
        return List.of(
                "evidence of post %s in workspace %s".formatted(walk.postId(), last == null ? null : last.workspace()),
                "%d entries of %d streams, %d versions, %d plans, %d texts"
                        .formatted(
                                chains.entries(),
                                chains.streams(),
                                count(PackFiles.VERSION),
                                count(PackFiles.PLAN),
                                texts),
                checkpoint == null
                        ? "no checkpoint"
                        : "checkpoint %d of %s over %d entries of %s, with the key %s"
                                .formatted(
                                        checkpoint.number(),
                                        checkpoint.at(),
                                        checkpoint.size(),
                                        checkpoint.origin(),
                                        checkpoint.key()),
                "shown and not proven by entries: %s".formatted(views()));
    }

    private long count(Pattern kind) {
        return pack.digests().keySet().stream()
                .filter(name -> kind.matcher(name).matches())
                .count();
    }

    private List<String> views() {
        return pack.digests().keySet().stream().filter(PackFiles::isView).toList();
    }
}
