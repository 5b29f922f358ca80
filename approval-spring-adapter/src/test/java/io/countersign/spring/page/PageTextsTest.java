package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.StaticMessageSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PageTextsTest {
    private static final Pattern HOLE = Pattern.compile("\\{\\d}");
    private static final Set<String> NUMBERLESS = Set.of("zero", "one", "two");

    private static final Properties ENGLISH = file("");

    static List<Locale> others() {
        return PageTexts.OURS.stream()
                .filter(locale -> !locale.equals(Locale.ENGLISH))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("others")
    void every_language_has_every_text_in_each_of_its_plural_forms_and_no_other(Locale locale) {
        Set<String> expected = new TreeSet<>();
        for (String key : ENGLISH.stringPropertyNames()) {
            String counted = counted(key);
            if (counted == null) expected.add(key);
            else for (String form : forms(locale)) expected.add(counted + "." + form);
        }
        assertThat(new TreeSet<>(file("_" + locale).stringPropertyNames())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("others")
    void every_text_takes_the_same_arguments_in_every_language(Locale locale) {
        Properties texts = file("_" + locale);
        for (String key : texts.stringPropertyNames()) {
            String counted = counted(key);
            Set<String> expected = holes(ENGLISH.getProperty(counted == null ? key : counted + ".other"));
            Set<String> found = holes(texts.getProperty(key));
            // A language may say "two posts" in one word.
            if (counted != null && NUMBERLESS.contains(form(key)))
                assertThat(expected).as(key).containsAll(found);
            else assertThat(found).as(key).isEqualTo(expected);
            assertThat(texts.getProperty(key)).as(key).isNotBlank().doesNotContain("  ");
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void no_sentence_was_left_in_English(Locale locale) {
        Properties texts = file("_" + locale);
        assertThat(texts.stringPropertyNames())
                .filteredOn(key -> ENGLISH.getProperty(key, "").split(" ").length > 3 && !key.startsWith("time."))
                .allSatisfy(key -> assertThat(texts.getProperty(key)).as(key).isNotEqualTo(ENGLISH.getProperty(key)));
    }

    /** French sets a space before them, where a line must not end. */
    @Test
    void no_line_of_French_begins_with_a_colon_or_its_like() {
        assertThat(file("_fr").values())
                .allSatisfy(text -> assertThat((String) text).doesNotContainPattern(" [:;?!%»]|« "));
    }

    @Test
    void numbers_come_in_the_form_of_their_language() {
        assertThat(in("ar").count("list.waiting", 2)).isEqualTo("منشوران ينتظرانك");
        assertThat(in("ar").count("list.waiting", 11)).isEqualTo("11 منشورًا ينتظرك");
        assertThat(in("fr").count("list.waiting", 0)).isEqualTo("0 publication vous attend");
        assertThat(in("ja").count("list.waiting", 1)).isEqualTo("1 件の投稿が確認待ちです");
        assertThat(in("en").count("list.waiting", 1)).isEqualTo("1 post waits for you");
    }

    @Test
    void what_people_wrote_turns_nothing_around_it() {
        assertThat(in("en").get("list.reviewing", "Acme", "Noor")).isEqualTo("For Acme, as Noor");
        assertThat(in("en").get("list.reviewing", "Acme", "نور")).isEqualTo("For Acme, as \u2068نور\u2069");
        assertThat(in("ar").get("list.reviewing", "Acme", "نور"))
                .isEqualTo("لصالح \u2068Acme\u2069، باسم \u2068نور\u2069");
    }

    @Test
    void each_language_is_named_by_itself() {
        assertThat(PageTexts.OURS.stream()
                        .map(locale -> PageTexts.in(locale, null).name()))
                .containsExactly("English", "Deutsch", "Español", "Français", "العربية", "日本語");
    }

    @Test
    void the_words_of_the_host_come_first_and_make_languages_of_its_own() {
        StaticMessageSource words = new StaticMessageSource();
        words.addMessage("approval.page.act.approve", Locale.GERMAN, "Abnicken");
        words.addMessage("approval.page.dir", new Locale("pl"), "ltr");
        words.addMessage("approval.page.list.waiting.few", new Locale("pl"), "Czekają {0} posty");

        PageTexts german = PageTexts.in(Locale.GERMAN, words);
        PageTexts polish = PageTexts.in(new Locale("pl"), words);

        assertThat(german.get("act.approve")).isEqualTo("Abnicken");
        assertThat(german.get("act.reject")).isEqualTo("Ablehnen");
        assertThat(polish.count("list.waiting", 3)).isEqualTo("Czekają 3 posty");
        assertThat(polish.count("list.waiting", 5)).isEqualTo("5 posts wait for you");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageTexts.in(new Locale("nl"), words))
                .withMessageContaining("'nl'");
    }

    private static PageTexts in(String language) {
        return PageTexts.in(Locale.forLanguageTag(language), null);
    }

    private static Set<String> forms(Locale locale) {
        return IntStream.rangeClosed(0, 200)
                .mapToObj(number -> Plurals.category(locale, number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is counted; null for a text without a number. */
    private static @Nullable String counted(String key) {
        int dot = key.lastIndexOf('.');
        String base = dot < 0 ? key : key.substring(0, dot);
        if (!Plurals.FORMS.contains(form(key))) return null;
        return ENGLISH.containsKey(base + ".one") && ENGLISH.containsKey(base + ".other") ? base : null;
    }

    private static String form(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static Set<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties file(String suffix) {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(PageTexts.class.getResourceAsStream("texts" + suffix + ".properties")),
                StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
