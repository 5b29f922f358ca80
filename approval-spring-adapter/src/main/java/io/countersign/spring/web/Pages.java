package io.countersign.spring.web;

import io.countersign.store.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts of lists as the contract's JSON. */
final class Pages {
    private Pages() {}

    static <T> Map<String, @Nullable Object> json(Page<T> page, Function<? super T, ?> form) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", page.items().stream().map(form).toList());
        json.put("next", page.next());
        return json;
    }
}
