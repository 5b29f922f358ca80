package io.countersign.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement and its values. In the text, {@code :name} is a value, or a list of values, or of rows in parentheses;
 * {@code {post}} is a table of ours, {@code {index:post_due}} an index, {@code {now}} the store's time. Not thread safe.
 */
final class Sql {
    /** As the driver takes it. */
    record Rendered(String text, List<@Nullable Object> values) {}

    private String text;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    private Sql(String text) {
        this.text = text;
    }

    static Sql of(String text) {
        return new Sql(text);
    }

    /** Appends to the text. */
    Sql and(String more) {
        text = text + more;
        return this;
    }

    Sql set(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    /** Takes over the values of another statement. */
    Sql setAll(Sql other) {
        values.putAll(other.values);
        return this;
    }

    /** What statements that can share a batch have in common. */
    String text() {
        return text;
    }

    /**
     * The text with everything named replaced.
     *
     * @param names SQL for what stands in braces; may add values
     */
    Rendered render(Function<String, String> names, List<@Nullable Object> given) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                int end = text.indexOf('}', at);
                out.append(names.apply(text.substring(at + 1, end)));
                at = end + 1;
            } else if (c == ':') {
                int end = at + 1;
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) end++;
                value(text.substring(at + 1, end), out, given);
                at = end;
            } else {
                out.append(c);
                at++;
            }
        }
        return new Rendered(out.toString(), given);
    }

    private void value(String name, StringBuilder out, List<@Nullable Object> given) {
        if (!values.containsKey(name)) throw new IllegalStateException("Nothing was set for :" + name);
        Object value = values.get(name);
        if (value instanceof Collection<?> list) list(list, out, given);
        else {
            out.append('?');
            given.add(value);
        }
    }

    private static void list(Collection<?> list, StringBuilder out, List<@Nullable Object> given) {
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            separator = ", ";
            if (element instanceof Collection<?> row) {
                out.append('(');
                list(row, out, given);
                out.append(')');
            } else {
                out.append('?');
                given.add(element);
            }
        }
    }

    /** Several as one, which drivers send in one trip. */
    static Rendered together(List<Sql> statements, Function<Sql, Rendered> render) {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> values = new ArrayList<>();
        for (Sql statement : statements) {
            Rendered one = render.apply(statement);
            if (!text.isEmpty()) text.append(";\n");
            text.append(one.text());
            values.addAll(one.values());
        }
        return new Rendered(text.toString(), values);
    }
}
