package io.countersign.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Texts in one input to a hash, each preceded by its length in four bytes, so that no two lists run together alike. */
final class Framed {
    private Framed() {}

    static byte[] bytes(String... parts) {
        byte[][] encoded = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            encoded[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + encoded[i].length;
        }
        ByteBuffer framed = ByteBuffer.allocate(length);
        for (byte[] part : encoded) framed.putInt(part.length).put(part);
        return framed.array();
    }
}
