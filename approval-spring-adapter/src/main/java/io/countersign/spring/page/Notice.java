package io.countersign.spring.page;

import java.util.Locale;

/** One sentence above the content of a page. */
public record Notice(Tone tone, String text) {

    /** How the sentence looks, and whether a screen reader interrupts for it. */
    public enum Tone {
        INFO,
        GOOD,
        WARNING,
        BAD;

        /** The class in the stylesheet. */
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
