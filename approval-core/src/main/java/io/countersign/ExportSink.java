package io.countersign;

import io.countersign.store.TrailReads.Walked;
import java.io.IOException;
import java.util.List;

/** Takes an export of the record, a part at a time: once its head, then parts until there are no more, once its end. */
public interface ExportSink {
    /**
     * Before everything else.
     *
     * @throws IOException when it cannot be written; this ends the export
     */
    void begin(ExportHead head) throws IOException;

    /**
     * The next entries, in the order of their streams' texts by code points, then of their numbers.
     *
     * @param some one or more
     * @throws IOException when they cannot be written; this ends the export
     */
    void entries(List<Walked> some) throws IOException;

    /**
     * After everything else; not called when the export failed.
     *
     * @param entries how many there were
     * @throws IOException when it cannot be written
     */
    void end(long entries) throws IOException;
}
