package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.spring.ApprovalProperties.Colors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PaletteTest {
    private static final Colors NONE = colors(null, null, null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"#abc | #aabbcc", "#14614D | #14614d", "rgb(20 97 77) | #14614d", " rgb( 20, 97 , 77 ) | #14614d"})
    void a_colour_is_read_as_css_writes_it(String css, String read) {
        assertThat(Color.parse(css).css()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "red", "#12", "#1234567", "rgb(1 2)", "rgb(256 0 0)", "#fff;}*{display:none}", "url(x)"})
    void anything_else_is_refused_so_that_no_style_comes_in(String css) {
        assertThatIllegalArgumentException().isThrownBy(() -> Color.parse(css));
    }

    @ParameterizedTest
    @CsvSource({"#000000, #ffffff, 21.0", "#777777, #ffffff, 4.47", "#ffffff, #ffffff, 1.0", "#0000ff, #ffffff, 8.59"})
    void contrast_is_that_of_wcag(String one, String other, double contrast) {
        assertThat(Color.parse(one).contrast(Color.parse(other))).isEqualTo(contrast, within());
    }

    @Test
    void what_the_host_leaves_alone_changes_nothing() {
        assertThat(Palette.css(Palette.light(NONE), Palette.dark(NONE, NONE))).isEmpty();
        assertThat(Palette.light(NONE).warnings()).isEmpty();
        assertThat(Palette.dark(NONE, NONE).warnings()).isEmpty();
    }

    @Test
    void an_accent_brings_its_text_and_its_dark_twin_with_it() {
        Colors chosen = colors("#802050", null, null);
        Palette light = Palette.light(chosen);
        Palette dark = Palette.dark(NONE, chosen);

        assertThat(Palette.css(light, dark))
                .startsWith(":root{--go:#802050;--go-ink:#ffffff;")
                .contains("@media (prefers-color-scheme:dark){:root{--go:#");
        assertThat(dark.variables().get("go").contrast(Color.parse("#1d1d1b"))).isGreaterThanOrEqualTo(4.5);
        assertThat(light.warnings()).isEmpty();
        assertThat(dark.warnings()).isEmpty();
    }

    @Test
    void a_bright_accent_is_darkened_where_it_is_text() {
        Palette light = Palette.light(colors("#ffcc00", null, null));

        assertThat(light.variables().get("go-ink")).isEqualTo(Color.BLACK);
        assertThat(light.variables().get("mark").contrast(Color.WHITE)).isGreaterThanOrEqualTo(4.5);
        assertThat(light.warnings())
                .containsExactly(
                        "approval.page.colors.accent #ffcc00 on surface #ffffff has a contrast of 1.5:1 and needs"
                                + " 3.0:1 to be seen by everybody.");
    }

    @Test
    void text_that_cannot_be_read_is_told_with_its_contrast() {
        assertThat(Palette.light(colors(null, "#ffffff", "#777777")).warnings())
                .containsExactly(
                        "approval.page.colors.text #777777 on background #ffffff has a contrast of 4.4:1 and needs"
                                + " 4.5:1 to be seen by everybody.",
                        "approval.page.colors.text #777777 on surface #ffffff has a contrast of 4.4:1 and needs"
                                + " 4.5:1 to be seen by everybody.");
    }

    @Test
    void a_colour_that_is_none_is_refused_with_the_name_of_its_property() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Palette.dark(colors("teal", null, null), NONE))
                .withMessageStartingWith("approval.page.dark-colors.accent: 'teal' is no colour such as");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(.01);
    }

    private static Colors colors(@Nullable String accent, @Nullable String background, @Nullable String text) {
        return new Colors(accent, null, background, null, text);
    }
}
