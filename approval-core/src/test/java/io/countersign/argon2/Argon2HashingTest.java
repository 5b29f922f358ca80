package io.countersign.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.countersign.canonical.Secret;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashingTest {
    private static final Secret PASSWORD = Secret.of("pässwörd 😀 of a link");
    private static final Secret OTHER = Secret.of("pässwörd 😀 of a lino");
    private static final String FORM = "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}";

    @Test
    void S_21_native_hashes_have_the_standard_form_and_Bouncy_Castle_reads_them() {
        String phc = Argon2Hashing.nativeCode().hash(PASSWORD);

        assertThat(phc).matches(FORM);
        assertThat(Argon2Hashing.nativeCode().matches(PASSWORD, phc)).isTrue();
        assertThat(Argon2Hashing.bouncyCastle().matches(PASSWORD, phc)).isTrue();
        assertThat(Argon2Hashing.bouncyCastle().matches(OTHER, phc)).isFalse();
    }

    @Test
    void S_21_Bouncy_Castles_hashes_have_the_standard_form_and_native_code_reads_them() {
        String phc = Argon2Hashing.bouncyCastle().hash(PASSWORD);

        assertThat(phc).matches(FORM);
        assertThat(Argon2Hashing.bouncyCastle().matches(PASSWORD, phc)).isTrue();
        assertThat(Argon2Hashing.nativeCode().matches(PASSWORD, phc)).isTrue();
        assertThat(Argon2Hashing.nativeCode().matches(OTHER, phc)).isFalse();
    }

    @Test
    void S_22_the_reference_implementation_reads_our_strings_and_we_read_its() {
        Argon2 reference = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, 16, 32);

        assertThat(reference.verify(Argon2Hashing.bouncyCastle().hash(PASSWORD), PASSWORD.bytes()))
                .isTrue();
        assertThat(Argon2Hashing.bouncyCastle().matches(PASSWORD, reference.hash(3, 12_288, 2, PASSWORD.bytes())))
                .isTrue();
    }

    @Test
    void S_21_each_hash_has_its_own_salt() {
        assertThat(Phc.parse(Argon2Hashing.nativeCode().hash(PASSWORD)).salt())
                .hasSize(16)
                .isNotEqualTo(
                        Phc.parse(Argon2Hashing.nativeCode().hash(PASSWORD)).salt());
    }

    @Test
    void what_was_hashed_with_other_parameters_still_matches() {
        String phc =
                Argon2Hashing.nativeCode(new Argon2Parameters(47_104, 1, 1)).hash(PASSWORD);

        assertThat(phc).contains("$m=47104,t=1,p=1$");
        assertThat(Argon2Hashing.nativeCode().matches(PASSWORD, phc)).isTrue();
    }

    /** Vector of RFC 9106's reference implementation, test.c: version 0x13, t=2, m=2^16, p=1. */
    @Test
    void both_compute_what_the_reference_vectors_say() {
        byte[] expected = HexFormat.of().parseHex("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        Argon2Parameters parameters = new Argon2Parameters(65_536, 2, 1);
        for (Argon2Function function : List.of(new NativeArgon2(), BouncyCastleArgon2.load()))
            assertThat(function.tag("password".getBytes(), "somesalt".getBytes(), parameters, 32))
                    .isEqualTo(expected);
    }

    @Test
    void the_bytes_of_a_password_are_wiped() {
        List<byte[]> seen = new ArrayList<>();
        Argon2Hashing hashing = new Argon2Hashing(
                (password, salt, parameters, length) -> {
                    assertThat(password).isEqualTo(PASSWORD.bytes());
                    seen.add(password);
                    return new byte[length];
                },
                Argon2Parameters.STANDARD);

        String phc = hashing.hash(PASSWORD);
        hashing.matches(PASSWORD, phc);

        assertThat(seen).hasSize(2).allSatisfy(password -> assertThat(password).containsOnly(0));
    }

    @ParameterizedTest
    @CsvSource({"19455,2,1", "47103,1,1", "12287,3,1", "12287,10,4", "8,2,1"})
    void S_21_parameters_below_the_floor_are_refused_at_start(int memory, int iterations, int lanes) {
        Argon2Parameters weak = new Argon2Parameters(memory, iterations, lanes);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Argon2Hashing.nativeCode(weak))
                .withMessageContaining("m=%d,t=%d,p=%d".formatted(memory, iterations, lanes))
                .withMessageContaining("ASVS");
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2Hashing.bouncyCastle(weak));
    }

    @ParameterizedTest
    @CsvSource({"19456,2,1", "47104,1,1", "12288,3,1", "12288,10,4", "262144,10,4"})
    void S_21_parameters_from_the_floor_to_the_ceiling_are_taken(int memory, int iterations, int lanes) {
        Argon2Hashing.nativeCode(new Argon2Parameters(memory, iterations, lanes));
    }

    @ParameterizedTest
    @CsvSource({"262145,2,1", "19456,11,1", "19456,2,5", "0,2,1", "19456,0,1", "19456,2,0", "15,3,2"})
    void S_22_parameters_beyond_the_ceiling_are_none(int memory, int iterations, int lanes) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Parameters(memory, iterations, lanes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=262145,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=11,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=5$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=999999999$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$c29t$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$2a$10$abcdefghijklmnopqrstuuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
                "plain text",
                ""
            })
    void S_22_what_is_stored_is_refused_before_hashing_when_it_is_foreign_or_above_the_ceiling(String stored) {
        Argon2Hashing hashing = new Argon2Hashing(
                (password, salt, parameters, length) -> {
                    throw new AssertionError("it was hashed");
                },
                Argon2Parameters.STANDARD);

        assertThatIllegalStateException()
                .isThrownBy(() -> hashing.matches(PASSWORD, stored))
                .withMessageStartingWith("The stored password")
                .satisfies(refused -> {
                    if (!stored.isEmpty()) assertThat(refused.getMessage()).doesNotContain(stored);
                });
    }

    @Test
    void a_string_of_the_standard_is_read_and_written_alike_and_does_not_print() {
        String text =
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(Phc.parse(text).text()).isEqualTo(text);
        assertThat(Phc.parse(text)).hasToString("Phc[hidden]");
    }
}
