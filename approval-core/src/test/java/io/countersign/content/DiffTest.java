package io.countersign.content;

import static io.countersign.content.Diff.Op.DELETE;
import static io.countersign.content.Diff.Op.EQUAL;
import static io.countersign.content.Diff.Op.INSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Diff.Field;
import io.countersign.content.Diff.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiffTest {
    private static final Target TARGET = new Target(new Channel("LINKEDIN"), "acme");

    @Test
    void a_word_is_replaced_as_a_whole() {
        assertThat(diff("Buy the cat today", "Buy the cats today"))
                .containsExactly(
                        new Piece(EQUAL, "Buy the "),
                        new Piece(DELETE, "cat"),
                        new Piece(INSERT, "cats"),
                        new Piece(EQUAL, " today"));
    }

    @Test
    void apostrophes_hold_words_together_and_separators_numbers() {
        assertThat(diff("We don't pay $1,000.50.", "We won't pay $1,500.50!"))
                .containsExactly(
                        new Piece(EQUAL, "We "),
                        new Piece(DELETE, "don't"),
                        new Piece(INSERT, "won't"),
                        new Piece(EQUAL, " pay $"),
                        new Piece(DELETE, "1,000.50."),
                        new Piece(INSERT, "1,500.50!"));
    }

    @Test
    void without_spaces_between_words_a_character_is_one() {
        assertThat(diff("新製品を発売", "新商品を発売"))
                .containsExactly(
                        new Piece(EQUAL, "新"),
                        new Piece(DELETE, "製"),
                        new Piece(INSERT, "商"),
                        new Piece(EQUAL, "品を発売"));
        assertThat(diff("สวัสดีครับ", "สวัสดีค่ะ"))
                .containsExactly(new Piece(EQUAL, "สวัสดี"), new Piece(DELETE, "ครับ"), new Piece(INSERT, "ค่ะ"));
        assertThat(diff("新しいiPhone発売", "新しいPixel発売"))
                .containsExactly(
                        new Piece(EQUAL, "新しい"),
                        new Piece(DELETE, "iPhone"),
                        new Piece(INSERT, "Pixel"),
                        new Piece(EQUAL, "発売"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "é", "\r\n", "𝒳", "ก็"})
    void what_a_reader_takes_for_one_character_is_never_split(String one) {
        assertThat(TextDiff.tokens(" " + one + " ")).containsExactly(" ", one, " ");
        String base = one.substring(0, one.offsetByCodePoints(0, 1));
        assertThat(diff("a " + one + ".", "a " + base + "."))
                .extracting(Piece::text)
                .allSatisfy(text -> assertThat(text).doesNotStartWith("\u200D").matches("(?s)[^\uDC00-\uDFFF].*"));
    }

    @Test
    void equal_texts_are_one_piece_and_empty_ones_none() {
        assertThat(diff("Same text", "Same text")).containsExactly(new Piece(EQUAL, "Same text"));
        assertThat(diff(null, null)).isEmpty();
        assertThat(diff("", null)).isEmpty();
        assertThat(diff(null, "New")).containsExactly(new Piece(INSERT, "New"));
        assertThat(diff("Old", null)).containsExactly(new Piece(DELETE, "Old"));
    }

    @Test
    void so_much_is_compared_one_by_one_and_of_more_none_is() {
        int half = Diff.MOST_COMPARED / 4;
        String before = "始" + "甲乙".repeat(half) + "終";
        String after = "始" + "乙甲".repeat(half) + "終";
        String more = "始" + "乙甲".repeat(half) + "丙終";
        assertThat(TextDiff.tokens(before)).hasSize(Diff.MOST_COMPARED / 2 + 2);
        assertThat(diff(before, after)).hasSize(5);
        assertThat(diff(before, more))
                .containsExactly(
                        new Piece(EQUAL, "始"),
                        new Piece(DELETE, "甲乙".repeat(half)),
                        new Piece(INSERT, "乙甲".repeat(half) + "丙"),
                        new Piece(EQUAL, "終"));
    }

    @Test
    void every_field_that_differs_is_told() {
        Media image = new Media("https://cdn.example/a.png", Media.Type.IMAGE, "A cat", null);
        Content one = new Content(TARGET, "Hello", null, List.of(image), "news", List.of("a"), null);
        Content two = new Content(
                new Target(new Channel("X"), "acme"),
                "Hi",
                "https://acme.example",
                List.of(),
                "product",
                List.of("a", "b"),
                "look");
        assertThat(new Diff(one, two).changed()).containsExactly(Field.values());
        assertThat(new Diff(one, one).changed()).isEmpty();
        assertThat(new Diff(one, one.withCaption("Hello!")).changed()).containsExactly(Field.CAPTION);
        assertThat(Field.MEDIA.of(one)).isEqualTo(List.of(image));
    }

    private static List<Piece> diff(@Nullable String from, @Nullable String to) {
        return new Diff(content(from), content(to)).caption();
    }

    private static Content content(@Nullable String caption) {
        return new Content(TARGET, caption, null, List.of(), null, List.of(), null);
    }
}
