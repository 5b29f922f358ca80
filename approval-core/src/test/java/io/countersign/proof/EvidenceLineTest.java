package io.countersign.proof;

import static io.countersign.proof.HandMadePack.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines and lists of which evidence consists. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EvidenceLineTest {
    private static final String A = "ab".repeat(32);
    private static final String B = "cd".repeat(32);
    private static final String END = "\"hash\":\"" + A + "\",\"previousHash\":\"" + B
            + "\",\"seq\":7,\"stream\":\"post/1\",\"workspace\":\"ws\"}";
    private static final String PURGED = "{\"hash\":\"" + A + "\",\"previousHash\":\"" + B
            + "\",\"purged\":true,\"seq\":7,\"stream\":\"post/1\",\"workspace\":\"ws\"}";

    private static EvidenceLine line(byte[] bytes) {
        return new EvidenceLine("ws", "post/1", 7, bytes, new Digest(B), new Digest(A));
    }

    @Test
    void an_entry_stands_in_its_line_as_it_was_hashed() {
        EvidenceLine line = line(utf8("{\"a\":[1,\"\u00e4\\n\"]}"));
        assertThat(line.text()).isEqualTo("{\"entry\":{\"a\":[1,\"\u00e4\\n\"]}," + END);
        assertThat(EvidenceLine.parse(utf8(line.text()))).isEqualTo(line);
    }

    @Test
    void bytes_that_are_none_of_an_entry_stand_in_base64() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {-1, 0}, utf8("{\"b\":1,\"a\":2}"), utf8("[1]"))) {
            String text = line(bytes).text();
            assertThat(text).startsWith("{\"bytes\":\"").endsWith("\"," + END);
            assertThat(EvidenceLine.parse(utf8(text))).isEqualTo(line(bytes));
        }
    }

    @Test
    void of_a_purged_entry_its_hash_is_left() {
        EvidenceLine line = new EvidenceLine("ws", "post/1", 7, null, new Digest(B), new Digest(A));
        assertThat(line.text()).isEqualTo(PURGED);
        assertThat(EvidenceLine.parse(utf8(PURGED))).isEqualTo(line).isNotEqualTo(line(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"bytes\":\"\",\"entry\":{},END",
                "{\"more\":1,\"entry\":{},END",
                "{END",
                "{\"purge\":true,END",
                "{\"bytes\":7,END",
                "{\"bytes\":\"?\",END",
                "{\"bytes\":\"e30=\",END",
                "{\"bytes\":\"/x==\",END",
                "{\"bytes\":\"_w==\",END",
                "{\"entry\":{},END "
            })
    void other_lines_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EvidenceLine.parse(utf8(text.replace("END", END))));
    }

    @Test
    void lines_with_members_of_another_kind_are_refused() {
        String good = "{\"entry\":{}," + END;
        for (String other : List.of(
                good.replace(A, "AB".repeat(32)),
                good.replace(B, "x"),
                good.replace(":7,", ":\"7\","),
                good.replace("\"ws\"", "7"),
                good.replace("\"post/1\"", "null"),
                PURGED.replace("true", "false"),
                PURGED.replace("true", "1")))
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> EvidenceLine.parse(utf8(other)));
    }

    @Test
    void lines_are_the_same_only_in_all_their_parts() {
        EvidenceLine line = line(utf8("{}"));
        Digest a = new Digest(A);
        Digest b = new Digest(B);
        assertThat(line)
                .isEqualTo(line(utf8("{}")))
                .isNotEqualTo(line(utf8("[]")))
                .isNotEqualTo(new EvidenceLine("w", "post/1", 7, utf8("{}"), b, a))
                .isNotEqualTo(new EvidenceLine("ws", "post/2", 7, utf8("{}"), b, a))
                .isNotEqualTo(new EvidenceLine("ws", "post/1", 8, utf8("{}"), b, a))
                .isNotEqualTo(new EvidenceLine("ws", "post/1", 7, utf8("{}"), a, a))
                .isNotEqualTo(new EvidenceLine("ws", "post/1", 7, utf8("{}"), b, b))
                .isNotEqualTo("line");
    }

    @Test
    void streams_stand_in_the_order_of_their_code_points() {
        assertThat(EvidenceLine.order("a", 2, "a", 2)).isZero();
        assertThat(EvidenceLine.order("a", 2, "a", 3)).isNegative();
        assertThat(EvidenceLine.order("a", 4, "a", 3)).isPositive();
        assertThat(EvidenceLine.order("b", 1, "a", 3)).isPositive();
        assertThat(EvidenceLine.order("\uFFFD", 1, "\uD83D\uDE80", 1)).isNegative();
    }

    @Test
    void a_proof_is_read_as_it_was_written() {
        EntryProof proof = new EntryProof("post/1", 7, 12, List.of(new Digest(A), new Digest(B)));
        assertThat(proof.text())
                .isEqualTo("{\"index\":12,\"path\":[\"" + A + "\",\"" + B + "\"],\"seq\":7,\"stream\":\"post/1\"}");
        assertThat(EntryProof.parse(utf8(proof.text()))).isEqualTo(proof);
        for (String other : List.of(
                "{}",
                proof.text().replace("12", "\"12\""),
                proof.text().replace(":7", ":null"),
                proof.text().replace("\"post/1\"", "1"),
                proof.text().replace("\"" + A + "\",\"" + B + "\"", "1"),
                proof.text().replace("[", "{").replace("]", "}"),
                proof.text().replace("[\"" + A + "\",\"" + B + "\"]", "{}"),
                proof.text().replace("}", ",\"x\":1}")))
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> EntryProof.parse(utf8(other)));
    }

    @Test
    void an_entry_says_which_post_version_and_texts_it_is_about() {
        EntryBody body = EntryBody.parse(
                utf8("{\"a\":[\"x\",{\"b\":\"y\",\"c\":null}],\"subject\":{\"about\":\"p\",\"digest\":\"" + A
                        + "\",\"version\":3}}"));
        assertThat(body.about()).isEqualTo("p");
        assertThat(body.version()).isEqualTo(3);
        assertThat(body.digest()).isEqualTo(new Digest(A));
        List<String> texts = new java.util.ArrayList<>();
        body.texts(texts::add);
        assertThat(texts).containsExactly("x", "y", "p", A);
        EntryBody empty = EntryBody.parse(utf8("{\"subject\":{}}"));
        assertThat(empty.about()).isNull();
        assertThat(empty.version()).isNull();
        assertThat(empty.digest()).isNull();
        for (String other : List.of(
                "{}",
                "{\"subject\":1}",
                "{\"subject\":{\"about\":1}}",
                "{\"subject\":{\"version\":\"1\"}}",
                "{\"subject\":{\"digest\":1}}",
                "{\"subject\":{\"digest\":\"1\"}}"))
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> EntryBody.parse(utf8(other)));
    }

    @Test
    void texts_are_read_as_they_were_written_in_the_order_of_their_commitments() {
        List<Erasable> texts = TextList.parse(TextList.bytes(List.of(HandMadePack.NOTE, HandMadePack.REASON)));
        assertThat(texts)
                .containsExactlyInAnyOrder(HandMadePack.NOTE, HandMadePack.REASON)
                .isSortedAccordingTo(
                        (l, r) -> l.commitment().hex().compareTo(r.commitment().hex()));
        assertThat(TextList.bytes(List.of())).isEqualTo(utf8("[]"));
        assertThat(TextList.parse(utf8("[]"))).isEmpty();
        String one = "{\"commitment\":\"" + A + "\",\"salt\":\"00\",\"text\":\"t\"}";
        assertThat(TextList.parse(utf8("[" + one + "]"))).containsExactly(new Erasable(new Digest(A), "00", "t"));
        for (String other : List.of(
                "{}",
                "[1]",
                "[{}]",
                "[" + one.replace("\"00\"", "0") + "]",
                "[" + one.replace("\"t\"", "0") + "]",
                "[" + one.replace("\"" + A + "\"", "0") + "]",
                "[" + one.replace("}", ",\"x\":1}") + "]",
                "[" + one.replace(A, B) + "," + one + "]"))
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> TextList.parse(utf8(other)));
    }

    @Test
    void media_of_versions_are_their_digests_or_that_there_is_none() {
        byte[] content = utf8(
                "{\"media\":[{\"sha256\":\"x\",\"type\":\"GIF\"},{\"altText\":null,\"type\":\"IMAGE\",\"url\":\"u\"}]}");
        TreeMap<Integer, List<Map<String, Object>>> media =
                new TreeMap<>(Map.of(4, MediaList.of(content), 2, List.of()));
        assertThat(MediaList.bytes(media))
                .isEqualTo(utf8(
                        "{\"versions\":[{\"media\":[],\"version\":2},{\"media\":[{\"sha256\":\"x\",\"type\":\"GIF\"},"
                                + "{\"type\":\"IMAGE\",\"unpinned\":true,\"url\":\"u\"}],\"version\":4}]}"));
        for (String other : List.of("{}", "[]", "{\"media\":1}", "{\"media\":[1]}"))
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> MediaList.of(utf8(other)));
    }

    @Test
    void sums_are_read_as_they_were_written_signed_or_not() {
        String text = FileSums.text("post/1 in ws", Map.of("b", new Digest(A), "a/c", new Digest(B)));
        assertThat(text).isEqualTo("# countersign evidence 1: post/1 in ws\n" + B + "  a/c\n" + A + "  b\n");
        FileSums read = FileSums.parse(text);
        assertThat(read.subject()).isEqualTo(FileSums.subject("1", "ws"));
        assertThat(read.files()).containsOnly(Map.entry("b", new Digest(A)), Map.entry("a/c", new Digest(B)));
        assertThat(read.note()).isNull();
        SignedNote note = Keys.signed(text, Keys.OURS);
        assertThat(FileSums.parse(note.toString()).note()).hasToString(note.toString());
        for (String other : List.of(
                "",
                "\n",
                text.substring(1),
                text.replace("1: post/1 in ws", "1: "),
                text.replace("  b", " b"),
                text.replace("  b", "  a/c"),
                text.replace("  b", "  0"),
                text.replace(A, A.toUpperCase(java.util.Locale.ROOT)),
                text + "\n",
                text + A + "  c",
                text.replace("\n", "\r\n")))
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> FileSums.parse(other));
    }

    @Test
    void no_list_of_files_can_be_taken_for_a_checkpoint() {
        String text = FileSums.text("post/1 in ws", Map.of("b", new Digest(A)));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
    }

    @Test
    void files_for_people_have_names_of_their_own() {
        for (String name : List.of("record.html", "record.json", "A", "a-b_c.d", "versions"))
            assertThat(PackFiles.isView(name)).as(name).isTrue();
        for (String name : List.of(
                "",
                ".x",
                "a/b",
                "..",
                "a b",
                "entries.ndjson",
                "Texts.JSON",
                "verify.md",
                "VERIFY.md",
                "sha256sums",
                "KEYS.txt",
                "checkpoint.txt",
                "versions/1.json",
                "plans/1.json",
                "a".repeat(65))) assertThat(PackFiles.isView(name)).as(name).isFalse();
        assertThat(PackFiles.version(12)).isEqualTo("versions/12.json");
        assertThat(PackFiles.plan(12)).isEqualTo("plans/12.json");
    }
}
