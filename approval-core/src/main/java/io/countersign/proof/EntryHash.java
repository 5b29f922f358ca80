package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How an entry of the record is chained to the one before (the record's construction, version 1). */
public final class EntryHash {
    private static final byte[] LEAF = {0x00};
    private static final byte[] VERSION = {1};

    private EntryHash() {}

    /**
     * SHA-256 over a zero byte, the format's version, workspace, stream, number, previous hash and bytes; texts and bytes
     * are preceded by their length in four bytes, so that no two entries run together alike.
     *
     * @param previous {@link Digest#ZERO} for the first entry of a stream
     */
    public static Digest of(String workspace, String stream, long seq, Digest previous, byte[] bytes) {
        byte[] ws = workspace.getBytes(StandardCharsets.UTF_8);
        byte[] name = stream.getBytes(StandardCharsets.UTF_8);
        return Digest.of(
                LEAF,
                VERSION,
                length(ws),
                ws,
                length(name),
                name,
                ByteBuffer.allocate(Long.BYTES).putLong(seq).array(),
                previous.bytes(),
                length(bytes),
                bytes);
    }

    private static byte[] length(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
    }
}
