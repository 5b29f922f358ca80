package io.countersign.proof;

import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An entry of the record as the log of its workspace holds it.
 *
 * @param stream text of the entry's stream
 * @param seq its number there
 * @param hash of the entry, which covers its bytes and all entries before it
 */
public record LogLeaf(String stream, long seq, Digest hash) {
    /** Its hash as a leaf of the tree. */
    public Digest digest() {
        Map<String, Object> leaf = Map.of("hash", hash.hex(), "seq", seq, "stream", stream);
        return MerkleTree.leaf(CanonicalWriter.text(leaf).getBytes(StandardCharsets.UTF_8));
    }
}
