package io.countersign.canonical;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical JSON and nothing else: what is read, {@link CanonicalWriter} writes to the very same bytes. It stands on
 * the JDK alone, for whoever checks a record on another machine. Lives within one call.
 */
public final class CanonicalReader {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private CanonicalReader(String text) {
        this.text = text;
    }

    /**
     * A value as maps, lists, strings, longs, booleans and null.
     *
     * @throws IllegalArgumentException when the bytes are no canonical JSON, telling where
     */
    public static @Nullable Object read(byte[] utf8) {
        CanonicalReader reader = new CanonicalReader(decoded(utf8));
        Object value = reader.value();
        if (reader.at < reader.text.length()) throw reader.wrong("nothing may follow the value");
        return value;
    }

    /**
     * As {@link #read}, of an object.
     *
     * @throws IllegalArgumentException when the bytes are no canonical JSON object
     */
    public static Map<String, @Nullable Object> object(byte[] utf8) {
        return members(read(utf8));
    }

    /**
     * The members of an object that was read.
     *
     * @throws IllegalArgumentException when it is none
     */
    @SuppressWarnings("unchecked") // Names in JSON are strings.
    public static Map<String, @Nullable Object> members(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) return (Map<String, @Nullable Object>) object;
        throw new IllegalArgumentException("an object is wanted, and this is none");
    }

    private static String decoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("the bytes are no UTF-8", malformed);
        }
    }

    private @Nullable Object value() {
        char first = peek();
        return switch (first) {
            case '{' -> nested(this::members);
            case '[' -> nested(this::elements);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> integer();
        };
    }

    private interface Part {
        Object read();
    }

    private Object nested(Part part) {
        if (++depth > DEEPEST) throw wrong("values are nested deeper than " + DEEPEST);
        at++;
        Object value = part.read();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (taken('}')) return members;
        String last = null;
        do {
            String name = string();
            // String's order is by UTF-16 code units, which is RFC 8785's (section 3.2.3).
            if (last != null && last.compareTo(name) >= 0) throw wrong("names are not sorted, or one occurs twice");
            need(':');
            members.put(name, value());
            last = name;
        } while (taken(','));
        need('}');
        return members;
    }

    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>();
        if (taken(']')) return elements;
        do elements.add(value());
        while (taken(','));
        need(']');
        return elements;
    }

    private String string() {
        need('"');
        int start = at;
        while (peek() != '"' && peek() != '\\') plain();
        if (peek() == '"') return text.substring(start, at++);
        StringBuilder out = new StringBuilder(text.substring(start, at));
        for (; ; ) {
            char unit = peek();
            if (unit == '"') {
                at++;
                return out.toString();
            }
            if (unit == '\\') out.append(escaped());
            else {
                out.append(unit);
                plain();
            }
        }
    }

    /** Decoding refused surrogates without their other half already. */
    private void plain() {
        if (peek() < 0x20) throw wrong("a control character must be escaped");
        at++;
    }

    private char escaped() {
        at++;
        char kind = peek();
        at++;
        return switch (kind) {
            case '"', '\\' -> kind;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> control();
            default -> throw wrong("this is no escape of the canonical form");
        };
    }

    /** Only of control characters that have no shorter escape, in lower case. */
    private char control() {
        int end = at + 4;
        if (end > text.length()) throw wrong("the text ends within an escape");
        String digits = text.substring(at, end);
        if (!digits.matches("00[01][0-9a-f]")) throw wrong("only control characters are escaped by number");
        char unit = (char) Integer.parseInt(digits, 16);
        if ("\b\t\n\f\r".indexOf(unit) >= 0) throw wrong("this character has a shorter escape");
        at = end;
        return unit;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) throw wrong("this is no value");
        at += word.length();
        return value;
    }

    private Long integer() {
        int start = at;
        if (peek() == '-') at++;
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        boolean zero = at > digits && text.charAt(digits) == '0';
        if (at == digits || at - digits > 16 || (zero && at - start > 1)) throw wrong("this is no canonical integer");
        long number = Long.parseLong(text.substring(start, at));
        if (Math.abs(number) > CanonicalWriter.MAX_SAFE_INTEGER) throw wrong("the integer is beyond ±(2^53−1)");
        return number;
    }

    private boolean taken(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    private void need(char wanted) {
        if (!taken(wanted)) throw wrong("'" + wanted + "' is missing");
    }

    private char peek() {
        if (at >= text.length()) throw wrong("the text ends too early");
        return text.charAt(at);
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("no canonical JSON at character %d: %s".formatted(at, why));
    }
}
