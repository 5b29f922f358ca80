package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SafePatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a{30}",
                "(a{10}){10}",
                "((a{5}){5}){2,5}",
                "([)]a{9}(b{9}){9}){9}",
                "(?:x{0,9}|[^{}]{3}){3,}",
                "(\\Q)\\E{9}a{9}){9}",
                "(.{0,20}price.{0,20}){2}",
                "(?P<n>(\\pL{4}){4}){4}",
                "(((a|b){2}){2}?){9}"
            })
    void what_is_counted_before_compiling_is_no_less_than_what_compiling_makes(String expression) {
        // One capture a bracket and three instructions of frame come on top; neither multiplies.
        assertThat(SafePattern.cost(expression) * 3 + 10)
                .isGreaterThanOrEqualTo(Pattern.compile(expression).programSize());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"((a{1000}){1000}){1000}", "(((((((a{9}){9}){9}){9}){9}){9}){9}){9}", "(a{1000}){,}(b){1000}{"})
    void what_would_take_all_memory_is_seen_before(String expression) {
        assertThat(SafePattern.cost(expression)).isGreaterThan(SafePattern.MAX_COST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\\b(guaranteed?|risk[- ]free)\\b",
                "\\d{1,3}([.,]\\d{3})*\\s?(€|EUR|USD|\\$)",
                "https?://(?:[a-z0-9-]{1,63}\\.){1,5}example",
                ".{0,100}price.{0,100}"
            })
    void what_people_write_is_not_too_much(String expression) {
        assertThat(SafePattern.cost(expression)).isLessThan(SafePattern.MAX_COST);
    }
}
