package io.countersign.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.countersign.canonical.Json;
import io.countersign.problem.InvalidInputException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class AnchorProperties {
    private static final double PART = 1.0 / Anchor.Region.PARTS;

    @Property
    void every_rectangle_within_a_medium_is_kept_to_a_ten_thousandth(
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double x,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double y,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double across,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double down) {
        double w = (1 - x) * across;
        double h = (1 - y) * down;
        if (w <= 0 || h <= 0) return;
        Anchor.Region region = Anchor.Region.of(3, x, y, w, h);
        assertThat(region.media()).isEqualTo(3);
        assertThat(region.x()).isCloseTo(x, within(PART));
        assertThat(region.y()).isCloseTo(y, within(PART));
        assertThat(region.x() + region.w()).isCloseTo(x + w, within(PART)).isLessThanOrEqualTo(1);
        assertThat(region.y() + region.h()).isCloseTo(y + h, within(PART)).isLessThanOrEqualTo(1);
        assertThat(region.w()).isPositive();
        assertThat(region.h()).isPositive();
    }

    @Property
    void fractions_of_four_digits_come_back_as_they_were_given(
            @ForAll @IntRange(min = 0, max = 9_999) int left, @ForAll @IntRange(min = 0, max = 9_998) int width) {
        int w = 1 + width % (10_000 - left);
        Anchor.Region region = Anchor.Region.of(0, left / 10_000.0, 0, w / 10_000.0, 1);
        assertThat(region).isEqualTo(new Anchor.Region(0, left, 0, w, 10_000));
        assertThat(region.x()).isEqualTo(left / 10_000.0);
        assertThat(region.w()).isEqualTo(w / 10_000.0);
        assertThat(Json.read(Json.write(region), Anchor.class)).isEqualTo(region);
    }

    @Example
    void a_rectangle_beyond_the_medium_is_refused_by_the_member_that_is_wrong() {
        refused("anchor.media", -1, 0, 0, 1, 1);
        refused("anchor.x", 0, -0.0001, 0, 0.5, 1);
        refused("anchor.x", 0, 1, 0, 0.5, 1);
        refused("anchor.x", 0, Double.NaN, 0, 0.5, 1);
        refused("anchor.y", 0, 0, 1.5, 0.5, 1);
        refused("anchor.w", 0, 0.5, 0, 0.5001, 1);
        refused("anchor.w", 0, 0.5, 0, 0, 1);
        refused("anchor.w", 0, 0.5, 0, Double.NaN, 1);
        refused("anchor.w", 0, 0, 0, Double.POSITIVE_INFINITY, 1);
        refused("anchor.h", 0, 0, 0.2, 1, 0.81);
        refused("anchor.h", 0, 0, 0.2, 1, -0.1);
    }

    @Example
    void what_computers_add_to_a_sum_of_fractions_is_no_reason_to_refuse() {
        double half = 0.5 + 1e-15;
        assertThat(half + half).isGreaterThan(1);
        assertThat(Anchor.Region.of(0, half, 0, half, 1)).isEqualTo(new Anchor.Region(0, 5_000, 0, 5_000, 10_000));
    }

    @Example
    void no_rectangle_is_so_thin_that_it_is_gone() {
        assertThat(Anchor.Region.of(0, 0.99999, 0, 0.00001, 1)).isEqualTo(new Anchor.Region(0, 9_999, 0, 1, 10_000));
        assertThat(Anchor.Region.of(0, 0.5, 0, 0.00001, 1)).isEqualTo(new Anchor.Region(0, 5_000, 0, 1, 10_000));
    }

    @Example
    void no_anchor_is_made_that_points_nowhere() {
        for (int[] bad : new int[][] {
            {-1, 0, 0, 1, 1},
            {0, -1, 0, 1, 1},
            {0, 0, -1, 1, 1},
            {0, 0, 0, 0, 1},
            {0, 0, 0, 1, 0},
            {0, 1, 0, 10_000, 1},
            {0, 0, 1, 1, 10_000},
            {0, 1, 0, Integer.MAX_VALUE, 1}
        })
            assertThatThrownBy(() -> new Anchor.Region(bad[0], bad[1], bad[2], bad[3], bad[4]))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Anchor.Passage(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Anchor.Passage(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Anchor.Passage.of(-1, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("anchor.from");
        assertThatThrownBy(() -> Anchor.Passage.of(3, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("anchor.to");
    }

    @Property
    void a_passage_fits_captions_that_are_as_long_in_code_points(
            @ForAll @IntRange(min = 0, max = 50) int from,
            @ForAll @IntRange(min = 1, max = 50) int length,
            @ForAll @IntRange(min = 0, max = 100) int caption) {
        Anchor.Passage passage = Anchor.Passage.of(from, from + length);
        Content content = content("\uD83D\uDE80".repeat(caption), 0);
        if (from + length <= caption) passage.checkOn(content);
        else
            assertThatThrownBy(() -> passage.checkOn(content))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("anchor.to");
        assertThatThrownBy(() -> passage.checkOn(content(null, 1))).isInstanceOf(InvalidInputException.class);
    }

    @Property
    void a_rectangle_fits_where_the_medium_exists(
            @ForAll @IntRange(min = 0, max = 4) int media, @ForAll @IntRange(min = 0, max = 4) int count) {
        Anchor.Region region = Anchor.Region.of(media, 0, 0, 1, 1);
        if (media < count) region.checkOn(content("x", count));
        else
            assertThatThrownBy(() -> region.checkOn(content("x", count)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("anchor.media");
    }

    private static void refused(String field, int media, double x, double y, double w, double h) {
        assertThatThrownBy(() -> Anchor.Region.of(media, x, y, w, h))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(one -> assertThat(one.field()).isEqualTo(field)));
    }

    private static Content content(@Nullable String caption, int media) {
        Media picture = new Media("https://cdn.example/a.png", Media.Type.IMAGE, null, null);
        return new Content(
                new Target(new Channel("LINKEDIN"), "acme"),
                caption,
                null,
                Collections.nCopies(media, picture),
                null,
                List.of(),
                null);
    }
}
