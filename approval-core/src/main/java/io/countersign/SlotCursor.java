package io.countersign;

import io.countersign.identity.PostId;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.PageRequest;
import io.countersign.store.Slot;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list by slots was left, in a form that nobody reads. */
final class SlotCursor {
    /** No id has it. */
    private static final char BETWEEN = '\n';

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private SlotCursor() {}

    static String of(Slot slot) {
        String text = slot.at().toString() + BETWEEN + slot.post().value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Null for the first page. */
    static @Nullable Slot read(PageRequest page) {
        String cursor = page.cursor();
        if (cursor == null) return null;
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = text.indexOf(BETWEEN);
            Instant at = Instant.parse(text.substring(0, Math.max(0, end)));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) throw malformed();
            return new Slot(at, new PostId(text.substring(end + 1)));
        } catch (IllegalArgumentException | DateTimeException foreign) {
            throw malformed();
        }
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException("cursor", "is not one that a page gave");
    }
}
