package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.util.ArrayList;
import java.util.List;

/** Hashes of RFC 9162 (section 2.1), with SHA-256. */
public final class MerkleTree {
    private static final byte[] LEAF = {0x00};
    private static final byte[] NODE = {0x01};

    /** Root of the tree without leaves. */
    public static final Digest EMPTY = Digest.of(new byte[0]);

    private MerkleTree() {}

    /** Hash of a leaf (section 2.1.1). */
    public static Digest leaf(byte[] bytes) {
        return Digest.of(LEAF, bytes);
    }

    /** Hash of the node above two others (section 2.1.1). */
    public static Digest node(Digest left, Digest right) {
        return Digest.of(NODE, left.bytes(), right.bytes());
    }

    /** Hash of a perfect subtree above these nodes, of which there are a power of two. */
    static Digest over(List<Digest> nodes) {
        List<Digest> level = nodes;
        while (level.size() > 1) {
            List<Digest> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) above.add(node(level.get(i), level.get(i + 1)));
            level = above;
        }
        return level.get(0);
    }

    /**
     * Root that follows from a leaf and its path (section 2.1.3.2): only the leaf that was logged under this index leads to
     * the root of that size.
     *
     * @param index of the leaf, from 0
     * @param size of the tree
     * @param path from the leaf's neighbour upwards
     * @throws IllegalArgumentException when no path of this length belongs to that place
     */
    public static Digest root(Digest leaf, long index, long size, List<Digest> path) {
        if (index < 0 || index >= size)
            throw new IllegalArgumentException("a tree of %d leaves has none of index %d".formatted(size, index));
        long place = index;
        long last = size - 1;
        Digest hash = leaf;
        for (Digest neighbour : path) {
            if (last == 0) throw new IllegalArgumentException("the path is too long");
            if ((place & 1) == 1 || place == last) {
                hash = node(neighbour, hash);
                while ((place & 1) == 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, neighbour);
            }
            place >>= 1;
            last >>= 1;
        }
        if (last != 0) throw new IllegalArgumentException("the path is too short");
        return hash;
    }
}
