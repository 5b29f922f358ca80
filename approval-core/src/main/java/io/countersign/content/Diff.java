package io.countersign.content;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What changed from one content to another. Nothing is kept: each method looks anew. */
public record Diff(Content from, Content to) {
    /** So many words, spaces and other characters of two captions are compared one by one. */
    public static final int MOST_COMPARED = 4000;

    /** What contents are compared by. */
    public enum Field {
        TARGET(Content::target),
        CAPTION(Content::caption),
        LINK(Content::link),
        MEDIA(Content::media),
        CATEGORY(Content::category),
        CAMPAIGN(Content::campaign),
        NOTE(Content::note);

        private final Function<Content, @Nullable Object> value;

        Field(Function<Content, @Nullable Object> value) {
            this.value = value;
        }

        /** This field's value; null where the content has none. */
        public @Nullable Object of(Content content) {
            return value.apply(content);
        }
    }

    /** What became of a piece of text. */
    public enum Op {
        EQUAL,
        DELETE,
        INSERT
    }

    /** A piece of text, never empty, and what became of it. */
    public record Piece(Op op, String text) {}

    /** Fields whose values differ. */
    public Set<Field> changed() {
        Set<Field> changed = EnumSet.noneOf(Field.class);
        Arrays.stream(Field.values())
                .filter(field -> !Objects.equals(field.of(from), field.of(to)))
                .forEach(changed::add);
        return changed;
    }

    /**
     * The captions, piece by piece: the texts of EQUAL and DELETE one after the other are the old one, those of EQUAL and
     * INSERT the new one. Words are whole, and so is what a reader takes for one character; in scripts without spaces a
     * word is one such character. Where more than {@value #MOST_COMPARED} words, characters and spaces lie between what
     * both captions begin and end with, all of that is one DELETE and one INSERT.
     *
     * @return neighbours of one kind are one piece, and a DELETE stands before the INSERT that replaces it; none where both
     *     captions are empty
     */
    public List<Piece> caption() {
        return TextDiff.of(
                Objects.requireNonNullElse(from.caption(), ""), Objects.requireNonNullElse(to.caption(), ""));
    }
}
