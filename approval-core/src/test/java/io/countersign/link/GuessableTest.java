package io.countersign.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.countersign.canonical.Secret;
import io.countersign.problem.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuessableTest {
    private static final PasswordRules RULES = PasswordRules.STANDARD.and(Map.of(
            "Ada Lovelace", "the reviewer's name",
            "ada.lovelace@analytical.example", "the reviewer's e-mail address",
            "bluebird", "the name of the workspace"));

    @Test
    void S_18_the_list_has_five_hundred_and_more_passwords_that_are_long_enough_and_every_one_is_refused() {
        assertThat(KnownPasswords.WHOLE)
                .hasSizeGreaterThanOrEqualTo(500)
                .allSatisfy(known ->
                        assertThat(known).hasSizeGreaterThanOrEqualTo(15).matches("[a-z0-9]+"))
                .allSatisfy(known -> assertThat(refusal(known)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thisismypassword",
                "This Is My Password!",
                "this-is-my-password-123",
                "Th1s Is My P4ssw0rd",
                "to be or not to be, that is the question",
                "ＩＬｏｖｅＹｏｕＦｏｒｅｖｅｒ",
                "Das ist mein Passwort 1"
            })
    void S_18_what_everybody_tries_is_refused_however_it_is_written(String known) {
        assertThat(refusal(known)).isEqualTo("is one of the passwords that everybody tries first");
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaaaaaaaaaaaaaa, 'has only 1 different characters; at least 5 are needed'",
        "abababababababab, 'has only 2 different characters; at least 5 are needed'",
        "--------------------, 'has only 0 different characters; at least 5 are needed'",
        "vk3tqvk3tqvk3tqv, 'repeats the same 5 characters'",
        "mauve teapot mauve teapot, 'repeats the same 11 characters'"
    })
    void S_18_repetition_is_refused_with_what_is_repeated(String repeated, String reason) {
        assertThat(refusal(repeated)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdefghijklmnop",
                "zyxwvutsrqponmlk",
                "12345678909876543",
                "0987654321fedcba",
                "abcd1234efgh5678",
                "qwertyuiopasdfgh",
                "QWERTZUIOPasdfghjkl",
                "poiuytrewqlkjhgf",
                "1qaz2wsx3edc4rfv",
                "1q2w3e4r5t6y7u8i",
                "qazwsxedcrfvtgby",
                "!@#$%^&*()qwerty",
                "aaaabbbbccccdddd1111",
                "αβγδεζηθικλμνξοπ",
                "йцукенгшщзфывапролджэ",
                "azertyuiop123456"
            })
    void S_18_sequences_and_walks_on_the_keyboard_are_refused(String walk) {
        assertThat(refusal(walk)).startsWith("is little more than sequences");
    }

    @ParameterizedTest
    @CsvSource({
        "adalovelace-2026, the reviewer's name",
        "Lovelace Ada 12345, the reviewer's name",
        "L0velace 4da 2026, the reviewer's name",
        "bluebird.password.1, the name of the workspace",
        "BlueBirdBlueBird!, the name of the workspace",
        "analytical12345678, the reviewer's e-mail address"
    })
    void S_18_words_that_stand_around_it_are_no_password(String word, String what) {
        assertThat(refusal(word)).isEqualTo("is little more than " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monkey-dragon-football", "buddy superman 2026", "Marketing Agency Client"})
    void S_18_words_that_are_tried_first_are_no_password(String words) {
        assertThat(refusal(words)).isEqualTo("is made of the words that everybody tries first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "mauve teapot under the fig tree",
                "kJ8#vQz!2mPw&xTr",
                "vier Schafe hinterm Deich",
                "l'été dernier à Nîmes",
                "七つの海を渡る風と鯨の歌声を聞く夜",
                "bluebird sings at dusk",
                "Ada prefers the analytical engine"
            })
    void S_18_what_is_hard_to_guess_is_taken_whatever_it_is_made_of(String good) {
        assertThat(refusal(good)).isNull();
    }

    @Test
    void S_18_passwords_at_random_are_taken() {
        Random random = new Random(7);
        String signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&*";
        for (int i = 0; i < 2000; i++) {
            StringBuilder password = new StringBuilder();
            for (int j = 0; j < 15; j++) password.append(signs.charAt(random.nextInt(signs.length())));
            assertThat(refusal(password.toString())).as("%s", password).isNull();
        }
    }

    @Test
    void S_18_a_reason_says_nothing_of_the_password_itself() {
        for (String password : List.of("mauve teapot mauve teapot", "lovelace lovelace1", "thisismypassword"))
            assertThat(String.valueOf(refusal(password)).toLowerCase(Locale.ROOT))
                    .doesNotContain("mauve", "lovelace", "thisismy");
    }

    @Test
    void S_18_generated_passwords_are_held_to_nothing_of_it() {
        assertThatCode(LinkPassword::generate).doesNotThrowAnyException();
        assertThat(refusal("short")).isEqualTo("has 5 characters; at least 15 are needed");
    }

    private static @Nullable String refusal(String password) {
        try {
            LinkPassword.chosen(Secret.of(password), RULES);
            return null;
        } catch (InvalidInputException refused) {
            return refused.violations().get(0).message();
        }
    }
}
