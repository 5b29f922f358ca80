package io.countersign.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.canonical.Secret;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkPasswordTest {
    private static final PasswordRules RULES = PasswordRules.STANDARD;

    @Test
    void S_20_a_generated_password_is_20_characters_of_Crockfords_base_32_in_groups_of_four() {
        Set<String> seen = new HashSet<>();
        Set<Integer> letters = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            LinkPassword password = LinkPassword.generate();
            String shown = password.shown().reveal();
            assertThat(shown).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}");
            assertThat(password.canonical().reveal()).isEqualTo(shown.replace("-", ""));
            assertThat(password.generated()).isTrue();
            assertThat(seen.add(shown)).isTrue();
            password.canonical().reveal().chars().forEach(letters::add);
        }
        assertThat(letters).hasSize(32);
    }

    @Property(tries = 200)
    void S_20_a_generated_password_may_be_typed_loosely(@ForAll Random random) {
        LinkPassword password = LinkPassword.generate();

        String typed = loosely(password.canonical().reveal(), random);

        assertThat(LinkPassword.canonical(Secret.of(typed), true).reveal())
                .as(typed)
                .isEqualTo(password.canonical().reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123-4567-89AB-CDEF-GHJK",
                "ol23 4567 89ab cdef ghjk",
                " OI23–4567—89AB−CDEF‑GHJK\t",
                "0\u00A0i23 4567 89AB CDEF GHJK\n"
            })
    void S_20_case_spaces_hyphens_and_lookalikes_do_not_matter(String typed) {
        assertThat(LinkPassword.canonical(Secret.of(typed), true).reveal()).isEqualTo("0123456789ABCDEFGHJK");
    }

    @Test
    void S_20_a_U_is_no_V_and_a_dotless_i_no_1() {
        assertThat(LinkPassword.canonical(Secret.of("u-ı"), true).reveal()).isEqualTo("Uı");
    }

    @Test
    void S_20_a_chosen_password_is_not_typed_loosely() {
        for (String typed : new String[] {"Correct horse-battery", "OIL o i l 0 1", "  lead and trail  "})
            assertThat(LinkPassword.canonical(Secret.of(typed), false).reveal()).isEqualTo(typed);
    }

    @Test
    void S_16_15_code_points_are_enough_and_14_are_not() {
        assertThat(LinkPassword.chosen(Secret.of("mauve teapot 42"), RULES)
                        .canonical()
                        .reveal())
                .isEqualTo("mauve teapot 42");
        assertThat(refusal("x".repeat(14), RULES)).isEqualTo("has 14 characters; at least 15 are needed");
    }

    @Test
    void S_17_code_points_are_counted_not_code_units() {
        assertThat(LinkPassword.chosen(Secret.of(emoji(15)), RULES).generated()).isFalse();
        assertThat(refusal("😀".repeat(14), RULES)).isEqualTo("has 14 characters; at least 15 are needed");
    }

    @Test
    void S_17_they_are_counted_after_NFC() {
        assertThat(refusal(decomposed(14), RULES)).isEqualTo("has 14 characters; at least 15 are needed");
        for (int length : new int[] {15, 128})
            assertThat(LinkPassword.chosen(Secret.of(decomposed(length)), RULES)
                            .canonical()
                            .reveal())
                    .isEqualTo(Normalizer.normalize(decomposed(length), Normalizer.Form.NFC))
                    .hasSize(length);
    }

    @Test
    void S_17_composed_and_decomposed_are_the_same_password() {
        assertThat(LinkPassword.canonical(Secret.of("u\u0308ber alle Berge"), false)
                        .reveal())
                .isEqualTo(LinkPassword.chosen(Secret.of("über alle Berge"), RULES)
                        .canonical()
                        .reveal());
    }

    @Test
    void S_16_128_code_points_which_are_512_bytes_are_taken_and_one_more_is_refused_not_cut() {
        Secret longest = Secret.of(emoji(128));
        assertThat(LinkPassword.chosen(longest, RULES).canonical().bytes()).hasSize(512);
        assertThat(refusal("😀".repeat(129), RULES)).isEqualTo("has 129 characters; at most 128 are allowed");
        assertThat(refusal("x".repeat(129), RULES)).isEqualTo("has 129 characters; at most 128 are allowed");
        assertThat(refusal("x".repeat(10_000_000), RULES)).isEqualTo("has more than 128 characters");
    }

    @Test
    void S_16_what_is_too_long_to_be_a_password_is_refused_before_it_is_hashed() {
        assertThat(catchThrowableOfType(
                        InvalidInputException.class, () -> LinkPassword.canonical(Secret.of("x".repeat(129)), false)))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        InvalidInputException.class, () -> LinkPassword.canonical(Secret.of("-".repeat(129)), true)))
                .isNotNull();
    }

    @Test
    void S_17_every_character_is_allowed_but_NUL() {
        assertThat(LinkPassword.chosen(Secret.of("\u0001\u0007\u202E\t\n  spaces too"), RULES)
                        .canonical()
                        .reveal())
                .isEqualTo("\u0001\u0007\u202E\t\n  spaces too");
        assertThat(refusal("x".repeat(15) + "\0", RULES)).isEqualTo("must not contain the NUL character");
        assertThat(refusal("x".repeat(15) + "\uD83D", RULES)).startsWith("is not well-formed Unicode");
        assertThat(refusal("\uDE00" + "x".repeat(15), RULES)).startsWith("is not well-formed Unicode");
        assertThat(refusal("", RULES)).isEqualTo("is required");
    }

    @Test
    void a_short_password_may_be_tried_for_it_is_just_wrong() {
        assertThat(LinkPassword.canonical(Secret.of("x"), false).reveal()).isEqualTo("x");
    }

    @Test
    void S_16_the_minimum_is_the_hosts_but_never_below_8() {
        assertThat(LinkPassword.chosen(Secret.of("x7!kQ2vb"), new PasswordRules(8))
                        .shown()
                        .reveal())
                .isEqualTo("x7!kQ2vb");
        assertThat(refusal("1234567", new PasswordRules(8))).isEqualTo("has 7 characters; at least 8 are needed");
        assertThat(refusal("x".repeat(19), new PasswordRules(20)))
                .isEqualTo("has 19 characters; at least 20 are needed");
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordRules(7));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordRules(129));
    }

    /** Different ones, none beside its neighbour in the table of characters. */
    private static String emoji(int count) {
        return IntStream.range(0, count)
                .map(i -> 0x1F600 + i * 7 % 79)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Vowels, each followed by its accent. */
    private static String decomposed(int count) {
        return IntStream.range(0, count)
                .map(i -> i * 7 % 25)
                .mapToObj(i -> "" + "aeiou".charAt(i % 5) + "\u0300\u0301\u0302\u0308\u0304".charAt(i / 5))
                .collect(Collectors.joining());
    }

    /** Whatever is typed is a password of at most 512 bytes or refused for its field, without a word of it. */
    @Property
    void S_16_whatever_is_typed_is_bounded_or_refused(@ForAll @StringLength(max = 600) String typed) {
        try {
            LinkPassword password = LinkPassword.chosen(Secret.of(typed), RULES);
            assertThat(password.canonical().reveal().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(512);
            assertThat(LinkPassword.canonical(Secret.of(typed), false).reveal())
                    .isEqualTo(password.canonical().reveal());
        } catch (InvalidInputException refused) {
            assertThat(refused.violations()).extracting(Violation::field).containsExactly("password");
            if (typed.length() > 40) assertThat(refused.getMessage()).doesNotContain(typed);
        }
    }

    @Test
    void S_6_it_does_not_print() {
        LinkPassword password = LinkPassword.generate();
        assertThat(password.toString())
                .doesNotContain(password.canonical().reveal(), password.shown().reveal());
    }

    private static String refusal(String typed, PasswordRules rules) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> LinkPassword.chosen(Secret.of(typed), rules));
        assertThat(refused.violations()).hasSize(1);
        assertThat(refused.violations().get(0).field()).isEqualTo("password");
        return refused.violations().get(0).message();
    }

    private static String loosely(String canonical, Random random) {
        StringBuilder typed = new StringBuilder();
        for (char letter : canonical.toCharArray()) {
            String one = String.valueOf(letter);
            if (letter == '0' && random.nextBoolean()) one = "O";
            if (letter == '1' && random.nextBoolean()) one = random.nextBoolean() ? "I" : "L";
            if (random.nextBoolean()) one = one.toLowerCase(Locale.ROOT);
            if (random.nextInt(4) == 0) typed.append(random.nextBoolean() ? " " : "-");
            typed.append(one);
        }
        return typed.toString();
    }
}
