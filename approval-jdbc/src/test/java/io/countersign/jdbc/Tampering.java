package io.countersign.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an intruder with all rights does to tables: rows are read, changed, removed, put back. */
final class Tampering {
    /** A row by its columns. */
    record Line(String table, Map<String, @Nullable Object> cells) {
        Line with(String column, @Nullable Object value) {
            Map<String, @Nullable Object> other = new LinkedHashMap<>(cells);
            other.put(column, value);
            return new Line(table, other);
        }

        byte[] bytes(String column) {
            return (byte[]) Objects.requireNonNull(cells.get(column));
        }

        String text(String column) {
            return (String) Objects.requireNonNull(cells.get(column));
        }

        long number(String column) {
            return ((Number) Objects.requireNonNull(cells.get(column))).longValue();
        }
    }

    private final Pool pool;

    Tampering(Pool pool) {
        this.pool = pool;
    }

    /** All rows of a table, in the order of its key. */
    List<Line> lines(String table, String order) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM %s ORDER BY %s".formatted(table, order));
                ResultSet result = statement.executeQuery()) {
            List<Line> lines = new ArrayList<>();
            while (result.next()) lines.add(new Line(table, cells(result)));
            return lines;
        }
    }

    private static Map<String, @Nullable Object> cells(ResultSet result) throws SQLException {
        ResultSetMetaData about = result.getMetaData();
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        for (int i = 1; i <= about.getColumnCount(); i++)
            cells.put(about.getColumnLabel(i).toLowerCase(Locale.ROOT), cell(result, i, about));
        return cells;
    }

    private static @Nullable Object cell(ResultSet result, int i, ResultSetMetaData about) throws SQLException {
        return switch (about.getColumnType(i)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> result.getBytes(i);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> result.getObject(i, OffsetDateTime.class);
            case Types.CLOB, Types.LONGVARCHAR, Types.VARCHAR -> result.getString(i);
            default -> result.getObject(i);
        };
    }

    /** Values that the cell could have been given instead: flipped bytes, other words, numbers and times. */
    static List<Object> others(@Nullable Object value, int step) {
        List<Object> others = new ArrayList<>();
        if (value instanceof byte[] bytes)
            for (int i = 0; i < bytes.length; i += step) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << (i % 8));
                others.add(flipped);
            }
        else if (value instanceof String text) {
            others.add(text + "x");
            if (!text.isEmpty()) others.add((char) (text.charAt(0) ^ 1) + text.substring(1));
        } else if (value instanceof Number number) others.add(number.longValue() + 1);
        else if (value instanceof OffsetDateTime time) others.add(time.plus(1, ChronoUnit.MICROS));
        return others;
    }

    /** Writes a row over the one with the same key. */
    void replace(Line old, Line young, String... key) throws SQLException {
        delete(old, key);
        insert(young);
    }

    /** Inserts, where no other row has the key. */
    boolean takes(Line line) throws SQLException {
        try {
            insert(line);
            return true;
        } catch (SQLException problem) {
            if (Faults.duplicate(problem)) return false;
            throw problem;
        }
    }

    void insert(Line line) throws SQLException {
        String columns = String.join(", ", line.cells().keySet());
        String marks = "?, ".repeat(line.cells().size() - 1) + "?";
        run(
                "INSERT INTO %s (%s) VALUES (%s)".formatted(line.table(), columns, marks),
                new ArrayList<>(line.cells().values()));
    }

    void delete(Line line, String... key) throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (String column : key) {
            conditions.add(column + " = ?");
            values.add(line.cells().get(column));
        }
        run("DELETE FROM %s WHERE %s".formatted(line.table(), String.join(" AND ", conditions)), values);
    }

    void run(String sql, List<@Nullable Object> values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) statement.setObject(i + 1, values.get(i));
            statement.executeUpdate();
        }
    }
}
