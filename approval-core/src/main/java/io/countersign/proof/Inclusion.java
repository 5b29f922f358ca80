package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the paths that prove leaves of one tree (RFC 9162, section 2.1.3.1). Reads each part of the tree once; not thread safe. */
public final class Inclusion {
    /** The nodes of a log, as they are kept. */
    public interface Nodes {
        /**
         * Hashes of nodes that follow each other.
         *
         * @param level 0 for leaves' hashes, else as {@link Frontier.Node#level}
         * @param from index of the first
         * @return as many as are asked for
         */
        List<Digest> read(int level, long from, int count);
    }

    private record Tile(int level, long number) {}

    private static final int WIDTH = 1 << Frontier.TILE_HEIGHT;

    private final Nodes nodes;
    private final long size;
    private final Map<Tile, List<Digest>> read = new HashMap<>();

    /**
     * For the first leaves of a log.
     *
     * @param size how many of them the tree has
     */
    public Inclusion(Nodes nodes, long size) {
        this.nodes = nodes;
        this.size = size;
    }

    /**
     * From a leaf's neighbour upwards.
     *
     * @throws IllegalArgumentException when the tree has no leaf of that index
     */
    public List<Digest> path(long index) {
        if (index < 0 || index >= size)
            throw new IllegalArgumentException("a tree of %d leaves has none of index %d".formatted(size, index));
        List<Digest> downwards = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                downwards.add(hash(middle, to));
                to = middle;
            } else {
                downwards.add(hash(from, middle));
                from = middle;
            }
        }
        List<Digest> upwards = new ArrayList<>(downwards.size());
        for (int i = downwards.size() - 1; i >= 0; i--) upwards.add(downwards.get(i));
        return upwards;
    }

    /** The largest power of two that is smaller. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    private Digest hash(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) return perfect(Long.numberOfTrailingZeros(width), from);
        long middle = from + split(width);
        return MerkleTree.node(hash(from, middle), hash(middle, to));
    }

    private Digest perfect(int height, long from) {
        int level = height / Frontier.TILE_HEIGHT;
        int count = 1 << (height % Frontier.TILE_HEIGHT);
        long first = from >> (level * Frontier.TILE_HEIGHT);
        List<Digest> tile = read.computeIfAbsent(new Tile(level, first / WIDTH), this::read);
        int start = (int) (first % WIDTH);
        return MerkleTree.over(tile.subList(start, start + count));
    }

    private List<Digest> read(Tile tile) {
        long first = tile.number() * WIDTH;
        long there = size >> (tile.level() * Frontier.TILE_HEIGHT);
        return nodes.read(tile.level(), first, (int) Math.min(WIDTH, there - first));
    }
}
