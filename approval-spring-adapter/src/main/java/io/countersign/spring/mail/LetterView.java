package io.countersign.spring.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter in the words of its language, as the templates show it.
 *
 * @param dir the value of the attribute {@code dir}
 * @param title what the letter comes to, in one line; its subject too
 * @param open what is said before anything is listed
 * @param button where to go on; null for nowhere
 * @param close what is said last
 */
public record LetterView(
        String lang,
        String dir,
        String title,
        String greeting,
        List<String> open,
        List<Section> sections,
        @Nullable Button button,
        List<String> close) {
    public LetterView {
        open = List.copyOf(open);
        sections = List.copyOf(sections);
        close = List.copyOf(close);
    }

    /**
     * News of one kind.
     *
     * @param more how many there are that are not listed, in words; null for none
     */
    public record Section(
            String title, List<Entry> entries, @Nullable String more) {
        public Section {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One post or link.
     *
     * @param url where it is seen; null where the host did not say
     * @param said in whose words, and their words; null for none
     * @param facts such as its times
     */
    public record Entry(
            String title,
            @Nullable String url,
            @Nullable String text,
            @Nullable Quote said,
            List<String> facts) {
        public Entry {
            facts = List.copyOf(facts);
        }
    }

    /** Somebody's words. */
    public record Quote(String by, String words) {}

    /** An address and what is there. */
    public record Button(String label, String url) {}
}
