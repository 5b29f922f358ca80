package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.CheckpointSigner;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.BusyException;
import io.countersign.problem.NotFoundException;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.EntryBody;
import io.countersign.proof.EntryProof;
import io.countersign.proof.EvidenceLine;
import io.countersign.proof.FileSums;
import io.countersign.proof.Inclusion;
import io.countersign.proof.MediaList;
import io.countersign.proof.NoteKey;
import io.countersign.proof.PackFiles;
import io.countersign.proof.SignedNote;
import io.countersign.proof.TextList;
import io.countersign.review.Plan;
import io.countersign.store.ApprovalStore;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore.Logged;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Puts together what proves the record of a post to others. */
final class Evidence {
    private static final int TRIES = 3;

    /** Of all files, so that the same record makes the same pack; time zones do not move it. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ApprovalStore store;
    private final Checkpoints checkpoints;
    private final CheckpointTerms terms;

    Evidence(Desk desk, Checkpoints checkpoints, CheckpointTerms terms) {
        this.store = desk.store;
        this.checkpoints = checkpoints;
        this.terms = terms;
    }

    /** An entry, by its place in the record. */
    private record Place(StreamId stream, long seq) {
        static Place of(AuditEntry entry) {
            return new Place(entry.stream(), entry.seq());
        }
    }

    /** A checkpoint over all entries, and where in its log each is. */
    private record Covered(Checkpoint checkpoint, SignedNote note, Map<Place, Long> places) {}

    void write(Call call, PostId post, Map<String, byte[]> views, OutputStream out) throws IOException {
        for (String name : views.keySet())
            if (!PackFiles.isView(name))
                throw new IllegalArgumentException(
                        "A file of an evidence pack has letters, digits, dots, dashes and no name of another file, and '%s' has not"
                                .formatted(name));
        WorkspaceId workspace = call.workspace();
        List<AuditEntry> entries = entries(workspace, post);
        List<EntryBody> bodies = bodies(entries);
        // Read after the entries: what they pin was there before them, or came with them.
        List<Version> versions = store.versions(workspace, post);
        if (versions.isEmpty()) throw new NotFoundException("post", post.value());
        Covered covered = terms.signers().isEmpty() ? null : covered(call, entries);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(PackFiles.VERIFY, instructions(covered));
        files.putAll(new TreeMap<>(views));
        files.put(
                PackFiles.ENTRIES,
                lines(entries.stream().map(entry -> line(entry).text()).toList()));
        versions(versions, bodies, files);
        plans(store.plans(workspace, post), bodies, files);
        files.put(PackFiles.TEXTS, TextList.bytes(texts(workspace, post, bodies)));
        if (covered != null) prove(workspace, entries, covered, files);
        files.put(PackFiles.SUMS, sums(FileSums.subject(post.value(), workspace.value()), files, covered));
        zip(files, out);
    }

    /** In the order of their streams, and of numbers within one. */
    private List<AuditEntry> entries(WorkspaceId workspace, PostId post) {
        TrailFilter filter = new TrailFilter(post, null, null, null, null, null);
        List<AuditEntry> entries = new ArrayList<>();
        String next = null;
        do {
            Page<AuditEntry> page = store.entries(workspace, filter, new PageRequest(PageRequest.MAX, next));
            entries.addAll(page.items());
            next = page.next();
        } while (next != null);
        entries.sort((left, right) -> EvidenceLine.order(
                left.stream().toString(), left.seq(), right.stream().toString(), right.seq()));
        return entries;
    }

    private static EvidenceLine line(AuditEntry entry) {
        return new EvidenceLine(
                entry.workspace().value(),
                entry.stream().toString(),
                entry.seq(),
                entry.bytes(),
                entry.previousHash(),
                entry.hash());
    }

    private Covered covered(Call call, List<AuditEntry> entries) {
        WorkspaceId workspace = call.workspace();
        for (int tries = 0; tries < TRIES; tries++) {
            Map<Place, Long> places = places(workspace, entries);
            // Read after the places, so that it is over all of them.
            Optional<SignedNote> note = store.log(workspace)
                    .flatMap(log -> Optional.ofNullable(log.last()))
                    .map(last -> SignedNote.parse(last.note()));
            if (places.size() == entries.size() && note.isPresent())
                return new Covered(Checkpoint.parse(note.get().text()), note.get(), places);
            checkpoints.make(call);
        }
        throw new BusyException(
                "The record grows faster than checkpoints are made; try again in a moment.", Duration.ofSeconds(5));
    }

    /** Entries that the log has not are missing. */
    private Map<Place, Long> places(WorkspaceId workspace, List<AuditEntry> entries) {
        Map<Place, Long> places = new HashMap<>();
        int from = 0;
        while (from < entries.size()) {
            int to = runEnd(entries, from);
            AuditEntry first = entries.get(from);
            for (Logged logged : store.logged(
                    workspace,
                    new LogLeafRange(
                            first.stream(), first.seq(), entries.get(to).seq())))
                places.put(new Place(first.stream(), logged.leaf().seq()), logged.index());
            from = to + 1;
        }
        return places;
    }

