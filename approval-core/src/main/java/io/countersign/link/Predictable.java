package io.countersign.link;

import java.util.List;

/** What of a text follows from what stands before it. */
final class Predictable {
    private static final int SHORTEST_REPETITION = 3;
    private static final int SHORTEST_RUN = 4;

    /** Neighbours on keyboards: rows of the usual layouts, columns, and the ways between digits and letters. */
    private static final List<String> LINES = List.of(
            "01234567890",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "qwertzuiopü",
            "yxcvbnm",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "!@#$%^&*()",
            "!\"§$%&/()=",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
            "1q2w3e4r5t6y7u8i9o0p",
            "qazwsxedcrfvtgbyhnujmik",
            "йцукенгшщзхъ",
            "фывапролджэ",
            "ячсмитьбю");

    private static final List<String> BOTH_WAYS = LINES.stream()
            .flatMap(line -> List.of(line, new StringBuilder(line).reverse().toString()).stream())
            .toList();

    private Predictable() {}

    /** After how many code points the text repeats itself, to its very end; its whole length where it does not. */
    static int period(String text) {
        int[] points = text.codePoints().toArray();
        for (int period = 1; period <= points.length / 2; period++) if (repeats(points, period)) return period;
        return points.length;
    }

    private static boolean repeats(int[] points, int period) {
        for (int i = period; i < points.length; i++) if (points[i] != points[i - period]) return false;
        return true;
    }

    /** How many code points are left when each repetition, sequence and walk on a keyboard counts as one. */
    static int left(String text) {
        int[] points = text.codePoints().toArray();
        int left = 0;
        for (int at = 0; at < points.length; left++) at += foreseen(points, at);
        return left;
    }

    /** How many code points from here are one repetition, sequence or walk; 1 where none begins here. */
    private static int foreseen(int[] points, int from) {
        int same = steps(points, from, 0);
        int longest = same >= SHORTEST_REPETITION ? same : 1;
        if (Character.isLetterOrDigit(points[from]))
            longest = Math.max(longest, run(Math.max(steps(points, from, 1), steps(points, from, -1))));
        return Math.max(longest, run(walk(points, from)));
    }

    private static int run(int length) {
        return length >= SHORTEST_RUN ? length : 1;
    }

    private static int steps(int[] points, int from, int step) {
        int to = from + 1;
        while (to < points.length && points[to] == points[to - 1] + step) to++;
        return to - from;
    }

    private static int walk(int[] points, int from) {
        int longest = 1;
        for (String line : BOTH_WAYS) {
            int length = 1;
            while (from + length < points.length && line.contains(new String(points, from, length + 1))) length++;
            longest = Math.max(longest, length);
        }
        return longest;
    }
}
