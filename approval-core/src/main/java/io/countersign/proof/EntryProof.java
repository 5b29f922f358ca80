package io.countersign.proof;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the log of a workspace holds an entry: a line of canonical JSON.
 *
 * @param stream text of the entry's stream
 * @param index of its leaf
 * @param path from the leaf's neighbour upwards
 */
public record EntryProof(String stream, long seq, long index, List<Digest> path) {
    public EntryProof {
        path = List.copyOf(path);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public static EntryProof parse(byte[] line) {
        Map<String, @Nullable Object> members = CanonicalReader.object(line);
        if (members.size() == 4
                && members.get("stream") instanceof String stream
                && members.get("seq") instanceof Long seq
                && members.get("index") instanceof Long index
                && members.get("path") instanceof List<?> path) return new EntryProof(stream, seq, index, hashes(path));
        throw new IllegalArgumentException("the line has other members than stream, seq, index and path");
    }

    private static List<Digest> hashes(List<?> path) {
        List<Digest> hashes = new ArrayList<>(path.size());
        for (Object hash : path) hashes.add(new Digest(String.valueOf(hash)));
        return hashes;
    }

    /** Without a line feed. */
    public String text() {
        return CanonicalWriter.text(Map.of(
                "stream", stream,
                "seq", seq,
                "index", index,
                "path", path.stream().map(Digest::hex).toList()));
    }

    /**
     * Root of the tree that holds an entry of this hash there.
     *
     * @param size of the tree
     * @throws IllegalArgumentException when a tree of that size has no such place
     */
    Digest root(Digest entry, long size) {
        return MerkleTree.root(new LogLeaf(stream, seq, entry).digest(), index, size, path);
    }
}
