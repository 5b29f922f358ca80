package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162, sections 2.1.1 and 2.1.3.1, word for word. */
final class NaiveTree {
    private NaiveTree() {}

    /** MTH over leaves' hashes. */
    static Digest root(List<Digest> leaves) {
        int n = leaves.size();
        if (n == 0) return sha();
        if (n == 1) return leaves.get(0);
        int k = split(n);
        return node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    /** PATH(m, D_n). */
    static List<Digest> path(int m, List<Digest> leaves) {
        int n = leaves.size();
        if (n == 1) return List.of();
        int k = split(n);
        List<Digest> path;
        if (m < k) {
            path = new ArrayList<>(path(m, leaves.subList(0, k)));
            path.add(root(leaves.subList(k, n)));
        } else {
            path = new ArrayList<>(path(m - k, leaves.subList(k, n)));
            path.add(root(leaves.subList(0, k)));
        }
        return path;
    }

    static Digest node(Digest left, Digest right) {
        return sha(new byte[] {1}, left.bytes(), right.bytes());
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }

    private static Digest sha(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) sha.update(part);
            return Digest.ofBytes(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
