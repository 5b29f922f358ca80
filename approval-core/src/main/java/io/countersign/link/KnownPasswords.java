package io.countersign.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists of what everybody tries first; where they come from, their first lines say. Read at the first look. */
final class KnownPasswords {
    /** Whole passwords, reduced as {@link Guessable} does. */
    static final Set<String> WHOLE = read("common-passwords.txt");

    /** Words that are worth nothing within one. */
    static final Set<String> WORDS = read("common-words.txt");

    private KnownPasswords() {}

    private static Set<String> read(String file) {
        try (InputStream in = KnownPasswords.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("The list " + file + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The list " + file + " cannot be read", unreadable);
        }
    }
}
