package io.countersign.spring.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.countersign.ExportHead;
import io.countersign.ExportSink;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Subject;
import io.countersign.identity.Actor;
import io.countersign.store.TrailReads.Walked;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export as CSV (RFC 4180) for spreadsheets: UTF-8 with byte order mark, a header, a row an entry, every field
 * quoted, none of them a formula. The last column has no values: its heading says that the table proves nothing. Not thread
 * safe.
 */
public final class RecordSheet implements ExportSink {
    /** In a column of its own, since a line above the header would be taken for the header. */
    public static final String LABEL = "NOT EVIDENCE - for reading only, what proves is the export as jsonl";

    private static final List<String> COLUMNS = List.of(
            "at",
            "stream",
            "seq",
            "actor_kind",
            "actor_id",
            "actor_name",
            "action",
            "post",
            "version",
            "stage",
            "verdict",
            "from",
            "to",
            "refusal",
            "hash",
            LABEL);

    /** What stands for the action of an entry of which only the hash was kept. */
    private static final String PURGED = "(purged)";

    /** How many cells tell what an entry is about. */
    private static final int SUBJECT = 7;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final OutputStream out;
    private final CsvWriter csv;
    private final Function<Collection<Actor.Name>, Map<Actor.Name, String>> names;

    /**
     * @param out which is flushed in the end, and not closed
     * @param names how people know actors, of those whom somebody knows
     */
    public RecordSheet(OutputStream out, Function<Collection<Actor.Name>, Map<Actor.Name, String>> names) {
        this.out = out;
        this.csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS).build(out, StandardCharsets.UTF_8);
        this.names = names;
    }

    @Override
    public void begin(ExportHead head) throws IOException {
        out.write(BYTE_ORDER_MARK);
        row(COLUMNS);
    }

    @Override
    public void entries(List<Walked> some) throws IOException {
        Set<Actor.Name> actors = new HashSet<>();
        for (Walked one : some) if (one.entry() != null) actors.add(one.entry().actor());
        Map<Actor.Name, String> known = names.apply(actors);
        for (Walked one : some) row(cells(one, known));
    }

    private static List<String> cells(Walked one, Map<Actor.Name, String> known) {
        AuditEntry entry = one.entry();
        List<@Nullable Object> cells = new ArrayList<>();
        if (entry == null) {
            cells.addAll(Arrays.asList(null, one.stream(), one.seq(), null, null, null, PURGED));
            cells.addAll(Collections.nCopies(SUBJECT, null));
        } else {
            Actor.Name actor = entry.actor();
            cells.addAll(
                    Arrays.asList(entry.at(), one.stream(), one.seq(), actor.kind(), actor.id(), known.get(actor)));
            cells.add(entry.action());
            cells.addAll(subject(entry));
        }
        cells.add(one.hash());
        cells.add(null);
        return cells.stream()
                .map(cell -> cell == null ? "" : Cell.of(cell.toString()))
                .toList();
    }

    private static List<@Nullable Object> subject(AuditEntry entry) {
        Subject subject = entry.subject();
        String post =
                entry.stream().kind().equals("post") ? entry.stream().id() : Objects.toString(subject.about(), null);
        return Arrays.asList(
                post,
                subject.version(),
                subject.stage(),
                subject.verdict(),
                subject.from(),
                subject.to(),
                subject.refusal());
    }

    private void row(List<String> cells) throws IOException {
        try {
            csv.writeRecord(cells);
        } catch (UncheckedIOException broken) {
            throw Objects.requireNonNull(broken.getCause());
        }
    }

    @Override
    public void end(long entries) throws IOException {
        csv.flush();
    }
}
