package io.countersign.jdbc;

import io.countersign.canonical.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row that a result stands at, in our types. */
final class Row {
    /** Makes something of each row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return there(textOrNull(column), column);
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    int number(String column) throws SQLException {
        return result.getInt(column);
    }

    @Nullable
    Integer numberOrNull(String column) throws SQLException {
        int number = result.getInt(column);
        return result.wasNull() ? null : number;
    }

    long large(String column) throws SQLException {
        return result.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    byte[] bytes(String column) throws SQLException {
        return there(bytesOrNull(column), column);
    }

    byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return result.getBytes(column);
    }

    Digest digest(String column) throws SQLException {
        return Digest.ofBytes(bytes(column));
    }

    @Nullable
    Digest digestOrNull(String column) throws SQLException {
        byte[] bytes = bytesOrNull(column);
        return bytes == null ? null : Digest.ofBytes(bytes);
    }

    /** As {@link #digest}, where somebody else may have written it: what is no hash is that of nothing. */
    Digest claimed(String column) throws SQLException {
        return there(claimedOrNull(column), column);
    }

    @Nullable
    Digest claimedOrNull(String column) throws SQLException {
        byte[] bytes = result.getBytes(column);
        if (bytes == null) return null;
        return bytes.length == Digest.ZERO.bytes().length ? Digest.ofBytes(bytes) : Digest.ZERO;
    }

    Instant time(String column) throws SQLException {
        return there(timeOrNull(column), column);
    }

    /** A clock may be finer than what columns hold. */
    @Nullable
    Instant timeOrNull(String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> T there(@Nullable T value, String column) {
        return Objects.requireNonNull(value, () -> "The column " + column + " is never null");
    }
}
