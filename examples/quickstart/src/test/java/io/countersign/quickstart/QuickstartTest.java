package io.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuickstartTest {
    private static final Path SOURCE = Path.of("src/main/java/io/countersign/quickstart/Quickstart.java");

    @Test
    void a_post_is_published_once_its_client_said_yes_and_the_record_is_valid() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                .anyMatch(line -> line.startsWith("Link:     https://posts.example/approval/review/0"))
                .containsSubsequence("Published: We are hiring!", "Status:   PUBLISHED", "Record:   valid");
    }

    @Test
    void it_is_one_main_of_under_eighty_lines_and_the_readme_shows_it() throws IOException {
        List<String> source = Files.readAllLines(SOURCE);
        int main = source.indexOf(source.stream()
                .filter(line -> line.contains("static void main"))
                .findFirst()
                .orElseThrow());
        List<String> body = source.subList(main + 1, source.size());
        List<String> statements = body.subList(0, body.indexOf("    }")).stream()
                .map(String::strip)
                .toList();
        assertThat(statements.size()).isLessThan(80);
        String readme = Files.readString(Path.of("../../README.md"));
        String snippet =
                readme.substring(readme.indexOf("```java\n") + 8, readme.indexOf("\n```", readme.indexOf("```java\n")));
        assertThat(snippet.lines().map(String::strip).filter(line -> !line.isEmpty()))
                .as("each line of the README's first snippet is one of the program")
                .allMatch(statements::contains);
    }
}
