package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Keeps docs/security-coverage.md what it says it is: generated from the names of the tests. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecurityCoverageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path LIST = ROOT.resolve("docs/security-coverage.md");
    private static final int REQUIREMENTS = 104;
    private static final int FAULTS = 25;

    /** What is built in full: links, their sessions and the reviewer page, and what people say there. */
    private static final List<String> FINISHED =
            Stream.concat(numbers("S", 56), Stream.of("S-69")).toList();

    /** A test method or its display name, which begins with the numbers that it shows. */
    private static final Pattern NAMED =
            Pattern.compile("(?:@DisplayName\\(\"|void )((?:[SR][-_]?\\d+(?:_and_|_to_|[_, ])*)+)");

    private static final Pattern NUMBER = Pattern.compile("([SR])[-_]?(\\d+)");

    @Test
    void the_list_of_covered_requirements_is_that_of_the_tests() throws IOException {
        String list = list();
        if (System.getenv("COUNTERSIGN_WRITE") != null) Files.writeString(LIST, list);
        assertThat(Files.readString(LIST))
                .as("run COUNTERSIGN_WRITE=yes ./mvnw -pl approval-core test -Dtest=SecurityCoverageTest")
                .isEqualTo(list);
    }

    @Test
    void every_requirement_of_links_and_the_reviewer_page_is_shown_by_a_test() throws IOException {
        assertThat(tests().keySet()).containsAll(FINISHED);
    }

    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(ROOT)) {
            for (Path source : sources.filter(SecurityCoverageTest::isTest).toList()) scan(source, tests);
        }
        return tests;
    }

    private static String list() throws IOException {
        Map<String, Set<String>> tests = tests();
        return """
                # Which requirement is shown by which test

                Generated from the names of the tests: a test whose name begins with `S-n` or `R-n` shows that requirement, or part of
                it. The build fails when one of S-1 to S-56 or S-69 is missing; what else is missing here is either not built yet or not yet
                shown by a test of its own.

                | number | tests |
                |---|---|
                """
                + Stream.concat(numbers("S", REQUIREMENTS), numbers("R", FAULTS))
                        .filter(tests::containsKey)
                        .map(number -> "| %s | %s |\n"
                                .formatted(number, String.join(", ", tests.getOrDefault(number, Set.of()))))
                        .collect(Collectors.joining())
                + "\nNot in the list yet: "
                + Stream.concat(numbers("S", REQUIREMENTS), numbers("R", FAULTS))
                        .filter(number -> !tests.containsKey(number))
                        .collect(Collectors.joining(", "))
                + ".\n";
    }

    private static Stream<String> numbers(String kind, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> kind + "-" + number);
    }

    private static boolean isTest(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/java/") && !path.contains("/target/");
    }

    private static void scan(Path source, Map<String, Set<String>> tests) throws IOException {
        String name = source.getFileName().toString().replace(".java", "");
        for (String line : Files.readString(source).split("\n")) {
            Matcher named = NAMED.matcher(line);
            while (named.find()) {
                Matcher number = NUMBER.matcher(named.group(1));
                while (number.find())
                    tests.computeIfAbsent(
                                    number.group(1) + "-" + Integer.parseInt(number.group(2)),
                                    missing -> new TreeSet<>())
                            .add("`" + name + "`");
            }
        }
    }
}
