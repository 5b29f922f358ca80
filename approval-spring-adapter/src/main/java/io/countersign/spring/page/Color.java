package io.countersign.spring.page;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An opaque colour of sRGB, with the arithmetic of WCAG 2. */
record Color(int red, int green, int blue) {
    static final Color WHITE = new Color(255, 255, 255);
    static final Color BLACK = new Color(0, 0, 0);

    private static final Pattern SHORT = Pattern.compile("#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])");
    private static final Pattern LONG = Pattern.compile("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})");
    private static final Pattern RGB =
            Pattern.compile("rgb\\(\\s*(\\d{1,3})\\s*[,\\s]\\s*(\\d{1,3})\\s*[,\\s]\\s*(\\d{1,3})\\s*\\)");

    /**
     * Reads {@code #abc}, {@code #aabbcc} or {@code rgb(1 2 3)}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Color parse(String css) {
        String text = css.strip();
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) return of(matcher, 16, 17);
        matcher = LONG.matcher(text);
        if (matcher.matches()) return of(matcher, 16, 1);
        matcher = RGB.matcher(text);
        Color color = matcher.matches() ? of(matcher, 10, 1) : null;
        if (color == null || Math.max(color.red, Math.max(color.green, color.blue)) > 255)
            throw new IllegalArgumentException("'%s' is no colour such as #14614d or rgb(20 97 77)".formatted(css));
        return color;
    }

    private static Color of(Matcher parts, int radix, int times) {
        return new Color(
                Integer.parseInt(parts.group(1), radix) * times,
                Integer.parseInt(parts.group(2), radix) * times,
                Integer.parseInt(parts.group(3), radix) * times);
    }

    /** As CSS writes it. */
    String css() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /** How well one can be read on the other, from 1 to 21. */
    double contrast(Color other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + .05) / (Math.min(mine, theirs) + .05);
    }

    /** This one with so many hundredths of another. */
    Color mixed(Color other, int hundredths) {
        return new Color(
                mixed(red, other.red, hundredths),
                mixed(green, other.green, hundredths),
                mixed(blue, other.blue, hundredths));
    }

    /** This one, brought as near to another as it takes to be read on a ground. */
    Color readableOn(Color ground, Color towards, double contrast) {
        for (int hundredths = 0; hundredths < 100; hundredths += 2) {
            Color near = mixed(towards, hundredths);
            if (near.contrast(ground) >= contrast) return near;
        }
        return towards;
    }

    /** Black or white, whichever can be read better on this one. */
    Color text() {
        return contrast(WHITE) >= contrast(BLACK) ? WHITE : BLACK;
    }

    private static int mixed(int one, int other, int hundredths) {
        return Math.round((one * (100 - hundredths) + other * hundredths) / 100f);
    }

    private double luminance() {
        return .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= .04045 ? share / 12.92 : Math.pow((share + .055) / 1.055, 2.4);
    }
}
