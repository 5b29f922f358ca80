package io.countersign.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.erdtman.jcs.JsonCanonicalizer;

class CanonicalProperties {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    @Property
    void of_restricted_json_the_bytes_are_those_of_another_implementation(@ForAll @From("json") Object value)
            throws IOException {
        List<Object> array = Collections.singletonList(value);
        assertThat(Canonical.bytes(array)).isEqualTo(new JsonCanonicalizer(Json.write(array)).getEncodedUTF8());
    }

    @Property
    void what_is_canonical_stays_as_it_is(@ForAll @From("json") Object value) {
        Map<String, Object> object = Collections.singletonMap("value", value);
        String text = Canonical.text(object);
        assertThat(Canonical.text(Json.readObject(text))).isEqualTo(text);
    }

    @Property
    void half_of_a_surrogate_pair_is_refused(
            @ForAll @From("texts") String before,
            @ForAll @From("halves") char half,
            @ForAll @From("texts") String after) {
        String text = before + "x" + half + "x" + after;
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.bytes(List.of(text)));
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.bytes(Map.of(text, 1)));
    }

    @Property
    void a_fraction_is_refused(@ForAll double fraction, @ForAll @Scale(3) java.math.BigDecimal decimal) {
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.bytes(List.of(fraction)));
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.bytes(List.of((float) fraction)));
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.bytes(List.of(decimal)));
    }

    @Property
    void an_integer_that_others_would_round_is_refused(@ForAll long number) {
        if (number >= -MAX_SAFE_INTEGER && number <= MAX_SAFE_INTEGER)
            assertThat(Canonical.text(number)).isEqualTo(Long.toString(number));
        else assertThatIllegalArgumentException().isThrownBy(() -> Canonical.text(number));
    }

    @Example
    void the_bounds_of_integers_are_those_of_a_double() {
        assertThat(Canonical.text(MAX_SAFE_INTEGER)).isEqualTo("9007199254740991");
        assertThat(Canonical.text(-MAX_SAFE_INTEGER)).isEqualTo("-9007199254740991");
        for (long beyond : List.of(MAX_SAFE_INTEGER + 1, -MAX_SAFE_INTEGER - 1, Long.MAX_VALUE, Long.MIN_VALUE))
            assertThatIllegalArgumentException().isThrownBy(() -> Canonical.text(beyond));
    }

    @Property
    void a_time_has_exactly_six_decimals(@ForAll @IntRange(max = 999_999) int micros) {
        Instant time = Instant.parse("2026-03-02T09:00:00Z").plusNanos(micros * 1_000L);
        assertThat(Canonical.text(time)).isEqualTo("\"2026-03-02T09:00:00.%06dZ\"".formatted(micros));
    }

    @Example
    void members_are_sorted_by_code_units_and_only_what_must_be_is_escaped() {
        Map<String, Object> object =
                Map.of("\uD83D\uDE80", 1, "\uFB33", 2, "é", "\u2028\"\\/\u007F", "a", "\b\t\n\f\r\u0001\u001F");
        assertThat(new String(Canonical.bytes(object), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"a\":\"\\b\\t\\n\\f\\r\\u0001\\u001f\",\"é\":\"\u2028\\\"\\\\/\u007F\",\"\uD83D\uDE80\":1,\"\uFB33\":2}");
    }

    @Provide
    Arbitrary<Object> json() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.just(false).injectNull(0.5).map(Object.class::cast),
                () -> texts().map(Object.class::cast),
                () -> Arbitraries.longs()
                        .between(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER)
                        .map(Object.class::cast),
                () -> Arbitraries.integers().map(Object.class::cast),
                () -> Arbitraries.of(true, false).map(Object.class::cast),
                () -> json().list().ofMaxSize(4).map(Object.class::cast),
                () -> Arbitraries.maps(texts(), json()).ofMaxSize(5).map(Object.class::cast));
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }

    @Provide
    Arbitrary<Character> halves() {
        return Arbitraries.chars().range('\uD800', '\uDFFF');
    }
}
