package io.countersign.content;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Which scripts put spaces between words. */
public final class Scripts {
    /** Line breaking classes ID and SA (UAX 14): where no space tells one word from the next. */
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET);

    private Scripts() {}

    /** Whether a code point is of a script in which no space tells one word from the next. */
    public static boolean isUnspaced(int point) {
        if (point < 0x0E00) return false;
        // Signs that Hiragana and Katakana share, the long vowel's among them, are of no script.
        return point >= 0x3031 && point <= 0x30FF || UNSPACED.contains(UnicodeScript.of(point));
    }
}
