package io.countersign.spring.text;

/** Text that people wrote, where it must stay within its line. */
public final class Clean {
    private Clean() {}

    /** One line without control characters, half characters, and what turns the direction of what follows. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) line.append(' ');
            else if (!turns(point) && Character.getType(point) != Character.SURROGATE) line.appendCodePoint(point);
        });
        return line.toString().strip().replaceAll(" {2,}", " ");
    }

    /** As {@link #line(String)}, cut after so many characters. */
    public static String line(String text, int most) {
        String line = line(text);
        if (line.codePointCount(0, line.length()) <= most) return line;
        return line.substring(0, line.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    private static boolean turns(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }
}
