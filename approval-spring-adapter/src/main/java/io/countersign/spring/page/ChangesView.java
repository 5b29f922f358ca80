package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed since the reader last decided.
 *
 * @param from the version that they decided on
 * @param caption the captions piece by piece; empty where they are the same
 * @param media that came, went, or are described anew
 * @param fields everything else that changed
 */
public record ChangesView(int from, List<Piece> caption, List<Medium> media, List<Field> fields) {
    /** What became of a piece of the caption, or of a medium. */
    public enum Op {
        EQUAL,
        INSERT,
        DELETE,
        CHANGE
    }

    /** A piece of the caption. */
    public record Piece(Op op, String text) {}

    /**
     * A medium.
     *
     * @param formerAlt what described it before, where that changed
     */
    public record Medium(Op op, MediaView medium, @Nullable String formerAlt) {}

    /**
     * A field with its values before and after.
     *
     * @param key of its name among the texts
     */
    public record Field(
            String key, @Nullable String from, @Nullable String to) {}

    /** Whether nothing changed but the number of the version. */
    public boolean isEmpty() {
        return caption.isEmpty() && media.isEmpty() && fields.isEmpty();
    }
}
