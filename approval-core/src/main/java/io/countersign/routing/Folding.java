package io.countersign.routing;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Brings texts that people read as the same to one form: whatever their case, their accents, their width, the alphabet of
 * their digits and the shape of their apostrophes.
 */
final class Folding {
    static final int ZERO_WIDTH_SPACE = 0x200B;
    static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Where a mark is an accent or a vowel point; elsewhere it is a letter's better half. */
    private static final Set<UnicodeScript> POINTED = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.HEBREW);

    private static final int TATWEEL = 0x0640;
    private static final int GRAPHEME_JOINER = 0x034F;

    private Folding() {}

    /** The common form of all texts that read as this one. */
    static String fold(String text) {
        if (text.chars().allMatch(unit -> unit < 0x80))
            return text.toLowerCase(Locale.ROOT).replace('`', '\'');
        String bare = bare(Normalizer.normalize(prepared(text), Normalizer.Form.NFKD));
        // By way of upper case, where ß is SS and a dotless i is I; NFC joins again what is one letter, such as ガ.
        String lower = bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(alike(lower), Normalizer.Form.NFC);
    }

    static boolean isTag(int point) {
        return point >= 0xE0020 && point <= 0xE007F;
    }

    /** Keeps NFKD from gluing a footnote or a trade mark to its word, and from taking an acute for a space. */
    private static String prepared(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '\u00B4' -> out.append('\'');
                case '\u2122', '\u2120' -> out.append(' ');
                case '\u00B9', '\u00B2', '\u00B3', '\u2070' -> out.append(' ').append(unit);
                default -> {
                    if (unit >= '\u2074' && unit <= '\u2079') out.append(' ');
                    out.append(unit);
                }
            }
        }
        return out.toString();
    }

    /** Without accents, points, and what has no width. */
    private static String bare(String decomposed) {
        StringBuilder out = new StringBuilder(decomposed.length());
        int base = ' ';
        for (int i = 0, point; i < decomposed.length(); i += Character.charCount(point)) {
            point = decomposed.codePointAt(i);
            if (point < 0x80) {
                base = point;
                out.append((char) point);
                continue;
            }
            int type = Character.getType(point);
            if (type == Character.NON_SPACING_MARK) {
                if (isLetterPart(point, base)) out.appendCodePoint(point);
            } else if (type == Character.FORMAT) {
                if (isStructure(point)) out.appendCodePoint(point);
            } else if (point != TATWEEL) {
                if (type != Character.COMBINING_SPACING_MARK) base = point;
                out.appendCodePoint(point);
            }
        }
        return out.toString();
    }

    /** On anything but a letter it is decoration, or all that NFKD leaves of a sign such as ¨. */
    private static boolean isLetterPart(int mark, int base) {
        return Character.isLetter(base) && !isSelector(mark) && !POINTED.contains(UnicodeScript.of(base));
    }

    private static boolean isSelector(int point) {
        return point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF || point == GRAPHEME_JOINER;
    }

    private static boolean isStructure(int point) {
        return point == ZERO_WIDTH_SPACE || point == ZERO_WIDTH_JOINER || isTag(point);
    }

    /** Letters that Unicode does not decompose, though people read them as plain ones; all digits; all apostrophes. */
    private static String alike(String lower) {
        StringBuilder out = new StringBuilder(lower.length());
        for (int i = 0, point; i < lower.length(); i += Character.charCount(point)) {
            point = lower.codePointAt(i);
            switch (point) {
                case 'ς' -> out.append('σ');
                case 'ß' -> out.append("ss"); // the capital's lower case
                case '’', '‘', '‛', '`', '\u02BC', '\u02BB', '\u05F3' -> out.append('\'');
                case 'ı' -> out.append('i');
                case 'ø' -> out.append('o');
                case 'ł' -> out.append('l');
                case 'đ' -> out.append('d');
                case 'ħ' -> out.append('h');
                case 'ŧ' -> out.append('t');
                case 'æ' -> out.append("ae");
                case 'œ' -> out.append("oe");
                default -> {
                    if (point >= 0x80 && Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER)
                        out.append((char) ('0' + Character.digit(point, 10)));
                    else out.appendCodePoint(point);
                }
            }
        }
        return out.toString();
    }
}
