package io.countersign.spring.page;

import io.countersign.problem.InvalidInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an HTML form, sent as {@code application/x-www-form-urlencoded} in UTF-8. It prints no value. */
final class FormBody {
    private final Map<String, List<String>> fields;

    private FormBody(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads a body.
     *
     * @throws InvalidInputException where its escapes are broken
     */
    static FormBody parse(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return new FormBody(fields);
    }

    /** Every value of a field, in their order. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value of a field; null where there is none. */
    @Nullable String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The first value without spaces around it; null where there is none, or nothing but spaces. */
    @Nullable String text(String name) {
        String value = first(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInputException("", "The form's escapes are broken. Load the page again.");
        }
    }

    @Override
    public String toString() {
        return "FormBody" + fields.keySet();
    }
}
