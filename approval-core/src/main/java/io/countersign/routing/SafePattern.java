package io.countersign.routing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A regular expression that a user wrote: RE2, whose time is linear in the text. Thread safe. */
final class SafePattern {
    /** Of one expression; time and memory grow with it. */
    static final int MAX_COST = 2_000;

    static final int MAX_LENGTH = 1_000;

    private static final Pattern REPETITION = Pattern.compile("(\\)?)\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    private final Pattern pattern;

    private SafePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static SafePattern of(String expression) {
        if (expression.codePointCount(0, expression.length()) > MAX_LENGTH)
            throw new IllegalArgumentException(
                    "is too long; a pattern has at most %d characters".formatted(MAX_LENGTH));
        if (cost(expression) > MAX_COST)
            throw new IllegalArgumentException("repeats too much; use smaller counts in braces");
        try {
            return new SafePattern(Pattern.compile(expression));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "is no RE2 pattern: %s: '%s'".formatted(wrong.getDescription(), wrong.getPattern()), wrong);
        }
    }

    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /**
     * At least as many steps as the compiled expression has. Counted before compiling, because RE2 writes repetitions
     * out: {@code ((a{1000}){1000}){1000}} takes all memory there is.
     */
    static int cost(String expression) {
        long single = expression.length();
        long nested = 1;
        Matcher repetition = REPETITION.matcher(expression);
        while (repetition.find()) {
            String most = repetition.group(3);
            String least = repetition.group(2);
            long count = Math.max(1, Integer.parseInt(most == null || most.isEmpty() ? least : most));
            // A count after a bracket multiplies what the bracket holds, further counts included.
            if (repetition.group(1).isEmpty()) single += count;
            else nested *= count;
            if (single * nested > Integer.MAX_VALUE) return Integer.MAX_VALUE;
        }
        return (int) (single * nested);
    }
}
