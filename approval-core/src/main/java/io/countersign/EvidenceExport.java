package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import io.countersign.proof.EvidenceLine;
import io.countersign.proof.NoteKey;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Walked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export as evidence: lines of canonical JSON in UTF-8, each ended by a line feed. The first says what was exported,
 * then comes an {@link EvidenceLine} an entry, and the last says how many there were, so that a file that was cut is known by
 * its lack. Whoever walks along the lines needs but the last hash of a stream to check the stream's chain. Not thread safe.
 */
public final class EvidenceExport implements ExportSink {
    /** What the first line says of its form. */
    public static final String FORM = "export/1";

    private final OutputStream out;
    private String workspace = "";
    private @Nullable Walked last;

    /** @param out which is written in many small pieces, and neither flushed nor closed */
    public EvidenceExport(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(ExportHead head) throws IOException {
        workspace = head.workspace().value();
        TrailFilter filter = head.filter();
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("countersign", FORM);
        json.put("workspace", workspace);
        json.put("from", text(filter.from()));
        json.put("to", text(filter.to()));
        json.put("filter", terms(filter));
        json.put("exportedAt", head.at().toString());
        json.put("checkpoint", head.checkpoint());
        json.put("keys", head.keys().stream().map(NoteKey::text).toList());
        line(CanonicalWriter.text(json));
    }

    private static Map<String, Object> terms(TrailFilter filter) {
        Map<String, Object> terms = new HashMap<>();
        put(terms, "post", filter.post());
        put(terms, "link", filter.link());
        put(terms, "actor", filter.actor());
        put(terms, "action", filter.action());
        put(terms, "campaign", filter.campaign());
        put(terms, "channel", filter.channel());
        return terms;
    }

    private static void put(Map<String, Object> terms, String name, @Nullable Object value) {
        if (value != null) terms.put(name, value.toString());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public void entries(List<Walked> some) throws IOException {
        for (Walked one : some) {
            line(evidence(one).text());
            last = one;
        }
    }

    private EvidenceLine evidence(Walked one) {
        AuditEntry entry = one.entry();
        return new EvidenceLine(
                workspace,
                one.stream().toString(),
                one.seq(),
                one.bytes(),
                entry == null ? before(one) : entry.previousHash(),
                one.hash());
    }

    /** Of an entry of which only the hash was kept, which may be that of the one before. */
    private Digest before(Walked one) {
        Walked before = last;
        return before != null && before.stream().equals(one.stream()) && before.seq() == one.seq() - 1
                ? before.hash()
                : Digest.ZERO;
    }

    @Override
    public void end(long entries) throws IOException {
        line(CanonicalWriter.text(Map.of("countersign", "end", "entries", entries)));
    }

    private void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
