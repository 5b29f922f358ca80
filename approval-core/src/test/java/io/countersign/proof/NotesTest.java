package io.countersign.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.canonical.Digest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, signed notes and checkpoints, as others read and write them too. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NotesTest {
    /** The example of golang.org/x/mod/sumdb/note. */
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String PETERS = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "countersign/acme", 3, 12, Digest.of("root"), Instant.parse("2026-03-02T09:00:00.5Z"), Keys.OURS.key());

    @Test
    void a_note_that_another_program_signed_is_one_here() {
        NoteKey key = NoteKey.parse(PETER);
        SignedNote note = SignedNote.parse(PETERS);
        assertThat(key.name()).isEqualTo("PeterNeumann");
        assertThat(key.text()).isEqualTo(PETER).hasToString(key.toString());
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(note.isSignedBy(Keys.OURS.key())).isFalse();
        assertThat(note).hasToString(PETERS);
        assertThat(note.text()).endsWith("problem is.\n");
        SignedNote other = new SignedNote(note.text().replace("problem", "solution"), note.signatures());
        assertThat(other.isSignedBy(key)).isFalse();
    }

    @Test
    void each_signature_under_a_note_counts_and_those_of_others_do_not_matter() {
        SignedNote note = Keys.signed("text\n", Keys.FORGER, Keys.OURS, Keys.NEXT);
        assertThat(note.isSignedBy(Keys.OURS.key())).isTrue();
        assertThat(note.isSignedBy(Keys.NEXT.key())).isTrue();
        assertThat(SignedNote.parse(note.toString()).isSignedBy(Keys.NEXT.key()))
                .isTrue();
        assertThat(Keys.signed("text\n", Keys.FORGER).isSignedBy(Keys.OURS.key()))
                .isFalse();
        NoteKey renamed = new NoteKey("other", Keys.OURS.key().raw());
        assertThat(note.isSignedBy(renamed)).isFalse();
        SignedNote empty = new SignedNote("text\n", List.of(SignedNote.Mark.of(Keys.OURS.key(), new byte[0])));
        assertThat(empty.isSignedBy(Keys.OURS.key())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\n\u2014 name QUJDREVG",
                "text\n\nname QUJDREVG\n",
                "text\n\n\u2014 QUJDREVG\n",
                "text\n\n\u2014 name ?\n",
                "text\n\n\u2014 name QUJDREVG\n\n",
                "text\n\n- name QUJDREVG\n",
                "text\n\n\u2014 name QUJDRE\n",
                "text\n\n\u2014 name QUJDRR==\n"
            })
    void what_is_no_signed_note_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedNote.parse(text))
                .withMessageContaining("signed note");
    }

    @Test
    void a_note_has_a_text_of_whole_lines_and_a_signature() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("text", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("text\n", List.of()));
        assertThat(SignedNote.parse("a\n\nb\n\n\u2014 name QUJDREVG\n").text()).isEqualTo("a\n\nb\n");
    }

    @Test
    void a_flipped_bit_of_a_key_makes_it_none() {
        byte[] bytes = PETER.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < bytes.length; at++)
            for (int bit = 0; bit < 7; bit++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                String text = new String(flipped, StandardCharsets.US_ASCII);
                assertThatIllegalArgumentException().as(text).isThrownBy(() -> NoteKey.parse(text));
            }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\u00a0b", "a\tb", "a\u0007b"})
    void a_key_has_a_name_that_can_stand_in_a_line(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteKey(name, new byte[32]))
                .withMessageContaining("'" + name + "'");
    }

    @Test
    void a_key_is_of_ed25519_and_told_apart_by_all_its_parts() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a".repeat(201), new byte[32]));
        assertThat(new NoteKey("a".repeat(200), new byte[32]).name()).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteKey("a", new byte[31]))
                .withMessageContaining("not 31");
        KeyPairGenerator other = KeyPairGenerator.getInstance("X25519");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.of("a", other.generateKeyPair().getPublic()))
                .withMessageContaining("none of Ed25519");
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.of("a", rsa.generateKeyPair().getPublic()));
        assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.parse("a+b"));
        assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.parse("a+00000000+AQID"));
        NoteKey key = NoteKey.parse(PETER);
        assertThat(key)
                .isEqualTo(new NoteKey("PeterNeumann", key.raw()))
                .isNotEqualTo(new NoteKey("Peter", key.raw()))
                .isNotEqualTo(new NoteKey("PeterNeumann", new byte[32]))
                .isNotEqualTo("PeterNeumann");
        key.raw()[0]++;
        assertThat(key.text()).isEqualTo(PETER);
        assertThat(key.verifies(new byte[1], new byte[3])).isFalse();
    }

    @Test
    void a_checkpoint_is_read_as_it_was_written() {
        String text = CHECKPOINT.text();
        assertThat(text)
                .isEqualTo("countersign/acme\n12\n"
                        + java.util.Base64.getEncoder()
                                .encodeToString(Digest.of("root").bytes())
                        + "\nnumber 3\nat 2026-03-02T09:00:00.500000Z\nkey " + Keys.OURS.key() + "\n");
        assertThat(Checkpoint.parse(text)).isEqualTo(CHECKPOINT);
    }

    @Test
    void what_is_no_checkpoint_is_refused() {
        String text = CHECKPOINT.text();
        List<String> others = new ArrayList<>(List.of("", "\n", text + "more\n", text.replace("\n12\n", "\n012\n")));
        others.add(text.replace("\n12\n", "\n0\n"));
        others.add(text.replace("number 3", "number 0"));
        others.add(text.replace("number 3", "number -3"));
        others.add(text.replace(".500000Z", ".5Z"));
        others.add(text.replace("2026-03-02T", "2026-33-02T"));
        others.add(text.replace("countersign/acme", " "));
        others.add(text.replace("key acme", "key acm"));
        others.add(text.substring(0, text.length() - 1));
        for (String other : others)
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> Checkpoint.parse(other))
                    .withMessageContaining("no checkpoint");
    }

    @Test
    void a_checkpoint_has_one_line_of_origin_a_number_and_entries() {
        NoteKey key = Keys.OURS.key();
        for (String origin : List.of("", " ", "a\nb"))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Checkpoint(origin, 1, 1, Digest.ZERO, Instant.EPOCH, key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("a", 0, 1, Digest.ZERO, Instant.EPOCH, key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("a", 1, 0, Digest.ZERO, Instant.EPOCH, key));
        assertThat(new Checkpoint("a", 1, 1, Digest.ZERO, Instant.EPOCH, key).text())
                .contains("at 1970-01-01T00:00:00.000000Z");
    }
}
