package io.countersign.routing;

import io.countersign.content.Scripts;
import io.countersign.routing.Word.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into {@link Word}s. Punctuation and space only separate. */
final class Words {
    private static final int KEYCAP = 0x20E3;

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean touching;
    private int at;

    private Words(String text) {
        this.text = text;
    }

    /** The words of a text, in its order. */
    static List<Word> of(String text) {
        Words cut = new Words(Folding.fold(text));
        cut.run();
        return cut.words;
    }

    /** Without the symbols, for keywords that have none. */
    static List<Word> plain(List<Word> words) {
        List<Word> plain = new ArrayList<>(words.size());
        boolean afterSymbol = false;
        for (Word word : words) {
            if (word.kind() != Kind.SYMBOL) plain.add(afterSymbol ? word.apart() : word);
            afterSymbol = word.kind() == Kind.SYMBOL;
        }
        return plain;
    }

    private void run() {
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (isKeycap(point, next)) addSymbol(point, next);
            else if (isWordPart(point)) addLetter(point, next);
            else if (point == '\'' && !word.isEmpty() && next < text.length() && isSpaced(text.codePointAt(next)))
                addLetter(point, next);
            else if (isSymbol(point)) addSymbol(point, next);
            else separate(point, next);
        }
        endWord();
    }

    private void addLetter(int point, int next) {
        if (Scripts.isUnspaced(point)) {
            endWord();
            add(Character.toString(point), Kind.UNSPACED);
        } else {
            word.appendCodePoint(point);
        }
        at = next;
    }

    /** With what makes it another picture: joined ones, skin tone, keycap, the letters of a flag. */
    private void addSymbol(int first, int next) {
        endWord();
        int end = next;
        boolean flag = isRegional(first);
        boolean joined = false;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            boolean belongs = joined && isSymbol(point)
                    || flag && isRegional(point)
                    || point == Folding.ZERO_WIDTH_JOINER
                    || point == KEYCAP
                    || isTone(point)
                    || Folding.isTag(point);
            if (!belongs) break;
            flag = false;
            joined = point == Folding.ZERO_WIDTH_JOINER;
            end += Character.charCount(point);
        }
        add(text.substring(at, end), Kind.SYMBOL);
        at = end;
    }

    private void separate(int point, int next) {
        at = next;
        if (point == Folding.ZERO_WIDTH_JOINER || Folding.isTag(point)) return;
        endWord();
        // It hints at a line's end inside of Thai or Khmer, and separates words elsewhere.
        if (point != Folding.ZERO_WIDTH_SPACE) touching = false;
    }

    private void endWord() {
        if (word.isEmpty()) return;
        add(word.toString(), Kind.WORD);
        word.setLength(0);
    }

    private void add(String piece, Kind kind) {
        Kind before = words.isEmpty() ? Kind.WORD : words.get(words.size() - 1).kind();
        // A space between Latin and Han is a matter of taste: there, adjacency asks for nothing.
        boolean matters = kind == Kind.SYMBOL || before == Kind.SYMBOL || kind == Kind.UNSPACED && before == kind;
        words.add(Word.of(piece, kind, touching && matters));
        touching = true;
    }

    private boolean isKeycap(int point, int next) {
        return point < 0x80 && next < text.length() && text.charAt(next) == KEYCAP;
    }

    private static boolean isSpaced(int point) {
        return isWordPart(point) && !Scripts.isUnspaced(point);
    }

    private static boolean isWordPart(int point) {
        if (Character.isLetterOrDigit(point)) return true;
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isSymbol(int point) {
        return switch (point) {
            case '#', '@', '%', '&', '\u2030' -> true;
            case '`', '^' -> false;
            default ->
                switch (Character.getType(point)) {
                    case Character.CURRENCY_SYMBOL,
                            Character.MATH_SYMBOL,
                            Character.OTHER_SYMBOL,
                            Character.MODIFIER_SYMBOL -> true;
                    default -> false;
                };
        };
    }

    private static boolean isTone(int point) {
        return point >= 0x1F3FB && point <= 0x1F3FF;
    }

    private static boolean isRegional(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }
}
