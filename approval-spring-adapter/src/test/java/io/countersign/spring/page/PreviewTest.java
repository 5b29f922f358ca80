package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Channel;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How channels count a caption and where they break it off. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreviewTest {
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    static List<String> channels() {
        return Channel.KNOWN.stream().map(Channel::name).toList();
    }

    @ParameterizedTest
    @MethodSource("channels")
    void every_channel_of_the_contract_has_its_own_look_limit_and_fold(String code) {
        ChannelView channel = ChannelView.of(code);
        assertThat(channel.glyph()).isNotEqualTo("other");
        assertThat(channel.limit()).isNotNull();
        CaptionView fits = CaptionView.of(channel, "a".repeat(channel.limit()));
        assertThat(fits.excess()).isZero();
        assertThat(CaptionView.of(channel, "a".repeat(channel.limit() + 1)).excess())
                .isOne();
        assertThat(channel.fold()).isPositive().isLessThanOrEqualTo(channel.limit());
    }

    @Test
    void a_hosts_own_channel_has_no_limit_and_folds_all_the_same() {
        ChannelView blog = ChannelView.of("COMPANY_BLOG");
        assertThat(blog.name()).isEqualTo("Company blog");
        CaptionView caption = CaptionView.of(blog, "word ".repeat(1000));
        assertThat(caption.limit()).isNull();
        assertThat(caption.excess()).isZero();
        assertThat(caption.rest()).isNotNull();
    }

    @ParameterizedTest(name = "{0} counts {1} as {2}")
    @CsvSource({
        "UNITS, a\uD83D\uDE00, 3",
        "BYTES, aé\uD83D\uDE00, 7",
        "GRAPHEMES, a\uD83D\uDE00e\u0301, 3",
        "EMOJI_BYTES, aé\uD83D\uDE00, 6",
        "WEIGHTED, aé, 2",
        "WEIGHTED, 日本, 4",
        "WEIGHTED, \uD83D\uDE00, 2",
        "WEIGHTED, see https://example.com/a/very/long/path?with=many&words=1 now, 31",
        "WEIGHTED, e\u0301, 1",
        "FEDIVERSE, 日本, 2",
        "FEDIVERSE, https://a.example/x, 23",
        "FEDIVERSE, hi @ada@social.example!, 8",
        "FEDIVERSE, https://social.example/@ada@other.example, 23"
    })
    void a_caption_is_counted_as_its_channel_does(Counting counting, String text, int length) {
        assertThat(counting.of(text)).isEqualTo(length);
    }

    @Test
    void a_family_of_three_is_one_character_or_two_or_many() {
        assertThat(Counting.GRAPHEMES.of(FAMILY)).isOne();
        assertThat(Counting.WEIGHTED.of(FAMILY)).isEqualTo(2);
        assertThat(Counting.UNITS.of(FAMILY)).isEqualTo(8);
        assertThat(Counting.EMOJI_BYTES.of(FAMILY)).isEqualTo(18);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void head_and_rest_are_the_caption_as_typed(String code) {
        ChannelView channel = ChannelView.of(code);
        for (String caption : List.of(
                "",
                " ",
                "short",
                "line\n".repeat(40),
                "word ".repeat(400),
                "w".repeat(3000),
                FAMILY.repeat(700),
                "e" + "\u0301".repeat(40_000) + "x".repeat(900))) {
            CaptionView view = CaptionView.of(channel, caption);
            assertThat(view.whole()).isEqualTo(caption);
            assertThat(view.rest() == null || !view.rest().isBlank()).isTrue();
            assertThat(Counting.graphemes(view.head())).hasSizeLessThanOrEqualTo(channel.fold() + 1);
        }
    }

    @Test
    void the_fold_breaks_no_character_and_where_it_can_no_word() {
        ChannelView instagram = ChannelView.of("INSTAGRAM");
        assertThat(CaptionView.of(instagram, "word ".repeat(100)).head())
                .endsWith("word")
                .hasSize(124);
        assertThat(CaptionView.of(instagram, FAMILY.repeat(130)).head()).isEqualTo(FAMILY.repeat(125));
        assertThat(CaptionView.of(instagram, "one\ntwo\nthree").head()).isEqualTo("one\ntwo");
        assertThat(CaptionView.of(instagram, "one\ntwo\n\n").rest()).isNull();
    }

    @ParameterizedTest(name = "{0} shows as {1}")
    @CsvSource({"acme-corp, AC", "Acme, A", "@maya.okafor, MO", "日本 支店, 日支", "'   ', ?", "élan vital studio, ÉV"})
    void an_account_has_initials_in_place_of_its_picture(String account, String initials) {
        assertThat(new PreviewView(ChannelView.of("X"), account, null, List.of(), null).initials())
                .isEqualTo(initials);
    }
}
