package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row and bullet of semantics.md, by its words: {@code semantics.txt} has a line each, and a test shows it. */
class SemanticsTest {
    private static Stream<Shown> rules() {
        return Stream.of(
                        AuthoringRules.ALL,
                        PublishingRules.ALL,
                        ReviewRules.ALL,
                        PeopleRules.ALL,
                        RoutingRules.ALL,
                        ToldRules.ALL)
                .flatMap(List::stream);
    }

    @TestFactory
    Stream<DynamicTest> rule() {
        return rules().map(rule ->
                DynamicTest.dynamicTest(rule.words(), () -> rule.story().play(new Shown.Scene())));
    }

    @Test
    void every_line_has_a_story_and_every_story_a_line() throws IOException {
        List<String> words = rules().map(Shown::words).toList();
        for (String line : lines())
            assertThat(words.stream().filter(line::contains))
                    .as("who shows: %s", line)
                    .isNotEmpty();
        for (String quote : words)
            assertThat(lines().stream().filter(line -> line.contains(quote)))
                    .as("what it shows: %s", quote)
                    .hasSize(1);
    }

    private static List<String> lines() throws IOException {
        try (InputStream text = Objects.requireNonNull(SemanticsTest.class.getResourceAsStream("semantics.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}
