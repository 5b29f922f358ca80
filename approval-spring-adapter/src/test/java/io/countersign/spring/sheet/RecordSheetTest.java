package io.countersign.spring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.store.TrailReads.Walked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordSheetTest {
    /** Where a spreadsheet might begin a cell, behind what it might overlook, a formula. */
    private static final Pattern FORMULA = Pattern.compile(
            "(^|[;\\t\\r\\n])[\\s\\p{Z}\\p{Cc}\\p{Cf}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]");

    /** Everything between quotes, as RFC 4180 says. */
    private static final Pattern QUOTED = Pattern.compile("(\"([^\"]|\"\")*+\"(,|\r\n))*+");

    /** Columns that hold texts of others. */
    private static final List<Integer> TEXTS = List.of(4, 5, 6, 9, 10, 11, 12, 13);

    @Test
    void S_103_no_cell_is_a_formula_wherever_a_spreadsheet_splits_it_and_every_field_is_quoted() throws IOException {
        List<String> texts = HostileCells.all();
        assertThat(texts).hasSizeGreaterThan(3_000);
        assertThat(texts).anyMatch(text -> FORMULA.matcher(text).find());
        String csv = written(texts);
        assertThat(csv).startsWith("\uFEFF\"at\",");
        assertThat(QUOTED.matcher(csv.substring(1)).matches()).isTrue();
        List<CsvRecord> rows = rows(csv);
        assertThat(rows).hasSize(texts.size() + 1);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            CsvRecord row = rows.get(i + 1);
            for (String cell : row.getFields()) {
                assertThat(FORMULA.matcher(cell).find())
                        .as("<%s> of <%s>", cell, text)
                        .isFalse();
                assertThat(cell)
                        .doesNotStartWith("\t")
                        .doesNotStartWith("\r")
                        .doesNotStartWith("\n")
                        .doesNotStartWith("\0");
            }
            for (int column : TEXTS)
                assertThat(row.getField(column).replace("'", ""))
                        .as("nothing but apostrophes was added")
                        .isEqualTo(text.replace("'", ""));
        }
    }

    @Test
    void S_103_what_is_harmless_stays_as_it_is() {
        for (String text : List.of("", "Nora", "a=b", "1-2", "x; y", "Müller + Söhne", "a@b.example", "'quoted'", " x"))
            assertThat(Cell.of(text)).isEqualTo(text);
        assertThat(Cell.of("=1")).isEqualTo("'=1");
        assertThat(Cell.of("a;=1\n+2")).isEqualTo("a;'=1\n'+2");
    }

    @Test
    void S_103_a_heading_says_that_it_proves_nothing() throws IOException {
        List<String> header = rows(written(List.of("Nora"))).get(0).getFields();
        assertThat(header.get(header.size() - 1)).startsWith("NOT EVIDENCE");
        assertThat(header).startsWith("at", "stream", "seq").doesNotHaveDuplicates();
        assertThat(rows(written(List.of("Nora"))).get(1).getFields())
                .hasSameSizeAs(header)
                .endsWith("");
    }

    @Test
    void of_an_entry_of_which_only_the_hash_was_kept_the_rest_is_empty() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordSheet sheet = new RecordSheet(out, actors -> Map.of());
        sheet.entries(List.of(new Walked(new StreamId("post", "a"), 7, null, Digest.of("gone"), null)));
        sheet.end(1);
        assertThat(rows(out.toString(StandardCharsets.UTF_8)).get(0).getFields())
                .containsExactly(
                        "",
                        "post/a",
                        "7",
                        "",
                        "",
                        "",
                        "(purged)",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        Digest.of("gone").hex(),
                        "");
    }

    @Test
    void what_cannot_be_written_is_told() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left");
            }
        };
        assertThatThrownBy(() -> HostileCells.write(HostileCells.all(), full)).hasMessage("No space left");
    }

    private static String written(List<String> texts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HostileCells.write(texts, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<CsvRecord> rows(String csv) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv.replaceFirst("^\uFEFF", ""))) {
            return reader.stream().toList();
        }
    }
}
