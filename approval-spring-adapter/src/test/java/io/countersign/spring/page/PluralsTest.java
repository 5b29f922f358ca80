package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the sample numbers that Unicode's CLDR gives for each form. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PluralsTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "en, one, 1",
        "en, other, '0 2-16 100 1000'",
        "de, one, 1",
        "de, other, '0 2-16 100'",
        "es, one, 1",
        "es, other, '0 2-16 100'",
        "fr, one, '0 1'",
        "fr, other, '2-17 100'",
        "ja, other, '0-15 100 1000'",
        "ar, zero, 0",
        "ar, one, 1",
        "ar, two, 2",
        "ar, few, '3-10 103-110 1003'",
        "ar, many, '11-26 111 1011'",
        "ar, other, '100-102 200-202 300-302 400-402 500-502 600 1000'",
        "ru, one, '1 21 31 41 101 1001'",
        "ru, few, '2-4 22-24 32-34 102 1002'",
        "ru, many, '0 5-19 100 1000'",
        "pl, one, 1",
        "pl, few, '2-4 22-24 32-34 102 1002'",
        "pl, many, '0 5-19 21 100 1000'",
        "cs, one, 1",
        "cs, few, '2-4'",
        "cs, other, '0 5-19 100'",
        "nl, one, 1",
        "nl, other, '0 2'"
    })
    void each_number_has_the_form_that_its_language_gives_it(String language, String form, String numbers) {
        for (String range : numbers.split(" ")) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int to = Integer.parseInt(range.substring(dash + 1));
            assertThat(IntStream.rangeClosed(from, to))
                    .allSatisfy(number -> assertThat(Plurals.category(new Locale(language), number))
                            .as("%d in %s", number, language)
                            .isEqualTo(form));
        }
    }
}
