package io.countersign.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a file, each ended by a line feed, one at a time. Not thread safe. */
final class Lines {
    /** In bytes. No entry comes near it. */
    static final int LONGEST = 1 << 22;

    private final InputStream in;
    private final String file;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long number;
    private boolean cut;

    /** @param file its name, for messages */
    Lines(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /** The next line, without its line feed; null after the last. */
    byte @Nullable [] next() throws IOException, UnusableException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        boolean empty = true;
        while (at < end || fill()) {
            empty = false;
            int start = at;
            while (at < end && buffer[at] != '\n') at++;
            line.write(buffer, start, at - start);
            if (line.size() > LONGEST)
                throw new UnusableException(
                        "line %d of %s is longer than %d bytes".formatted(number + 1, file, LONGEST));
            if (at < end) {
                at++;
                number++;
                return line.toByteArray();
            }
        }
        if (empty) return null;
        number++;
        cut = true;
        return line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** Of the line read last, from 1. */
    long number() {
        return number;
    }

    /** Whether the line read last lacks its line feed. */
    boolean cut() {
        return cut;
    }

    /** Where the line read last stands. */
    String place() {
        return "line %d of %s".formatted(number, file);
    }
}
