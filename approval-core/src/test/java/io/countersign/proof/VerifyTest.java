package io.countersign.proof;

import static io.countersign.proof.HandMadePack.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier as an auditor runs it: what it prints, and how it ends. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyTest {
    private static final String HEADER = "{\"countersign\":\"export/1\",\"workspace\":\"acme\"}";
    private static final String NONE = "{\"countersign\":\"end\",\"entries\":0}\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_whole_pack_is_told_with_its_key_which_was_not_compared() throws Exception {
        String file = file("pack.zip", HandMadePack.whole().zip());
        assertThat(run(file)).isZero();
        assertThat(told())
                .containsExactly(
                        file,
                        "  evidence of post p1 in workspace acme",
                        "  9 entries of 2 streams, 2 versions, 2 plans, 2 texts",
                        "  checkpoint 7 of 2026-03-02T09:00:00.123456Z over 309 entries of countersign/acme, with the key "
                                + Keys.OURS.key(),
                        "  shown and not proven by entries: [record.html]",
                        "  THE KEY WAS NOT COMPARED: the pack brings it along, as a forger would. Get the public key from"
                                + " elsewhere and give it by --key; here it is " + Keys.OURS.key(),
                        "  WHOLE: nothing was found");
        assertThat(err.size()).isZero();
    }

    @Test
    void with_the_key_nothing_more_is_said_and_with_another_it_is_refused() throws Exception {
        String file = file("pack", HandMadePack.whole().zip());
        assertThat(run("--key", Keys.NEXT.key().text(), "--key", Keys.OURS.key().text(), file))
                .isZero();
        assertThat(told()).hasSize(6).noneMatch(line -> line.contains("NOT COMPARED"));
        assertThat(run("--key", Keys.NEXT.key().text(), file)).isEqualTo(Verify.FOUND);
        assertThat(told()).contains("  NOT WHOLE: 2 findings");
        assertThat(told().get(1)).startsWith("  BAD_SIGNATURE: checkpoint 7 is signed by a key that is not trusted");
    }

    @Test
    void a_pack_without_a_checkpoint_is_not_proven() throws Exception {
        assertThat(run(file("pack.zip", HandMadePack.unsigned().zip()))).isZero();
        assertThat(told()).contains("  no checkpoint", "  WHOLE, BUT NOT PROVEN");
    }

    @Test
    void files_are_checked_one_after_the_other_and_the_worst_counts() throws Exception {
        String good = file("good.zip", HandMadePack.whole().zip());
        String bad =
                file("bad.zip", HandMadePack.whole().with("record.html", "x").zip());
        assertThat(run(bad, good)).isEqualTo(Verify.FOUND);
        assertThat(told())
                .contains("  ALTERED: file record.html is another than SHA256SUMS says", "  NOT WHOLE: 1 findings");
        assertThat(told()).contains("  WHOLE: nothing was found");
        assertThat(run(good, folder.resolve("none.zip").toString(), bad)).isEqualTo(Verify.UNUSABLE);
        assertThat(errors()).contains("none.zip could not be checked: there is no such file");
    }

    @Test
    void wrong_ways_to_call_it_are_told_with_the_right_one() {
        for (List<String> args : List.of(
                List.<String>of(),
                List.of("--key"),
                List.of("--key", Keys.OURS.key().text()),
                List.of("--key", "x+y+z", "f"),
                List.of("-x", "f"))) {
            assertThat(run(args.toArray(String[]::new))).isEqualTo(Verify.UNUSABLE);
            assertThat(errors()).contains("Usage: java -jar").doesNotContain("Exception");
            assertThat(out.size()).isZero();
        }
        run("--key");
        assertThat(errors()).startsWith("--key is followed by no key");
        run("--key", "x+y+z", "f");
        assertThat(errors()).startsWith("'x+y+z' is no public key of the form NAME+HASH+KEY");
        run("-x", "f");
        assertThat(errors()).startsWith("there is no option '-x'");
        run("--key", Keys.OURS.key().text());
        assertThat(errors()).startsWith("no file was named");
        assertThat(run("--help")).isZero();
        assertThat(told().get(0)).startsWith("Usage: ");
    }

    @Test
    void what_is_no_file_of_ours_is_told() throws Exception {
        unusable("it is neither an evidence pack nor an export: no line of it can be read", new byte[0]);
        unusable("it is neither an evidence pack nor an export", utf8("hello\nworld\n"));
        unusable("it cannot be read: ", utf8("PK"));
        unusable("it cannot be read: ", utf8("PK\3\4 and then nothing"));
        unusable("it is no evidence pack: it has neither entries.ndjson nor SHA256SUMS", zip("a.txt", "VERIFY.md"));
        assertThat(run(folder.toString())).isEqualTo(Verify.UNUSABLE);
        assertThat(run("\0")).isEqualTo(Verify.UNUSABLE);
        assertThat(errors()).contains("could not be checked: ").doesNotContain("\tat ");
    }

    @Test
    void a_zip_with_names_that_no_pack_has_is_not_looked_into() throws Exception {
        for (String name : List.of(
                "../entries.ndjson",
                "/etc/passwd",
                "a\\b",
                "versions/",
                "versions/01.json",
                "versions/x",
                "plans/0.json",
                "plans/1",
                "a/b/c",
                "\u202Etxt")) unusable("no pack has a file of the name '", zip("entries.ndjson", name));
        unusable("file 'RECORD.html' is in it twice", zip("entries.ndjson", "record.html", "RECORD.html"));
    }

    @Test
    void a_zip_of_too_many_files_is_not_looked_into() throws Exception {
        String[] names = new String[PackArchive.MOST_FILES + 1];
        for (int i = 0; i < names.length; i++) names[i] = "f" + i;
        unusable("it has 10001 files, more than 10000", zip(names));
    }

    @Test
    void a_zip_that_blows_up_is_not_unpacked() throws Exception {
        byte[] bomb = HandMadePack.whole()
                .with("texts.json", new byte[PackArchive.WHOLE + 1])
                .zip();
        unusable("file 'texts.json' is larger than 16777216 bytes", bomb);
        HandMadePack whole = HandMadePack.whole();
        int size = whole.files.values().stream().mapToInt(bytes -> bytes.length).sum();
        Path file = Path.of(file("pack.zip", whole.zip()));
        PackArchive.open(file, size).close();
        assertThatThrownBy(() -> PackArchive.open(file, size - 1L))
                .isInstanceOf(IOException.class)
                .hasMessage("its files are larger than %d bytes together", size - 1);
    }

    @Test
    void a_line_that_never_ends_is_not_read_into_memory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> new ExportCheck(finding -> {}).check(endless, "e.ndjson"))
                .isInstanceOf(UnusableException.class)
                .hasMessage("line 1 of e.ndjson is longer than %d bytes", Lines.LONGEST);
    }

    @Test
    void lines_are_read_as_they_stand_however_they_arrive() throws Exception {
        byte[] longest = new byte[Lines.LONGEST];
        Arrays.fill(longest, (byte) 'x');
        InputStream in = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(utf8("a\n\nb")),
                new ByteArrayInputStream(utf8("c\n")),
                new ByteArrayInputStream(longest),
                new ByteArrayInputStream(utf8("\nd")))));
        Lines lines = new Lines(in, "f");
        assertThat(lines.next()).isEqualTo(utf8("a"));
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo(utf8("bc"));
        assertThat(lines.next()).isEqualTo(longest);
        assertThat(lines.number()).isEqualTo(4);
        assertThat(lines.cut()).isFalse();
        assertThat(lines.next()).isEqualTo(utf8("d"));
        assertThat(lines.cut()).isTrue();
        assertThat(lines.place()).isEqualTo("line 5 of f");
        assertThat(lines.next()).isNull();
        assertThat(lines.number()).isEqualTo(5);
    }

    /** Whatever is done to the zip itself: it is whole only where everybody who unpacks it gets the very same files. */
    @Test
    void S_98_a_flipped_bit_of_the_zip_is_found_or_changes_no_file() throws Exception {
        byte[] zip = HandMadePack.whole().zip();
        boolean all = Boolean.getBoolean("countersign.endurance");
        Random random = new Random(42);
        for (int i = 0; i < (all ? zip.length * 8 : 400); i++) {
            int place = all ? i : random.nextInt(zip.length * 8);
            byte[] flipped = zip.clone();
            flipped[place / 8] ^= (byte) (1 << (place % 8));
            String file = file("pack.zip", flipped);
            if (run(file) == Verify.WHOLE)
                assertThat(unpacked(file)).as("bit %d", place).isEqualTo(digests());
            assertThat(errors()).doesNotContain("\tat ");
        }
    }

    @Test
    void a_zip_that_was_cut_or_shows_two_faces_is_refused() throws Exception {
        byte[] zip = HandMadePack.whole().zip();
        for (int length = 2; length < zip.length; length += 1 + zip.length / 50) {
            assertThat(run(file("pack.zip", Arrays.copyOf(zip, length)))).isEqualTo(Verify.UNUSABLE);
            assertThat(errors()).contains("could not be checked: ").doesNotContain("\tat ");
        }
        byte[] other =
                HandMadePack.whole().with("record.html", "<html>Another</html>").zip();
        byte[] both = Arrays.copyOf(other, other.length + zip.length);
        System.arraycopy(zip, 0, both, other.length, zip.length);
        unusable("its directory and its contents differ, so that it shows other files to others", both);
        byte[] shifted = new byte[zip.length + 2];
        shifted[0] = 'P';
        shifted[1] = 'K';
        System.arraycopy(zip, 0, shifted, 2, zip.length);
        unusable("its directory and its contents differ", shifted);
    }

    private static List<Digest> digests() {
        return HandMadePack.whole().files.entrySet().stream()
                .filter(file -> EVIDENCE.contains(file.getKey()))
                .map(file -> Digest.of(file.getValue()))
                .toList();
    }

    /** Those that are the same whenever they are made. */
    private static final List<String> EVIDENCE =
            List.of("entries.ndjson", "versions/1.json", "versions/2.json", "texts.json");

    private static List<Digest> unpacked(String file) throws Exception {
        try (PackArchive archive = PackArchive.open(Path.of(file))) {
            return HandMadePack.whole().files.keySet().stream()
                    .filter(EVIDENCE::contains)
                    .map(archive.digests()::get)
                    .toList();
        }
    }

    @Test
    void a_whole_export_is_told_with_what_it_says_of_itself() throws Exception {
        String file = file("e.ndjson", export(HEADER, "{\"countersign\":\"end\",\"entries\":6}"));
        assertThat(run(file)).isZero();
        assertThat(told())
                .containsExactly(
                        file,
                        "  export of workspace acme",
                        "  it says of itself: " + HEADER,
                        "  it says at its end: {\"countersign\":\"end\",\"entries\":6}",
                        "  6 entries of 1 streams; 0 chains begin after the first entry of their stream",
                        "  nobody signed it: what is missing from an end of a stream cannot be seen here;"
                                + " compare the last hashes with the record, or ask for evidence packs",
                        "  WHOLE: nothing was found");
        assertThat(run(file("e", export()))).isZero();
        assertThat(run(file("e", utf8(HEADER + "\n" + NONE)))).as("of nothing").isZero();
        assertThat(told()).contains("  export of workspace null");
    }

    @Test
    void an_export_of_a_period_begins_in_the_middle_and_may_hold_what_was_purged() throws Exception {
        List<EvidenceLine> chain = chain().subList(2, 6);
        EvidenceLine third = chain.get(1);
        chain = new ArrayList<>(chain);
        chain.set(1, new EvidenceLine("acme", third.stream(), 4, null, third.previousHash(), third.hash()));
        assertThat(run(file("e", text(chain)))).isZero();
        assertThat(told()).contains("  4 entries of 1 streams; 1 chains begin after the first entry of their stream");
    }

    @Test
    void S_97_each_flipped_bit_of_an_export_is_found() throws Exception {
        byte[] export = text(chain());
        boolean all = Boolean.getBoolean("countersign.endurance");
        for (int at = 0; at < export.length * 8; at += all ? 1 : 41) {
            byte[] flipped = export.clone();
            flipped[at / 8] ^= (byte) (1 << (at % 8));
            assertThat(run(file("e", flipped))).as("bit %d", at).isEqualTo(Verify.FOUND);
        }
    }

    @Test
    void lines_of_an_export_that_are_missing_doubled_swapped_or_of_no_entry_are_found() throws Exception {
        List<EvidenceLine> chain = chain();
        for (int i = 1; i < 5; i++) {
            List<EvidenceLine> less = new ArrayList<>(chain);
            less.remove(i);
            assertThat(run(file("e", text(less)))).isEqualTo(Verify.FOUND);
            assertThat(told()).contains("  GAP at post/p1 #%d: entry %d is missing".formatted(i + 2, i + 1));
            List<EvidenceLine> twice = new ArrayList<>(chain);
            twice.add(i, chain.get(i));
            assertThat(run(file("e", text(twice)))).isEqualTo(Verify.FOUND);
            assertThat(told()).contains("  FORKED at post/p1 #%d: the number occurs twice".formatted(i + 1));
            List<EvidenceLine> swapped = new ArrayList<>(chain);
            Collections.swap(swapped, i, i - 1);
            assertThat(run(file("e", text(swapped)))).isEqualTo(Verify.FOUND);
        }
        assertThat(run(file(
                        "e", utf8(HEADER + "\n" + HEADER + "\n" + chain.get(0).text() + "\nx\n"))))
                .isEqualTo(Verify.FOUND);
        assertThat(told())
                .contains(
                        "  ALTERED: line 3 of %s follows a line that is none of an entry"
                                .formatted(folder.resolve("e")),
                        "  ALTERED: line 4 of %s cannot be read: no canonical JSON at character 0: this is no canonical integer"
                                .formatted(folder.resolve("e")));
        byte[] whole = text(chain);
        assertThat(run(file("e", Arrays.copyOf(whole, whole.length - 1)))).isEqualTo(Verify.FOUND);
        assertThat(told()).contains("  TRUNCATED: line 6 of %s is cut".formatted(folder.resolve("e")));
    }

    @Test
    void chains_of_an_export_are_held_to_their_order_and_their_beginning() throws Exception {
        List<EvidenceLine> other = HandMadePack.chain("post/a", List.of(utf8("{}"), utf8("{}")));
        List<EvidenceLine> unsorted = new ArrayList<>(chain());
        unsorted.addAll(other);
        assertThat(run(file("e", text(unsorted)))).isEqualTo(Verify.FOUND);
        assertThat(told()).contains("  FORKED at post/a #1: its stream stands out of order, or twice");
        List<EvidenceLine> wrong = new ArrayList<>(other);
        wrong.add(HandMadePack.entry("post/b", 0, Digest.ZERO, utf8("{}")));
        wrong.add(HandMadePack.entry("post/c", 1, Digest.of("x"), utf8("{}")));
        wrong.add(HandMadePack.entry("post/c", 2, Digest.of("y"), utf8("{}")));
        assertThat(run(file("e", text(wrong)))).isEqualTo(Verify.FOUND);
        assertThat(told())
                .contains(
                        "  FORKED at post/b #0: entries are numbered from 1",
                        "  ALTERED at post/c #1: the first entry of a stream names one before it",
                        "  ALTERED at post/c #2: it does not name the hash of the entry before",
                        "  5 entries of 3 streams; 0 chains begin after the first entry of their stream");
        other = new ArrayList<>(other);
        other.add(new EvidenceLine("globex", "post/b", 1, null, Digest.ZERO, Digest.of("x")));
        assertThat(run(file("e", text(other)))).isEqualTo(Verify.FOUND);
        assertThat(told()).contains("  FORKED at post/b #1: the entry is of another workspace than the one before");
    }

    @Test
    void an_export_without_its_last_line_or_with_fewer_entries_than_that_says_is_not_whole() throws Exception {
        assertThat(run(file("e", utf8(HEADER + "\n" + new String(text(chain()), StandardCharsets.UTF_8)))))
                .isEqualTo(Verify.FOUND);
        assertThat(told()).contains("  TRUNCATED: the line is missing that ends an export");
        assertThat(run(file("e", export(HEADER, "{\"countersign\":\"end\",\"entries\":7}"))))
                .isEqualTo(Verify.FOUND);
        assertThat(told()).contains("  ALTERED: its last line tells of 7 entries, and there are 6");
    }

    @Test
    void more_findings_than_anybody_reads_are_counted() throws Exception {
        assertThat(run(file("e", utf8(HEADER + "\n" + "x\n".repeat(1_200) + NONE))))
                .isEqualTo(Verify.FOUND);
        assertThat(told())
                .contains("  and 200 findings more", "  NOT WHOLE: 1200 findings")
                .filteredOn(line -> line.startsWith("  ALTERED"))
                .hasSize(1_000);
        assertThat(run(file("e", utf8(HEADER + "\n" + "x\n".repeat(1_000) + NONE))))
                .isEqualTo(Verify.FOUND);
        assertThat(told()).noneMatch(line -> line.contains("more"));
    }

    @Test
    void what_a_file_says_neither_moves_the_console_nor_looks_like_what_the_verifier_says() throws Exception {
        String hostile =
                "{\"countersign\":\"\\u001b[2J\\n  WHOLE: nothing was found\u202e\u2028\uE000\u0378\u00e4 \uD83D\uDE80\"}";
        assertThat(run(file("e", utf8(hostile + "\n")))).isZero();
        assertThat(told().get(2))
                .isEqualTo("  it says of itself: {\"countersign\":\"\\u001b[2J\\n  WHOLE: nothing was found"
                        + "\\u{202e}\\u{2028}\\u{e000}\\u{378}\u00e4 \uD83D\uDE80\"}");
        EvidenceLine line = HandMadePack.entry("\n  \u001b[1A", 0, Digest.ZERO, utf8("{}"));
        run(file("e", text(List.of(line))));
        assertThat(told()).contains("  FORKED at \\u{a}  \\u{1b}[1A #0: entries are numbered from 1");
        run(file("e", utf8("{\"countersign\":\"" + "x".repeat(1_000) + "\"}\n")));
        assertThat(told().get(2)).hasSize(602);
    }

    private static List<EvidenceLine> chain() {
        return HandMadePack.entries().subList(3, 9);
    }

    private static byte[] export(String... around) {
        String entries = new String(text(chain()), StandardCharsets.UTF_8);
        if (around.length == 0) return utf8(entries);
        return utf8(around[0] + "\n" + entries + around[1] + "\n");
    }

    private static byte[] text(List<EvidenceLine> lines) {
        StringBuilder text = new StringBuilder();
        for (EvidenceLine line : lines) text.append(line.text()).append('\n');
        return utf8(text.toString());
    }

    private void unusable(String why, byte[] bytes) throws IOException {
        assertThat(run(file("file", bytes))).as(why).isEqualTo(Verify.UNUSABLE);
        assertThat(errors()).contains("could not be checked: " + why).doesNotContain("\tat ");
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) zip.putNextEntry(new ZipEntry(name));
        }
        return bytes.toByteArray();
    }

    private String file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return file.toString();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return Verify.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> told() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
