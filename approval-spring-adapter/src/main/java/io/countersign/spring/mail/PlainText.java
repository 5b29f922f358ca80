package io.countersign.spring.mail;

import io.countersign.spring.text.Clean;

/** A letter as text: short lines, blank lines between what does not belong together. */
final class PlainText {
    private static final int WIDTH = 60;

    private final StringBuilder out = new StringBuilder();

    private PlainText() {}

    static String of(LetterView letter) {
        PlainText text = new PlainText();
        text.paragraph(letter.greeting());
        text.paragraph(letter.title());
        letter.open().forEach(text::paragraph);
        letter.sections().forEach(text::section);
        LetterView.Button button = letter.button();
        if (button != null) text.paragraph(button.label() + ":\n" + button.url());
        letter.close().forEach(text::line);
        return text.out.toString();
    }

    private void section(LetterView.Section section) {
        line(section.title());
        line("-".repeat(Math.min(WIDTH, section.title().length())));
        section.entries().forEach(this::entry);
        if (section.more() != null) paragraph(section.more());
    }

    private void entry(LetterView.Entry entry) {
        line("* " + Clean.line(entry.title()));
        if (entry.text() != null) line("  " + Clean.line(entry.text()));
        LetterView.Quote said = entry.said();
        if (said != null) line("  %s: \u201C%s\u201D".formatted(Clean.line(said.by()), Clean.line(said.words())));
        entry.facts().forEach(fact -> line("  " + Clean.line(fact)));
        if (entry.url() != null) line("  " + entry.url());
        line("");
    }

    private void paragraph(String words) {
        line(words);
        line("");
    }

    private void line(String words) {
        out.append(words).append('\n');
    }
}
