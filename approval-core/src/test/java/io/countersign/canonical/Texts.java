package io.countersign.canonical;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Well-formed texts of every kind of character. */
public final class Texts {
    private Texts() {}

    public static Arbitrary<String> any() {
        Arbitrary<Integer> points = Arbitraries.oneOf(
                Arbitraries.integers().between(0x20, 0x7E),
                Arbitraries.integers().between(0, 0x1F),
                Arbitraries.integers().between(0x7F, 0xD7FF),
                Arbitraries.integers().between(0xE000, 0xFFFF),
                Arbitraries.integers().between(0x10000, 0x10FFFF));
        return points.list().ofMaxSize(12).map(list -> {
            StringBuilder text = new StringBuilder();
            list.forEach(text::appendCodePoint);
            return text.toString();
        });
    }
}
