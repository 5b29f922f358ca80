package io.countersign.canonical;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, integers, booleans and null in the form that {@link Canonical} describes; on the JDK alone. */
public final class CanonicalWriter {
    static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private CanonicalWriter() {}

    /**
     * The canonical text of such a value.
     *
     * @throws IllegalArgumentException for any other kind of value, an integer out of range or a lone surrogate
     */
    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            writeText(text, out);
        } else if (value instanceof Boolean truth) {
            out.append(truth.booleanValue());
        } else if (value instanceof Integer || value instanceof Long) {
            writeInteger(((Number) value).longValue(), out);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, out);
        } else if (value instanceof List<?> list) {
            writeArray(list, out);
        } else {
            throw new IllegalArgumentException("Canonical JSON has no %s; use a string"
                    .formatted(value.getClass().getSimpleName()));
        }
    }

    private static void writeInteger(long number, StringBuilder out) {
        if (Math.abs(number) > MAX_SAFE_INTEGER || number == Long.MIN_VALUE)
            throw new IllegalArgumentException("The integer " + number + " is beyond ±(2^53−1); use a string");
        out.append(number);
    }

    private static void writeObject(Map<?, ?> map, StringBuilder out) {
        // String's natural order is by UTF-16 code units, which is RFC 8785's (section 3.2.3).
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, member) -> sorted.put((String) key, member));
        char separator = '{';
        for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
            out.append(separator);
            writeText(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ',';
        }
        if (sorted.isEmpty()) out.append('{');
        out.append('}');
    }

    private static void writeArray(List<?> list, StringBuilder out) {
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            write(element, out);
            separator = ',';
        }
        if (list.isEmpty()) out.append('[');
        out.append(']');
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> i += writePlain(text, i, unit, out);
            }
        }
        out.append('"');
    }

    /** Returns how many code units beyond the first were written. */
    private static int writePlain(String text, int at, char unit, StringBuilder out) {
        if (unit < 0x20) {
            out.append(String.format("\\u%04x", (int) unit));
            return 0;
        }
        if (!Character.isSurrogate(unit)) {
            out.append(unit);
            return 0;
        }
        int point = text.codePointAt(at);
        if (!Character.isSupplementaryCodePoint(point))
            throw new IllegalArgumentException("Half of a surrogate pair at index " + at + " has no canonical form");
        out.appendCodePoint(point);
        return 1;
    }
}
