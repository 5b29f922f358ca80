package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a tree must be known to make it grow: the roots of its perfect subtrees, from left to right.
 *
 * @param size how many leaves the tree has
 * @param peaks one for each bit that is set in {@code size}
 */
public record Frontier(long size, List<Digest> peaks) {
    /** Of the tree without leaves. */
    public static final Frontier START = new Frontier(0, List.of());

    /** Nodes are kept at every eighth level, each above 256 of the one below, so that a path is found in few reads. */
    public static final int TILE_HEIGHT = 8;

    /**
     * A node of a tree that is complete, so that it never changes.
     *
     * @param level 1 for those above 256 leaves, 2 for those above 65,536, and so on
     * @param index from 0, from left to right
     */
    public record Node(int level, long index, Digest hash) {}

    /** The frontier after growing, and the nodes that became complete. */
    public record Growth(Frontier frontier, List<Node> nodes) {
        public Growth {
            nodes = List.copyOf(nodes);
        }
    }

    public Frontier {
        peaks = List.copyOf(peaks);
        if (size < 0 || Long.bitCount(size) != peaks.size())
            throw new IllegalArgumentException(
                    "%d peaks are not those of a tree of %d leaves".formatted(peaks.size(), size));
    }

    /** With these leaves' hashes at its end. */
    public Growth grow(List<Digest> leaves) {
        List<Digest> growing = new ArrayList<>(peaks);
        List<Node> nodes = new ArrayList<>();
        long count = size;
        for (Digest leaf : leaves) {
            growing.add(leaf);
            count++;
            for (int height = 1; height <= Long.numberOfTrailingZeros(count); height++) {
                Digest right = growing.remove(growing.size() - 1);
                Digest left = growing.remove(growing.size() - 1);
                growing.add(MerkleTree.node(left, right));
                if (height % TILE_HEIGHT == 0)
                    nodes.add(new Node(height / TILE_HEIGHT, (count >> height) - 1, growing.get(growing.size() - 1)));
            }
        }
        return new Growth(new Frontier(count, growing), nodes);
    }

    /** The tree's root hash. */
    public Digest root() {
        if (peaks.isEmpty()) return MerkleTree.EMPTY;
        Digest root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) root = MerkleTree.node(peaks.get(i), root);
        return root;
    }
}
