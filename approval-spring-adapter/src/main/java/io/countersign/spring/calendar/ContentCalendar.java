package io.countersign.spring.calendar;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.countersign.post.PostForm;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a content calendar (RFC 4180): UTF-8, with or without byte order mark, a header with columns of {@link #COLUMNS} in
 * any order, a row a post. A row that cannot be used stops no other; a file that cannot be is refused as a whole.
 */
public final class ContentCalendar {
    /** What a header may name; channel and account it must. */
    public static final List<String> COLUMNS = List.of(
            "channel",
            "account",
            "caption",
            "link",
            "media",
            "scheduled_at",
            "time_zone",
            "category",
            "campaign",
            "note");

    /** No file has more. */
    public static final int MAX_ROWS = 10_000;

    private static final List<String> REQUIRED = List.of("channel", "account");

    private ContentCalendar() {}

    /**
     * One row, with either a form or what is wrong with it.
     *
     * @param line on which it begins, the header's being 1
     * @param form still to be checked when the post is made; null where there are errors
     */
    public record Row(long line, @Nullable PostForm form, List<Violation> errors) {
        public Row {
            errors = List.copyOf(errors);
        }

        /** The form of a row without errors. */
        public PostForm needForm() {
            if (form == null) throw new IllegalStateException("Line %d has errors: %s".formatted(line, errors));
            return form;
        }
    }

    /**
     * All rows.
     *
     * @throws InvalidInputException for what is no UTF-8 or CSV, an unknown, repeated or missing column, or too many rows
     */
    public static List<Row> read(InputStream utf8) throws IOException {
        Reader text = new BufferedReader(new InputStreamReader(
                utf8,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            return rows(csv);
        } catch (CsvParseException malformed) {
            throw unreadable(malformed);
        } catch (UncheckedIOException broken) {
            throw unreadable(broken);
        } catch (CharacterCodingException malformed) {
            throw new InvalidInputException("", "The file is not UTF-8.");
        }
    }

    /** What is wrong with a row, in terms of its columns, of a problem that its post met. */
    public static List<Violation> errors(ApprovalException problem) {
        if (!(problem instanceof InvalidInputException invalid))
            return List.of(new Violation("", String.valueOf(problem.getMessage())));
        return invalid.violations().stream()
                .map(violation -> new Violation(column(violation.field()), violation.message()))
                .toList();
    }

    private static List<Row> rows(CsvReader<CsvRecord> csv) {
        List<Row> rows = new ArrayList<>();
        List<String> header = null;
        for (CsvRecord record : csv) {
            if (header == null) {
                header = header(record);
                continue;
            }
            if (rows.size() == MAX_ROWS)
                throw new InvalidInputException("", "The file has more than %d rows.".formatted(MAX_ROWS));
            rows.add(CalendarRow.read(record, header));
        }
        if (header == null) throw new InvalidInputException("", "The file is empty; its first line must be a header.");
        return rows;
    }

    private static List<String> header(CsvRecord record) {
        List<String> fields = new ArrayList<>(record.getFields());
        if (fields.get(0).startsWith("\uFEFF")) fields.set(0, fields.get(0).substring(1));
        List<String> header = fields.stream().map(String::strip).toList();
        List<Violation> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!COLUMNS.contains(name))
                wrong.add(new Violation(name, "is not a known column; they are " + String.join(", ", COLUMNS)));
            else if (!seen.add(name)) wrong.add(new Violation(name, "is there twice"));
        }
        REQUIRED.stream()
                .filter(name -> !seen.contains(name))
                .forEach(name -> wrong.add(new Violation(name, "is required as a column")));
        if (!wrong.isEmpty()) throw new InvalidInputException(wrong);
        return header;
    }

    private static String column(String field) {
        String first = field.startsWith("target.") ? field.substring("target.".length()) : field;
        String member = first.chars()
                .takeWhile(sign -> sign != '.' && sign != '[')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return switch (member) {
            case "scheduledAt" -> "scheduled_at";
            case "timeZone" -> "time_zone";
            default -> member;
        };
    }

    private static InvalidInputException unreadable(RuntimeException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause())
            if (cause instanceof CharacterCodingException)
                return new InvalidInputException("", "The file is not UTF-8.");
        String why = problem.getMessage();
        return new InvalidInputException(
                "", "The file is not well-formed CSV: " + (why == null ? "it breaks off" : why));
    }
}
