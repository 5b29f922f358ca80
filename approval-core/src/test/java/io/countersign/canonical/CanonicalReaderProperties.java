package io.countersign.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/** What is read is what was written, and only that is read. */
class CanonicalReaderProperties {
    private static final long MAX = (1L << 53) - 1;

    @Property
    void what_was_written_is_read(@ForAll @From("json") Object value) {
        List<Object> array = Collections.singletonList(value);
        assertThat(CanonicalReader.read(bytes(CanonicalWriter.text(array)))).isEqualTo(array);
    }

    @Property
    void altered_bytes_are_refused_or_are_written_to_the_same_again(
            @ForAll @From("json") Object value, @ForAll int place, @ForAll byte other) {
        byte[] bytes = bytes(CanonicalWriter.text(Collections.singletonList(value)));
        bytes[Math.floorMod(place, bytes.length)] = other;
        try {
            Object read = CanonicalReader.read(bytes);
            assertThat(bytes(CanonicalWriter.text(read))).isEqualTo(bytes);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("no canonical JSON at character \\d+: .+|the bytes are no UTF-8");
        }
    }

    @Property
    void any_bytes_are_refused_or_written_to_the_same_again(@ForAll byte[] bytes) {
        try {
            assertThat(bytes(CanonicalWriter.text(CanonicalReader.read(bytes)))).isEqualTo(bytes);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    @Example
    void what_other_readers_take_is_refused() {
        for (String text : List.of(
                "",
                " ",
                " 1",
                "1 ",
                "01",
                "-",
                "-0",
                "-01",
                "+1",
                "1.0",
                "1e3",
                "00",
                "--1",
                "1-",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "nul",
                "True",
                "nulls",
                "truefalse",
                "NaN",
                "'a'",
                "\"",
                "\"a",
                "\"\\",
                "\"\\u00",
                "\"\\u0000",
                "\"\\x\"",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u000A\"",
                "\"\\u000a\"",
                "\"\\u0008\"",
                "\"\\u0009\"",
                "\"\\u000c\"",
                "\"\\u000d\"",
                "\"\\u001F\"",
                "\"\t\"",
                "\"\u001f\"",
                "\"\\ud83d\"",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1 ,2]",
                "]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" :1}",
                "{\"a\": 1}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":1,\"a\":2}",
                "{1:1}",
                "{\"a\":1]",
                "[1}",
                "1\n",
                "\uFEFF1"))
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> CanonicalReader.read(bytes(text)))
                    .withMessageContaining("no canonical JSON at character");
        for (byte[] malformed : List.of(
                new byte[] {'"', -1, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {(byte) 0xc0, (byte) 0x80}))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalReader.read(malformed))
                    .withMessage("the bytes are no UTF-8");
    }

    @Example
    void each_kind_of_value_is_read() {
        assertThat(CanonicalReader.read(bytes("[null,true,false,0,-1,9007199254740991,-9007199254740991,\"\",[],{}]")))
                .isEqualTo(Arrays.asList(null, true, false, 0L, -1L, MAX, -MAX, "", List.of(), Map.of()));
        assertThat(CanonicalReader.read(bytes("\"x\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f/\u007f\u20ac\uD83D\uDE80\"")))
                .isEqualTo("x\"\\\b\t\n\f\r\u0000\u001f/\u007f\u20ac\uD83D\uDE80");
        assertThat(CanonicalReader.read(bytes("\"\\n\""))).isEqualTo("\n");
    }

    @Example
    void values_are_nested_a_hundred_deep_at_most() {
        String deep = "[".repeat(100) + "]".repeat(100);
        assertThat(CanonicalWriter.text(CanonicalReader.read(bytes(deep)))).isEqualTo(deep);
        assertThat(CanonicalReader.read(bytes("[" + "[[]],".repeat(200) + "[]]")))
                .isInstanceOf(List.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalReader.read(bytes("[" + deep + "]")))
                .withMessageContaining("deeper than 100");
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalReader.read(bytes("[".repeat(1_000_000))));
    }

    @Example
    void an_object_is_wanted_where_one_is_wanted() {
        assertThat(CanonicalReader.object(bytes("{\"a\":1}"))).isEqualTo(Map.of("a", 1L));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalReader.object(bytes("[]")));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalReader.members(null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<Object> json() {
        return Arbitraries.lazyOf(
                () -> texts().map(Object.class::cast),
                () -> Arbitraries.longs().between(-MAX, MAX).map(Object.class::cast),
                () -> Arbitraries.of(true, false).map(Object.class::cast),
                () -> Arbitraries.just(null),
                () -> json().list().ofMaxSize(3).map(Object.class::cast),
                () -> Arbitraries.maps(texts(), json()).ofMaxSize(2).map(Object.class::cast));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\u00ff')
                .withChars('"', '\\', '\u2028', '\uFFFD')
                .ofMaxLength(12);
    }
}