    /** The last of those that follow each other. */
    private static int runEnd(List<AuditEntry> entries, int from) {
        int to = from;
        while (to + 1 < entries.size()
                && entries.get(to + 1).stream().equals(entries.get(to).stream())
                && entries.get(to + 1).seq() == entries.get(to).seq() + 1) to++;
        return to;
    }

    /** Of the entries that can be read. One that was altered stands in the pack as it is, and who checks that is told. */
    private static List<EntryBody> bodies(List<AuditEntry> entries) {
        List<EntryBody> bodies = new ArrayList<>();
        for (AuditEntry entry : entries)
            try {
                bodies.add(EntryBody.parse(entry.bytes()));
            } catch (IllegalArgumentException altered) {
                continue;
            }
        return bodies;
    }

    /** Those that the entries name; later ones may have come meanwhile. */
    private static void versions(List<Version> versions, List<EntryBody> bodies, Map<String, byte[]> files) {
        Set<Long> named = bodies.stream()
                .filter(body -> body.digest() != null)
                .map(EntryBody::version)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        SortedMap<Integer, List<Map<String, @Nullable Object>>> media = new TreeMap<>();
        for (Version version : versions) {
            if (!named.contains((long) version.number())) continue;
            byte[] content = version.content().canonical();
            files.put(PackFiles.version(version.number()), content);
            media.put(version.number(), MediaList.of(content));
        }
        files.put(PackFiles.MEDIA, MediaList.bytes(media));
    }

    private static void plans(Map<Integer, Plan> plans, List<EntryBody> bodies, Map<String, byte[]> files) {
        Set<Long> named = bodies.stream()
                .map(EntryBody::plan)
                .filter(Objects::nonNull)
                .map(EntryBody.PinnedPlan::round)
                .collect(Collectors.toSet());
        new TreeMap<>(plans).forEach((round, plan) -> {
            if (named.contains((long) round)) files.put(PackFiles.plan(round), plan.canonical());
        });
    }

    /** What entries here commit to, and what was not erased. */
    private List<Erasable> texts(WorkspaceId workspace, PostId post, List<EntryBody> bodies) {
        Set<String> committed = new HashSet<>();
        for (EntryBody body : bodies) body.texts(committed::add);
        return store.erasables(workspace, post).stream()
                .filter(text -> committed.contains(text.commitment().hex()))
                .toList();
    }

    private void prove(WorkspaceId workspace, List<AuditEntry> entries, Covered covered, Map<String, byte[]> files) {
        Inclusion inclusion = new Inclusion(
                (level, from, count) -> level == 0
                        ? store.leaves(workspace, from, count).stream()
                                .map(logged -> logged.leaf().digest())
                                .toList()
                        : store.nodes(workspace, level, from, count),
                covered.checkpoint().size());
        List<EntryProof> proofs = new ArrayList<>();
        for (AuditEntry entry : entries) {
            long index = Objects.requireNonNull(covered.places().get(Place.of(entry)));
            proofs.add(new EntryProof(entry.stream().toString(), entry.seq(), index, inclusion.path(index)));
        }
        files.put(PackFiles.PROOFS, lines(proofs.stream().map(EntryProof::text).toList()));
        files.put(PackFiles.CHECKPOINT, utf8(covered.note().toString()));
        Set<NoteKey> keys = new LinkedHashSet<>(List.of(covered.checkpoint().key()));
        keys.addAll(terms.keys());
        files.put(PackFiles.KEYS, lines(keys.stream().map(NoteKey::text).toList()));
    }

    /** Signed by the checkpoint's key, so that who trusts the one can trust the other. */
    private byte[] sums(String subject, Map<String, byte[]> files, @Nullable Covered covered) {
        Map<String, Digest> digests = new TreeMap<>();
        files.forEach((name, bytes) -> digests.put(name, Digest.of(bytes)));
        String text = FileSums.text(subject, digests);
        if (covered == null) return utf8(text);
        CheckpointSigner signer = terms.signers().stream()
                .filter(one -> one.key().equals(covered.checkpoint().key()))
                .findFirst()
                .orElse(terms.signers().get(0));
        SignedNote.Mark mark = SignedNote.Mark.of(signer.key(), signer.sign(utf8(text)));
        return utf8(new SignedNote(text, List.of(mark)).toString());
    }

    private static byte[] instructions(@Nullable Covered covered) throws IOException {
        String text = resource("evidence/VERIFY.md");
        return utf8(text.replace(
                "{{CHECKPOINT}}", resource(covered == null ? "evidence/UNSIGNED.md" : "evidence/SIGNED.md")));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Evidence.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] lines(List<String> lines) {
        return utf8(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void zip(Map<String, byte[]> files, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            entry.setTimeLocal(ANY_TIME);
            zip.putNextEntry(entry);
            zip.write(file.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }
}
