package io.countersign.spring.page;

import io.countersign.problem.InvalidInputException;
import io.countersign.spring.web.ReviewGate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /** The form of a request; where a filter of the host has read it already, what that left. */
    static FormBody of(HttpServletRequest request, ReviewGate gate) throws IOException {
        FormBody form = read(request, gate);
        request.setAttribute(FormBody.class.getName(), form);
        return form;
    }

    /** The form that a request was found to carry; null for none. */
    static @Nullable FormBody of(HttpServletRequest request) {
        return request.getAttribute(FormBody.class.getName()) instanceof FormBody form ? form : null;
    }

    private static FormBody read(HttpServletRequest request, ReviewGate gate) throws IOException {
        byte[] body = gate.form(request);
        if (body.length > 0) return parse(body);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, List.of(values)));
        // Parameters of the address are none of the form's: a secret never stands there.
        String query = request.getQueryString();
        if (query != null)
            fields.keySet()
                    .removeAll(
                            parse(query.getBytes(StandardCharsets.UTF_8)).fields.keySet());
        return new FormBody(fields);
    }

    /** Every value of a field, in their order. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value of a field; null where there is none. */
    @Nullable
    String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The first value without spaces around it; null where there is none, or nothing but spaces. */
    @Nullable
    String text(String name) {
        String value = first(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** What a person wrote, its lines ending as everywhere else; empty where there is nothing but spaces. */
    String typed(String name) {
        String value = text(name);
        return value == null ? "" : value.replace("\r\n", "\n");
    }

    /** All that a person wrote in it. */
    List<String> written() {
        return Stream.of("note", "suggestion", "text", "reason")
                .map(this::typed)
                .filter(text -> !text.isEmpty())
                .toList();
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
