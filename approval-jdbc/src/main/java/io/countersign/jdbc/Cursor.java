package io.countersign.jdbc;

import io.countersign.problem.InvalidInputException;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the key of its last item, in a form that nobody reads. */
final class Cursor {
    /** No id has it. */
    private static final String BETWEEN = "\n";

    private Cursor() {}

    static String of(String... key) {
        byte[] bytes = String.join(BETWEEN, key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What was made of a page's last key; null for the first page.
     *
     * @param parse throws {@link RuntimeException} for what no page gave
     */
    static <K> @Nullable K read(PageRequest page, int parts, Function<String[], K> parse) {
        String cursor = page.cursor();
        if (cursor == null) return null;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String[] key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .split(BETWEEN, -1);
            if (key.length != parts) throw new IllegalArgumentException("It has " + key.length + " parts");
            return parse.apply(key);
        } catch (CharacterCodingException | RuntimeException foreign) {
            throw new InvalidInputException("cursor", "is not one that a page gave");
        }
    }

    /** Of what was read with one more than the page holds. */
    static <T> Page<T> page(List<T> read, PageRequest page, Function<T, String> cursor) {
        if (read.size() <= page.limit()) return new Page<>(read, null);
        List<T> items = read.subList(0, page.limit());
        return new Page<>(items, cursor.apply(items.get(items.size() - 1)));
    }
}
