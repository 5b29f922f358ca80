package io.countersign.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DigestTest {
    /** FIPS 180-4's example. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void a_digest_is_sha_256_of_all_parts_in_order() {
        assertThat(Digest.of("abc").hex()).isEqualTo(OF_ABC);
        assertThat(Digest.of("a".getBytes(UTF_8), new byte[0], "bc".getBytes(UTF_8))
                        .hex())
                .isEqualTo(OF_ABC);
        assertThat(Digest.of().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Digest.of("\uD83D\uDE80")).isEqualTo(Digest.of("\uD83D\uDE80".getBytes(UTF_8)));
    }

    @Test
    void a_digest_is_its_bytes_and_its_text() {
        Digest digest = Digest.of("abc");
        assertThat(Digest.ofBytes(digest.bytes())).isEqualTo(digest);
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
        assertThat(digest.bytes()).hasSize(32);
        assertThat(Json.write(digest)).isEqualTo('"' + OF_ABC + '"');
        assertThat(Digest.ZERO.bytes()).containsOnly(0);
    }

    @Test
    void bytes_that_were_handed_out_change_nothing() {
        Digest digest = Digest.of("abc");
        digest.bytes()[0] = 1;
        assertThat(digest.hex()).isEqualTo(OF_ABC);
    }

    @Test
    void anything_else_than_64_lower_case_hexadecimal_digits_is_refused() {
        for (String wrong : List.of(
                "",
                "ba78",
                OF_ABC.toUpperCase(java.util.Locale.ROOT),
                OF_ABC + "0",
                OF_ABC + "\n",
                "g" + OF_ABC.substring(1))) assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(wrong));
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.ofBytes(new byte[31]));
    }
}
