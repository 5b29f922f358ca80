package io.countersign.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.argon2.Argon2Hashing;
import io.countersign.argon2.Argon2Parameters;
import io.countersign.canonical.Secret;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** PBKDF2, a pepper, and moving from one hasher to another. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasswordHashersTest {
    private static final Secret PASSWORD = Secret.of("pässwörd 😀 of a link");
    private static final Secret OTHER = Secret.of("pässwörd 😀 of a lino");
    private static final byte[] KEY = HexFormat.of().parseHex("0b".repeat(32));
    private static final byte[] NEXT = HexFormat.of().parseHex("0c".repeat(32));

    private final Argon2Hashing argon2 = Argon2Hashing.nativeCode();
    private final Pbkdf2Hashing pbkdf2 = Pbkdf2Hashing.standard();

    @Test
    void S_28_pbkdf2_takes_the_right_password_alone_and_says_how_it_was_made() {
        String phc = pbkdf2.hash(PASSWORD);
        assertThat(phc).matches("\\$pbkdf2-sha256\\$i=600000,l=32\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(pbkdf2.matches(PASSWORD, phc)).isTrue();
        assertThat(pbkdf2.matches(OTHER, phc)).isFalse();
        assertThat(pbkdf2.hash(PASSWORD)).as("a salt of its own").isNotEqualTo(phc);
        assertThat(pbkdf2.outdated(phc)).isFalse();
        assertThat(Pbkdf2Hashing.withIterations(700_000).outdated(phc)).isTrue();
    }

    @Test
    void S_28_it_is_the_function_that_others_compute() {
        // hashlib.pbkdf2_hmac('sha256', 'pässwörd 😀 of a link'.encode(), b'saltsaltsaltsalt', 600000)
        String phc = "$pbkdf2-sha256$i=600000,l=32$c2FsdHNhbHRzYWx0c2FsdA$k2E3EW92HELtzyR/776l/JSEjVOfGRcLj+oN+xHdl+M";
        assertThat(pbkdf2.hash(PASSWORD, phc)).isEqualTo(phc);
    }

    @Test
    void S_28_fewer_than_600000_iterations_are_refused_at_start_and_S_22_far_more_when_they_are_read() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pbkdf2Hashing.withIterations(599_999))
                .withMessageContaining("600000");
        assertThatIllegalArgumentException().isThrownBy(() -> Pbkdf2Hashing.withIterations(10_000_001));
        String tail = "$c2FsdHNhbHRzYWx0c2FsdA$" + "A".repeat(43);
        assertThatIllegalStateException()
                .isThrownBy(() -> pbkdf2.matches(PASSWORD, "$pbkdf2-sha256$i=10000001,l=32" + tail))
                .withMessageContaining("ceiling");
        for (String none : new String[] {"$pbkdf2-sha256$i=600000" + tail, "$pbkdf2-sha256$i=0,l=32" + tail, "x"})
            assertThatIllegalStateException().isThrownBy(() -> pbkdf2.matches(PASSWORD, none));
    }

    @Test
    void S_28_hashes_of_both_kinds_verify_and_S_23_are_moved_to_the_one_in_force() {
        String old = argon2.hash(PASSWORD);
        PasswordHasher fips = new MixedHashing(pbkdf2, argon2);
        PasswordHasher back = new MixedHashing(argon2, pbkdf2);
        assertThat(fips.matches(PASSWORD, old)).isTrue();
        assertThat(fips.matches(OTHER, old)).isFalse();
        assertThat(fips.outdated(old)).isTrue();
        String moved = fips.hash(PASSWORD);
        assertThat(moved).startsWith("$pbkdf2-sha256$");
        assertThat(fips.outdated(moved)).isFalse();
        assertThat(back.matches(PASSWORD, moved)).isTrue();
        assertThat(back.outdated(moved)).isTrue();
        assertThat(back.outdated(old)).isFalse();
        assertThat(fips.reads("$2y$12$bcrypt")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> fips.matches(PASSWORD, "$2y$12$bcrypt"));
    }

    @Test
    void S_23_other_parameters_of_argon2_are_old_and_other_code_is_not() {
        String phc = argon2.hash(PASSWORD);
        assertThat(Argon2Hashing.bouncyCastle().outdated(phc)).isFalse();
        assertThat(Argon2Hashing.nativeCode(new Argon2Parameters(19_456, 3, 1)).outdated(phc))
                .isTrue();
    }

    @Test
    void S_24_with_a_pepper_the_stored_form_names_its_key_and_is_of_no_use_without() {
        for (SaltedHasher plain : new SaltedHasher[] {argon2, pbkdf2}) {
            Peppered peppered = new Peppered(plain, KeyRing.of("p1", Map.of("p1", KEY)));
            String stored = peppered.hash(PASSWORD);
            String inner = stored.substring("$hmac-sha256$kid=p1".length());
            assertThat(stored).startsWith("$hmac-sha256$kid=p1$");
            assertThat(peppered.matches(PASSWORD, stored)).isTrue();
            assertThat(peppered.matches(OTHER, stored)).isFalse();
            assertThat(plain.reads(inner)).isTrue();
            assertThat(plain.matches(PASSWORD, inner)).as("the tag alone").isFalse();
            assertThat(new Peppered(plain, KeyRing.of("p1", Map.of("p1", NEXT))).matches(PASSWORD, stored))
                    .as("another key of the same name")
                    .isFalse();
        }
    }

    @Test
    void S_24_a_pepper_comes_rotates_and_goes_S_23_by_hashes_that_count_as_old() {
        Peppered first = new Peppered(argon2, KeyRing.of("p1", Map.of("p1", KEY)));
        Peppered rotated = new Peppered(argon2, KeyRing.of("p2", Map.of("p1", KEY, "p2", NEXT)));
        String plain = argon2.hash(PASSWORD);
        assertThat(first.reads(plain)).isTrue();
        assertThat(first.matches(PASSWORD, plain)).isTrue();
        assertThat(first.outdated(plain)).isTrue();

        String old = first.hash(PASSWORD);
        assertThat(first.outdated(old)).isFalse();
        assertThat(rotated.matches(PASSWORD, old)).isTrue();
        assertThat(rotated.outdated(old)).isTrue();
        assertThat(rotated.outdated(rotated.hash(PASSWORD))).isFalse();

        Peppered without = new Peppered(argon2, KeyRing.of("p2", Map.of("p2", NEXT)));
        assertThat(without.reads(old)).as("its key is gone").isFalse();
        PasswordHasher unpeppered = new MixedHashing(argon2, first);
        assertThat(unpeppered.matches(PASSWORD, old)).isTrue();
        assertThat(unpeppered.outdated(old)).isTrue();
        assertThat(argon2.reads(old)).isFalse();
    }
}
