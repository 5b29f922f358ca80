package io.countersign.link;

import static io.countersign.link.SomeLinks.ID;
import static io.countersign.link.SomeLinks.TOKEN;
import static io.countersign.link.SomeLinks.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.canonical.Secret;
import io.countersign.identity.LinkId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretMacTest {
    private static final byte[] KEY = HexFormat.of().parseHex("0b".repeat(32));
    private static final SecretMac KEYED = SecretMac.withKey("k1", KEY);
    private static final SecretMac KEYLESS = SecretMac.withoutKey();

    @Test
    void S_2_what_is_stored_is_the_HMAC_of_prefix_id_and_secret_each_with_its_length() throws Exception {
        javax.crypto.Mac expected = javax.crypto.Mac.getInstance("HmacSHA256");
        expected.init(new SecretKeySpec(KEY, "HmacSHA256"));

        Mac stored = KEYED.of(TOKEN);

        assertThat(stored.kid()).isEqualTo("k1");
        assertThat(stored.bytes()).isEqualTo(expected.doFinal(input()));
    }

    @Test
    void S_2_without_a_key_it_is_the_SHA_256_of_the_same_and_says_so() throws Exception {
        Mac stored = KEYLESS.of(TOKEN);

        assertThat(stored.kid()).isEqualTo("none");
        assertThat(stored.bytes())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(input()));
        assertThat(KEYLESS.keyed()).isFalse();
        assertThat(KEYED.keyed()).isTrue();
    }

    @Test
    void S_3_only_the_right_secret_of_the_right_link_matches() {
        for (SecretMac macs : new SecretMac[] {KEYED, KEYLESS}) {
            Mac stored = macs.of(TOKEN);
            assertThat(macs.matches(TOKEN, stored)).isTrue();
            assertThat(macs.matches(token("B"), stored)).isFalse();
            assertThat(macs.matches(new LinkToken(new LinkId("another"), TOKEN.secret()), stored))
                    .isFalse();
            assertThat(macs.matches(new LinkToken(ID, Secret.of("A".repeat(42) + "B")), stored))
                    .isFalse();
        }
    }

    @Test
    void a_link_made_before_there_was_a_key_still_opens() {
        assertThat(KEYED.matches(TOKEN, KEYLESS.of(TOKEN))).isTrue();
        assertThat(KEYED.matches(token("B"), KEYLESS.of(TOKEN))).isFalse();
    }

    @Test
    void a_link_made_under_a_key_that_is_not_at_hand_does_not_open() {
        Mac stored = KEYED.of(TOKEN);
        SecretMac sameKeyOtherName = SecretMac.withKey("k2", KEY);

        assertThat(KEYLESS.matches(TOKEN, stored)).isFalse();
        assertThat(sameKeyOtherName.matches(TOKEN, stored)).isFalse();
        assertThat(sameKeyOtherName.knows(stored.kid())).isFalse();
        assertThat(KEYED.knows(stored.kid())).isTrue();
        assertThat(KEYED.knows("none")).isTrue();
        assertThat(SecretMac.withKey("k1", new byte[32]).matches(TOKEN, stored)).isFalse();
    }

    @Test
    void S_2_after_a_rotation_old_keys_verify_and_the_current_one_makes_until_an_old_one_is_taken_out() {
        byte[] other = HexFormat.of().parseHex("0c".repeat(32));
        SecretMac both = SecretMac.withKeys(KeyRing.of("k2", Map.of("k1", KEY, "k2", other)));
        SecretMac fresh = SecretMac.withKey("k2", other);
        Mac old = KEYED.of(TOKEN);

        assertThat(both.of(TOKEN)).isEqualTo(fresh.of(TOKEN)).isNotEqualTo(old);
        assertThat(both.matches(TOKEN, old)).isTrue();
        assertThat(both.matches(token("B"), old)).isFalse();
        assertThat(both.isCurrent(old)).isFalse();
        assertThat(both.isCurrent(both.of(TOKEN))).isTrue();
        assertThat(both.isCurrent(KEYLESS.of(TOKEN))).isFalse();
        assertThat(fresh.matches(TOKEN, old)).isFalse();
        assertThat(fresh.knows("k1")).isFalse();
    }

    @Test
    void a_current_key_that_is_not_in_the_ring_is_refused_with_the_names_of_those_that_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("k3", Map.of("k1", KEY, "k2", KEY)))
                .withMessage("The current key is to be 'k3', but the keys are [k1, k2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("k1", Map.of("k1", KEY)).mac("k2", KEY))
                .withMessageContaining("'k2'");
        assertThat(KeyRing.of("k1", Map.of("k1", KEY))).hasToString("KeyRing[k1 of [k1]]");
    }

    @Test
    void S_12_a_secret_of_another_kind_has_another_form() {
        byte[] link = KEYED.compute("k1", "link/v1", TOKEN);
        byte[] feed = KEYED.compute("k1", "feed/v1", TOKEN);

        assertThat(KEYED.matches(TOKEN, Mac.of("k1", link))).isTrue();
        assertThat(KEYED.matches(TOKEN, Mac.of("k1", feed))).isFalse();
        assertThat(new SessionToken(TOKEN.secret()).id().bytes())
                .isNotEqualTo(link)
                .isNotEqualTo(feed);
    }

    @Test
    void S_12_parts_do_not_run_together_alike() {
        assertThat(Framed.bytes("ab", "c")).isNotEqualTo(Framed.bytes("a", "bc"));
        assertThat(Framed.bytes("ü", "c"))
                .isEqualTo(new byte[] {0, 0, 0, 2, (byte) 0xC3, (byte) 0xBC, 0, 0, 0, 1, 'c'});
    }

    @Test
    void a_short_key_is_refused_and_the_message_says_what_is_needed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretMac.withKey("k1", new byte[31]))
                .withMessageContaining("31 bytes")
                .withMessageContaining("at least 32");
    }

    @Test
    void the_name_of_a_key_is_plain_and_not_that_of_no_key() {
        for (String kid : new String[] {"", "none", "a b", "x".repeat(33)})
            assertThatIllegalArgumentException().isThrownBy(() -> SecretMac.withKey(kid, KEY));
    }

    @Test
    void the_key_is_copied() {
        byte[] given = KEY.clone();
        SecretMac macs = SecretMac.withKey("k1", given);
        Arrays.fill(given, (byte) 0);

        assertThat(macs.of(TOKEN)).isEqualTo(KEYED.of(TOKEN));
    }

    @Test
    void S_6_neither_key_nor_stored_form_prints() {
        assertThat(KEYED).hasToString("SecretMac[k1]");
        assertThat(KEYED.of(TOKEN)).hasToString("Mac[k1]");
    }

    private static byte[] input() {
        ByteBuffer input = ByteBuffer.allocate(200);
        for (String part : new String[] {"link/v1", ID.value(), TOKEN.secret().reveal()}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            input.putInt(bytes.length).put(bytes);
        }
        return Arrays.copyOf(input.array(), input.position());
    }
}
