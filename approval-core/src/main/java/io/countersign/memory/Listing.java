package io.countersign.memory;

import io.countersign.problem.InvalidInputException;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list that is read in parts, the greatest key first; a cursor is the last key of a part, under the list's name. */
record Listing(String name) {
    private static final char SEPARATOR = '\n';

    <T> Page<T> page(NavigableMap<String, T> all, PageRequest request, Predicate<T> wanted) {
        String last = last(request.cursor());
        NavigableMap<String, T> rest = (last == null ? all : all.headMap(last, false)).descendingMap();
        List<T> items = new ArrayList<>();
        String end = "";
        for (Map.Entry<String, T> one : rest.entrySet()) {
            if (!wanted.test(one.getValue())) continue;
            if (items.size() == request.limit()) return new Page<>(items, cursor(end));
            items.add(one.getValue());
            end = one.getKey();
        }
        return new Page<>(items, null);
    }

    private String cursor(String key) {
        byte[] named = (name + SEPARATOR + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(named);
    }

    private @Nullable String last(@Nullable String cursor) {
        if (cursor == null) return null;
        String named = decoded(cursor);
        String start = name + SEPARATOR;
        if (!named.startsWith(start) || named.length() == start.length()) throw malformed();
        return named.substring(start.length());
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw malformed();
        }
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException("cursor", "is not one that a page gave");
    }
}
