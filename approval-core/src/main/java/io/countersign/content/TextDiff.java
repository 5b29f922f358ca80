package io.countersign.content;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import io.countersign.content.Diff.Op;
import io.countersign.content.Diff.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares two texts by whole words, and by graphemes in scripts without spaces. */
final class TextDiff {
    /** A grapheme cluster (UAX 29): a character with its marks, a joined emoji, a flag. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder equal = new StringBuilder();
    private final StringBuilder deleted = new StringBuilder();
    private final StringBuilder inserted = new StringBuilder();

    private TextDiff() {}

    static List<Piece> of(String from, String to) {
        List<String> before = tokens(from);
        List<String> after = tokens(to);
        int head = common(before, after);
        int tail = commonAtEnd(before.subList(head, before.size()), after.subList(head, after.size()));
        TextDiff diff = new TextDiff();
        diff.equal(before.subList(0, head));
        diff.compare(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        diff.equal(before.subList(before.size() - tail, before.size()));
        diff.endEqual();
        diff.endChange();
        return List.copyOf(diff.pieces);
    }

    /** Words, and graphemes that are not part of one: together the text. */
    static List<String> tokens(String text) {
        List<String> graphemes = new ArrayList<>();
        Matcher matcher = GRAPHEME.matcher(text);
        while (matcher.find()) graphemes.add(matcher.group());
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < graphemes.size(); i++) {
            String grapheme = graphemes.get(i);
            if (isWordPart(grapheme) || !word.isEmpty() && joins(graphemes, i)) {
                word.append(grapheme);
                continue;
            }
            end(word, tokens);
            tokens.add(grapheme);
        }
        end(word, tokens);
        return tokens;
    }

    private static void end(StringBuilder word, List<String> tokens) {
        if (!word.isEmpty()) tokens.add(word.toString());
        word.setLength(0);
    }

    /** Whether a sign stands within a word, as in "don't", or within a number, as in "1,000.50". */
    private static boolean joins(List<String> graphemes, int i) {
        if (i + 1 == graphemes.size()) return false;
        String before = graphemes.get(i - 1);
        String after = graphemes.get(i + 1);
        return switch (graphemes.get(i)) {
            case "'", "\u2019" -> isWordPart(after);
            case ".", ",", ":" -> isDigit(before) && isDigit(after);
            default -> false;
        };
    }

    private static boolean isWordPart(String grapheme) {
        int point = grapheme.codePointAt(0);
        boolean sign = Character.isLetterOrDigit(point) || Character.getType(point) == Character.CONNECTOR_PUNCTUATION;
        return sign && !Scripts.isUnspaced(point);
    }

    private static boolean isDigit(String grapheme) {
        return Character.isDigit(grapheme.codePointAt(0));
    }

    private static int common(List<String> before, List<String> after) {
        int most = Math.min(before.size(), after.size());
        int common = 0;
        while (common < most && before.get(common).equals(after.get(common))) common++;
        return common;
    }

    private static int commonAtEnd(List<String> before, List<String> after) {
        int most = Math.min(before.size(), after.size());
        int common = 0;
        while (common < most && before.get(before.size() - 1 - common).equals(after.get(after.size() - 1 - common)))
            common++;
        return common;
    }

    private void compare(List<String> before, List<String> after) {
        // The time that comparing takes grows with their square.
        if (before.size() + after.size() > Diff.MOST_COMPARED) {
            change(before, after);
            return;
        }
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            int position = delta.getSource().getPosition();
            equal(before.subList(at, position));
            change(delta.getSource().getLines(), delta.getTarget().getLines());
            at = position + delta.getSource().size();
        }
        equal(before.subList(at, before.size()));
    }

    private void equal(List<String> tokens) {
        if (tokens.isEmpty()) return;
        endChange();
        tokens.forEach(equal::append);
    }

    private void change(List<String> before, List<String> after) {
        if (before.isEmpty() && after.isEmpty()) return;
        endEqual();
        before.forEach(deleted::append);
        after.forEach(inserted::append);
    }

    private void endEqual() {
        end(Op.EQUAL, equal);
    }

    private void endChange() {
        end(Op.DELETE, deleted);
        end(Op.INSERT, inserted);
    }

    private void end(Op op, StringBuilder text) {
        if (!text.isEmpty()) pieces.add(new Piece(op, text.toString()));
        text.setLength(0);
    }
}
