package io.countersign.jdbc;

import io.countersign.canonical.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection within one unit of work, and how SQL runs on it. Lives within that unit, in one thread. */
final class Db {
    /** Up to so many statements go in one execute; more of them are worth a batch a kind. */
    private static final int TOGETHER = 24;

    private final Connection connection;
    private final Dialect dialect;
    private final Tables tables;
    private final @Nullable InstantSource time;
    private final int attempt;
    private boolean undone;

    Db(Connection connection, Dialect dialect, Tables tables, @Nullable InstantSource time, int attempt) {
        this.connection = connection;
        this.dialect = dialect;
        this.tables = tables;
        this.time = time;
        this.attempt = attempt;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether this unit was begun before, and rolled back. */
    boolean again() {
        return attempt > 0;
    }

    /** Says that nothing of this unit shall hold. */
    void undo() {
        undone = true;
    }

    boolean undone() {
        return undone;
    }

    /** The store's time. */
    Instant now() throws SQLException {
        if (time != null) return cut(time);
        return query(Sql.of("SELECT {now} AS read_at"), row -> row.time("read_at"))
                .get(0);
    }

    <T> List<T> query(Sql sql, Row.Reader<T> reader) throws SQLException {
        Sql.Rendered rendered = render(sql);
        try (PreparedStatement statement = prepare(rendered);
                ResultSet result = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) all.add(reader.read(row));
            return all;
        }
    }

    <T> Optional<T> one(Sql sql, Row.Reader<T> reader) throws SQLException {
        return query(sql, reader).stream().findFirst();
    }

    int update(Sql sql) throws SQLException {
        Sql.Rendered rendered = render(sql);
        try (PreparedStatement statement = prepare(rendered)) {
            return statement.executeUpdate();
        }
    }

    /** Counts of statements of one text, in one trip. */
    int[] updates(List<Sql> statements) throws SQLException {
        if (statements.size() == 1) return new int[] {update(statements.get(0))};
        try (PreparedStatement batch =
                connection.prepareStatement(render(statements.get(0)).text())) {
            for (Sql statement : statements) {
                bind(batch, render(statement).values());
                batch.addBatch();
            }
            return batch.executeBatch();
        }
    }

    /** Statements whose counts do not matter, one step after the other, in as few trips as make sense. */
    void run(List<List<Sql>> steps) throws SQLException {
        List<Sql> all = steps.stream().flatMap(List::stream).toList();
        if (all.size() <= TOGETHER) runTogether(all);
        else for (List<Sql> step : steps) runInBatches(step);
    }

    private void runInBatches(List<Sql> statements) throws SQLException {
        Map<String, List<Sql>> kinds = new LinkedHashMap<>();
        statements.forEach(sql ->
                kinds.computeIfAbsent(sql.text(), text -> new ArrayList<>()).add(sql));
        List<Sql> few = new ArrayList<>();
        for (List<Sql> kind : kinds.values()) {
            if (few.size() + kind.size() <= TOGETHER / 4) few.addAll(kind);
            else updates(kind);
        }
        runTogether(few);
    }

    private void runTogether(List<Sql> statements) throws SQLException {
        if (statements.isEmpty()) return;
        try (PreparedStatement statement = prepare(Sql.together(statements, this::render))) {
            statement.execute();
        }
    }

    private Sql.Rendered render(Sql sql) {
        List<@Nullable Object> values = new ArrayList<>();
        return sql.render(name -> named(name, values), values);
    }

    private String named(String name, List<@Nullable Object> values) {
        if (name.startsWith("index:")) return tables.index(name.substring("index:".length()));
        if (!name.equals("now")) return tables.table(name);
        if (time == null) return dialect.clock();
        values.add(cut(time));
        return "CAST(? AS timestamp(6) with time zone)";
    }

    private PreparedStatement prepare(Sql.Rendered rendered) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(rendered.text());
        try {
            bind(statement, rendered.values());
            return statement;
        } catch (SQLException | RuntimeException failed) {
            statement.close();
            throw failed;
        }
    }

    private static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Instant time)
                // Databases round what is finer than their columns; time is cut instead.
                statement.setObject(i + 1, time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            else if (value instanceof Digest digest) statement.setBytes(i + 1, digest.bytes());
            else if (value instanceof byte[] bytes) statement.setBytes(i + 1, bytes);
            else statement.setObject(i + 1, value);
        }
    }

    /** Now, no finer than columns hold. */
    static Instant cut(InstantSource time) {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
