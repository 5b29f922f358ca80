package io.countersign.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as JSON gave them; a null among the elements stays, so that a constraint can name it. */
final class Given {
    private Given() {}

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }

    static <T> @Nullable List<T> orNull(@Nullable List<T> list) {
        return list == null ? null : orNone(list);
    }
}
