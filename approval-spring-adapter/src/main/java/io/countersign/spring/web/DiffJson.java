package io.countersign.spring.web;

import io.countersign.Versions;
import io.countersign.content.Diff;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two versions as the contract's JSON: the caption piece by piece; of every other field both values
 * where they differ, else null.
 */
final class DiffJson {
    private DiffJson() {}

    static Map<String, @Nullable Object> of(Versions.Comparison compared) {
        Diff diff = compared.diff();
        Set<Diff.Field> changed = diff.changed();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", compared.from());
        json.put("to", compared.to());
        json.put("changed", changed.stream().map(DiffJson::name).toList());
        for (Diff.Field field : Diff.Field.values())
            json.put(
                    name(field),
                    field == Diff.Field.CAPTION
                            ? diff.caption()
                            : changed.contains(field) ? values(diff, field) : null);
        return json;
    }

    private static String name(Diff.Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> values(Diff diff, Diff.Field field) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("from", field.of(diff.from()));
        values.put("to", field.of(diff.to()));
        return values;
    }
}
