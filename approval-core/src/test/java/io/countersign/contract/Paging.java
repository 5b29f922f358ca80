package io.countersign.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reading a list to its end. */
final class Paging {
    private Paging() {}

    /** All items in the order of the pages, each of which must be full but the last. */
    static <T> List<T> all(Function<PageRequest, Page<T>> list, int limit) {
        List<T> items = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Page<T> page = list.apply(new PageRequest(limit, null));
        items.addAll(page.items());
        while (page.next() != null) {
            assertThat(page.items()).as("items of a part that another follows").hasSize(limit);
            assertThat(cursors.add(page.next())).as("each cursor leads on").isTrue();
            page = list.apply(new PageRequest(limit, page.next()));
            items.addAll(page.items());
            assertThat(page.items()).as("items of a part that was announced").isNotEmpty();
        }
        assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
        return items;
    }
}
