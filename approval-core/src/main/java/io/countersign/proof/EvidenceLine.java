package io.countersign.proof;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the record as it is handed to others: a line of canonical JSON, in which the entry's own JSON stands as it was
 * hashed, so that people can read it and machines check it. Bytes that are no canonical JSON, which nobody but an intruder
 * writes, stand in Base64.
 *
 * @param bytes that were hashed; null of an entry of which only the hash was kept
 * @param previousHash of the entry before in the stream; {@link Digest#ZERO} for the first
 */
@SuppressWarnings("ArrayRecordComponent") // Owns its bytes, and equals compares them.
public record EvidenceLine(
        String workspace, String stream, long seq, byte @Nullable [] bytes, Digest previousHash, Digest hash) {
    private static final Set<String> COMMON = Set.of("hash", "previousHash", "seq", "stream", "workspace");

    /**
     * Below zero where the left entry stands before the right one: in the order of streams by code points, which is that of
     * their UTF-8, and of numbers within one.
     */
    public static int order(String left, long leftSeq, String right, long rightSeq) {
        int streams =
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        return streams == 0 ? Long.compare(leftSeq, rightSeq) : streams;
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public static EvidenceLine parse(byte[] line) {
        Map<String, @Nullable Object> members = CanonicalReader.object(line);
        if (members.size() != COMMON.size() + 1 || !members.keySet().containsAll(COMMON))
            throw new IllegalArgumentException("the line has other members than those of an entry");
        if (!(members.get("seq") instanceof Long seq)) throw new IllegalArgumentException("seq is no number");
        EvidenceLine read = new EvidenceLine(
                text(members, "workspace"),
                text(members, "stream"),
                seq,
                bytes(members),
                new Digest(text(members, "previousHash")),
                new Digest(text(members, "hash")));
        // Base64 has several forms of one thing, and an entry two.
        if (members.containsKey("bytes") && !Arrays.equals(read.text().getBytes(StandardCharsets.UTF_8), line))
            throw new IllegalArgumentException("the entry's bytes are written in another way");
        return read;
    }

    private static byte @Nullable [] bytes(Map<String, @Nullable Object> members) {
        if (members.containsKey("entry"))
            return CanonicalWriter.text(members.get("entry")).getBytes(StandardCharsets.UTF_8);
        if (members.containsKey("bytes")) return Base64.getDecoder().decode(text(members, "bytes"));
        if (Boolean.TRUE.equals(members.get("purged"))) return null;
        throw new IllegalArgumentException(
                "the line has neither an entry nor its bytes, and does not say that it was purged");
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) return text;
        throw new IllegalArgumentException(name + " is no text");
    }

    /** Without a line feed. */
    public String text() {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("workspace", workspace);
        members.put("stream", stream);
        members.put("seq", seq);
        members.put("previousHash", previousHash.hex());
        members.put("hash", hash.hex());
        if (bytes == null) members.put("purged", true);
        else put(bytes, members);
        return CanonicalWriter.text(members);
    }

    private static void put(byte[] bytes, Map<String, @Nullable Object> members) {
        try {
            members.put("entry", CanonicalReader.object(bytes));
        } catch (IllegalArgumentException altered) {
            members.put("bytes", Base64.getEncoder().encodeToString(bytes));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvidenceLine line
                && workspace.equals(line.workspace)
                && stream.equals(line.stream)
                && seq == line.seq
                && Arrays.equals(bytes, line.bytes)
                && previousHash.equals(line.previousHash)
                && hash.equals(line.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
