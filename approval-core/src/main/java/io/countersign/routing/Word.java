package io.countersign.routing;

import java.util.List;
import java.util.Set;

/**
 * A piece of a text that keywords are compared with: a word, a character of a script without spaces, or a symbol with all
 * that belongs to it, such as an emoji with its skin tone. Folded.
 *
 * @param forms what it reads as; first the piece itself
 * @param glued whether nothing stands between it and the piece before, where that matters
 */
record Word(List<String> forms, Kind kind, boolean glued) {
    /** What follows an apostrophe in English without being a word; after any other, as in {@code l'offre}, one stands. */
    private static final Set<String> CLITICS = Set.of("s", "t", "d", "m", "ll", "re", "ve");

    enum Kind {
        WORD,
        /** A character of a script without spaces. */
        UNSPACED,
        SYMBOL
    }

    static Word of(String text, Kind kind, boolean glued) {
        int apostrophe = text.indexOf('\'');
        if (apostrophe < 0) return new Word(List.of(text), kind, glued);
        String head = text.substring(0, apostrophe);
        String tail = text.substring(text.lastIndexOf('\'') + 1);
        if (tail.equals("t")) return new Word(List.of(text), kind, glued);
        // Each form once, or a text of a'a a'a a'a would be walked in all combinations.
        boolean one = CLITICS.contains(tail) || tail.equals(head);
        return new Word(one ? List.of(text, head) : List.of(text, head, tail), kind, glued);
    }

    String text() {
        return forms.get(0);
    }

    Word apart() {
        return new Word(forms, kind, false);
    }
}
