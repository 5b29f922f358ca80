package io.countersign.proof;

import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An evidence pack as the format describes it, made here by hand: a post of two versions, two texts and six entries, and
 * three entries about it in a link's stream, in a log of some hundred.
 */
final class HandMadePack {
    static final String WORKSPACE = "acme";
    static final String POST = "post/p1";
    static final String LINK = "link/l1";
    static final Erasable NOTE = Erasable.of(new byte[16], "Please \u00e4sk \uD83D\uDE80 me");
    static final Erasable REASON = Erasable.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "No.");

    private static final byte[] FIRST =
            content("Hello", Map.of("altText", "", "type", "IMAGE", "url", "https://x.example/a"));
    private static final byte[] SECOND = content("Hello you", Map.of("type", "VIDEO", "sha256", "ab".repeat(32)));

    private static final byte[] PLAN = utf8("{\"round\":1}");
    private static final byte[] NEXT_PLAN = utf8("{\"round\":2}");

    final Map<String, byte[]> files = new LinkedHashMap<>();

    /** As it would be given to somebody. */
    static HandMadePack whole() {
        return signed(Keys.OURS);
    }

    static HandMadePack signed(Ed25519Signer signer) {
        return new HandMadePack(entries(), signer);
    }

    static HandMadePack unsigned() {
        return new HandMadePack(entries(), null);
    }

    HandMadePack(List<EvidenceLine> entries, @Nullable Ed25519Signer signer) {
        files.put("VERIFY.md", utf8("How to check\n"));
        files.put("record.html", utf8("<html>What people read</html>"));
        files.put(
                "entries.ndjson", lines(entries.stream().map(EvidenceLine::text).toList()));
        files.put("versions/1.json", FIRST);
        files.put("versions/2.json", SECOND);
        files.put("plans/1.json", PLAN);
        files.put("plans/2.json", NEXT_PLAN);
        files.put(
                "media.json",
                utf8(
                        "{\"versions\":[{\"media\":[{\"type\":\"IMAGE\",\"unpinned\":true,\"url\":\"https://x.example/a\"}],"
                                + "\"version\":1},{\"media\":[{\"sha256\":\"" + "ab".repeat(32)
                                + "\",\"type\":\"VIDEO\"}],\"version\":2}]}"));
        files.put("texts.json", TextList.bytes(List.of(NOTE, REASON)));
        if (signer != null) prove(entries, signer);
        seal(signer);
    }

    private void prove(List<EvidenceLine> entries, Ed25519Signer signer) {
        List<LogLeaf> log = log(entries);
        List<Digest> leaves = log.stream().map(LogLeaf::digest).toList();
        List<String> proofs = new ArrayList<>();
        for (EvidenceLine entry : entries) {
            int index = log.indexOf(new LogLeaf(entry.stream(), entry.seq(), entry.hash()));
            proofs.add(CanonicalWriter.text(Map.of(
                    "index",
                    index,
                    "path",
                    NaiveTree.path(index, leaves).stream().map(Digest::hex).toList(),
                    "seq",
                    entry.seq(),
                    "stream",
                    entry.stream())));
        }
        files.put("proofs.ndjson", lines(proofs));
        files.put("checkpoint.txt", utf8(checkpoint(WORKSPACE, log.size(), NaiveTree.root(leaves), signer)));
        files.put("keys.txt", lines(List.of(signer.key().text())));
    }

    /** Ours among others. */
    private static List<LogLeaf> log(List<EvidenceLine> entries) {
        List<LogLeaf> log = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            log.add(new LogLeaf("post/other", i + 1, Digest.of("other " + i)));
            if (i % 30 == 0 && i / 30 < entries.size()) {
                EvidenceLine entry = entries.get(i / 30);
                log.add(new LogLeaf(entry.stream(), entry.seq(), entry.hash()));
            }
        }
        return log;
    }

    static String checkpoint(String workspace, long size, Digest root, Ed25519Signer signer) {
        Checkpoint checkpoint = new Checkpoint(
                "countersign/" + workspace, 7, size, root, Instant.parse("2026-03-02T09:00:00.123456Z"), signer.key());
        return Keys.signed(checkpoint.text(), signer).toString();
    }

    /** Makes the list of files anew, as whoever has the key can. */
    HandMadePack seal(@Nullable Ed25519Signer signer) {
        files.remove("SHA256SUMS");
        Map<String, Digest> digests = new TreeMap<>();
        files.forEach((name, bytes) -> digests.put(name, Digest.of(bytes)));
        String text = FileSums.text("post/p1 in acme", digests);
        files.put(
                "SHA256SUMS",
                utf8(signer == null ? text : Keys.signed(text, signer).toString()));
        return this;
    }

    HandMadePack with(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    HandMadePack with(String name, String text) {
        return with(name, utf8(text));
    }

    HandMadePack without(String name) {
        files.remove(name);
        return this;
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    List<String> lines(String name) {
        return new ArrayList<>(text(name).lines().toList());
    }

    HandMadePack withLines(String name, List<String> lines) {
        return with(name, lines(lines));
    }

    static List<EvidenceLine> entries() {
        List<EvidenceLine> entries = new ArrayList<>();
        Digest before = Digest.of("the link's second entry");
        for (long seq : new long[] {3, 4, 9}) {
            if (seq == 9) before = Digest.of("the link's eighth entry");
            EvidenceLine entry = entry(LINK, seq, before, body("link.viewed", "p1", 2, SECOND, null));
            entries.add(entry);
            before = entry.hash();
        }
        entries.addAll(chain(POST, bodies()));
        return entries;
    }

    private static List<byte[]> bodies() {
        return List.of(
                body("post.created", null, 1, FIRST, null),
                submitted(1, FIRST, PLAN, NOTE),
                body("post.decided", null, 1, FIRST, REASON),
                body("post.edited", null, 2, SECOND, null),
                submitted(2, SECOND, NEXT_PLAN, null),
                body("post.decided", null, 2, SECOND, null));
    }

    static List<EvidenceLine> chain(String stream, List<byte[]> bodies) {
        List<EvidenceLine> entries = new ArrayList<>();
        Digest before = Digest.ZERO;
        for (int i = 0; i < bodies.size(); i++) {
            EvidenceLine entry = entry(stream, i + 1L, before, bodies.get(i));
            entries.add(entry);
            before = entry.hash();
        }
        return entries;
    }

    static EvidenceLine entry(String stream, long seq, Digest before, byte[] body) {
        return new EvidenceLine(
                WORKSPACE, stream, seq, body, before, EntryHash.of(WORKSPACE, stream, seq, before, body));
    }

    /** The first version in the first round, the second in the second. */
    private static byte[] submitted(int number, byte[] content, byte[] plan, @Nullable Erasable note) {
        Map<String, Object> pinned = Map.of("plan", Digest.of(plan).hex(), "round", number);
        return body("post.submitted", null, number, content, note, pinned);
    }

    static byte[] body(String action, @Nullable String about, int version, byte[] content, @Nullable Erasable text) {
        return body(action, about, version, content, text, Map.of());
    }

    private static byte[] body(
            String action,
            @Nullable String about,
            int version,
            byte[] content,
            @Nullable Erasable text,
            Map<String, Object> more) {
        Map<String, @Nullable Object> subject = new HashMap<>();
        subject.put("about", about);
        subject.put("version", version);
        subject.put("digest", Digest.of(content).hex());
        Map<String, @Nullable Object> details = new HashMap<>(more);
        details.put(
                "notes", text == null ? List.of() : List.of(text.commitment().hex()));
        return utf8(CanonicalWriter.text(Map.of("action", action, "details", details, "subject", subject)));
    }

    private static byte[] content(String caption, Map<String, Object> medium) {
        return utf8(CanonicalWriter.text(Map.of("caption", caption, "media", List.of(medium))));
    }

    byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** What is found in it. */
    List<Finding> findings(Path folder, NoteKey... keys) throws IOException, UnusableException {
        Path file = folder.resolve("pack.zip");
        Files.write(file, zip());
        List<Finding> findings = new ArrayList<>();
        try (PackArchive archive = PackArchive.open(file)) {
            new PackCheck(archive, java.util.Set.copyOf(Arrays.asList(keys)), findings::add).check();
        }
        return findings;
    }

    private static byte[] lines(List<String> lines) {
        return utf8(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
