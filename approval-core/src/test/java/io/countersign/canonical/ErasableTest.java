package io.countersign.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErasableTest {
    private static final byte[] SALT = "0123456789abcdef".getBytes(UTF_8);

    @Test
    void a_commitment_is_sha_256_of_salt_and_text() {
        Erasable note = Erasable.of(SALT, "No prices, please.");
        assertThat(note.commitment()).isEqualTo(Digest.of("0123456789abcdefNo prices, please."));
        assertThat(note.salt()).isEqualTo("30313233343536373839616263646566");
        assertThat(note.text()).isEqualTo("No prices, please.");
    }

    @Test
    void a_commitment_holds_for_its_own_salt_and_text_only() {
        Erasable note = Erasable.of(SALT, "Yes");
        assertThat(note.holds()).isTrue();
        assertThat(new Erasable(note.commitment(), note.salt(), "yes").holds()).isFalse();
        assertThat(new Erasable(note.commitment(), "0".repeat(32), "Yes").holds())
                .isFalse();
        assertThat(new Erasable(Digest.ZERO, note.salt(), "Yes").holds()).isFalse();
    }

    @Test
    void the_same_words_under_another_salt_cannot_be_told_from_other_words() {
        byte[] other = SALT.clone();
        other[15]++;
        assertThat(Erasable.of(SALT, "Yes").commitment())
                .isNotEqualTo(Erasable.of(other, "Yes").commitment());
    }

    @Test
    void a_salt_has_16_bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Erasable.of(new byte[15], "Yes"));
        assertThatIllegalArgumentException().isThrownBy(() -> Erasable.of(new byte[0], "Yes"));
    }

    @Test
    void the_text_is_not_printed() {
        assertThat(Erasable.of(SALT, "Yes"))
                .hasToString("Erasable[" + Erasable.of(SALT, "Yes").commitment() + "]");
    }
}
