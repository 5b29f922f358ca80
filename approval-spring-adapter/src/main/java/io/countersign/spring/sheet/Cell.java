package io.countersign.spring.sheet;

import java.text.Normalizer;

/** What other people wrote, as a cell that no spreadsheet takes for a formula (S-103). */
final class Cell {
    private static final String FORMULA = "=+-@";
    private static final String UNSEEN = "\t\r\n\0";

    /** Where spreadsheets of some countries, or that are told so, begin another cell. */
    private static final String SEPARATORS = ";\t\r\n";

    private Cell() {}

    /**
     * The text, with an apostrophe wherever a cell could begin with what makes a formula, in wide, small or other forms
     * as well, and behind blanks.
     */
    static String of(String text) {
        StringBuilder cell = new StringBuilder(text.length() + 1);
        int from = 0;
        while (from <= text.length()) {
            int end = from;
            while (end < text.length() && SEPARATORS.indexOf(text.charAt(end)) < 0) end++;
            boolean first = from == 0 && !text.isEmpty() && UNSEEN.indexOf(text.charAt(0)) >= 0;
            if (first || isFormula(text, from, end)) cell.append('\'');
            cell.append(text, from, Math.min(end + 1, text.length()));
            from = end + 1;
        }
        return cell.toString();
    }

    private static boolean isFormula(String text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text.codePointAt(at))) at += Character.charCount(text.codePointAt(at));
        if (at >= end) return false;
        String first = Normalizer.normalize(Character.toString(text.codePointAt(at)), Normalizer.Form.NFKC);
        return FORMULA.indexOf(first.charAt(0)) >= 0 || first.charAt(0) == '\u2212';
    }

    private static boolean isBlank(int sign) {
        return Character.isWhitespace(sign)
                || Character.isSpaceChar(sign)
                || Character.isISOControl(sign)
                || Character.getType(sign) == Character.FORMAT;
    }
}
