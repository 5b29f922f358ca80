package io.countersign.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Diff.Op;
import io.countersign.content.Diff.Piece;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DiffProperties {
    @Property(tries = 2000)
    void the_pieces_make_up_both_texts_exactly(@ForAll("texts") String from, @ForAll("texts") String to) {
        List<Piece> pieces = TextDiff.of(from, to);
        assertThat(without(Op.INSERT, pieces)).isEqualTo(from);
        assertThat(without(Op.DELETE, pieces)).isEqualTo(to);
    }

    @Property(tries = 2000)
    void neighbours_are_of_different_kinds_and_no_piece_is_empty(
            @ForAll("texts") String from, @ForAll("texts") String to) {
        List<Piece> pieces = TextDiff.of(from, to);
        assertThat(pieces).noneMatch(piece -> piece.text().isEmpty());
        for (int i = 1; i < pieces.size(); i++) {
            Op before = pieces.get(i - 1).op();
            assertThat(pieces.get(i).op()).isNotEqualTo(before);
            if (pieces.get(i).op() == Op.DELETE) assertThat(before).isEqualTo(Op.EQUAL);
        }
    }

    @Property(tries = 1000)
    void no_piece_ends_within_a_character(@ForAll("texts") String from, @ForAll("texts") String to) {
        for (Op other : List.of(Op.INSERT, Op.DELETE)) {
            String text = other == Op.INSERT ? from : to;
            List<Integer> ends = graphemeEnds(text);
            int end = 0;
            for (Piece piece : TextDiff.of(from, to)) {
                if (piece.op() == other) continue;
                end += piece.text().length();
                assertThat(ends).contains(end);
            }
        }
    }

    @Property(tries = 1000)
    void a_text_is_equal_to_itself(@ForAll("texts") String text) {
        assertThat(TextDiff.of(text, text)).isEqualTo(text.isEmpty() ? List.of() : List.of(new Piece(Op.EQUAL, text)));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "one",
                "two",
                "don't",
                "1,000",
                " ",
                "  ",
                "\n",
                "\r\n",
                "\t",
                ".",
                "'",
                ",",
                "-",
                "#tag",
                "é",
                "e\u0301",
                "新",
                "製品",
                "ー",
                "สวัสดี",
                "ครับ",
                "한국어",
                "नमस्ते",
                "क्षि",
                "שלום",
                "مرحبا",
                "👩‍👩‍👧‍👦",
                "👩",
                "‍",
                "👍🏽",
                "👍",
                "🏽",
                "🇩🇪",
                "🇫",
                "1️⃣",
                "1",
                "\u0301",
                "\u200B",
                "\uD83D",
                "\uDE00",
                "\u0000",
                "𝒳",
                "ﷺ");
        Arbitrary<String> some = parts.list().ofMaxSize(25).map(list -> String.join("", list));
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(30);
        return Arbitraries.oneOf(some, some, any);
    }

    private static List<Integer> graphemeEnds(String text) {
        return Pattern.compile("\\X")
                .matcher(text)
                .results()
                .map(result -> result.end())
                .toList();
    }

    private static String without(Op op, List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece.op() != op)
                .map(Piece::text)
                .collect(Collectors.joining());
    }
}
