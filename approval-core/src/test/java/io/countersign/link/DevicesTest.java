package io.countersign.link;

import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.SECOND;
import static io.countersign.link.SomeLinks.TOKEN;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Secret;
import io.countersign.identity.LinkId;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DevicesTest {
    private static final byte[] KEY = HexFormat.of().parseHex("0b".repeat(32));
    private static final byte[] OTHER = HexFormat.of().parseHex("0c".repeat(32));
    private static final Link LINK = aLink();

    private final Devices keyed = new Devices(SecretMac.withKey("k1", KEY));
    private final Devices keyless = new Devices(SecretMac.withoutKey());

    @Test
    void S_32_a_browser_is_known_by_what_it_was_given_and_two_are_told_apart() {
        for (Devices devices : new Devices[] {keyed, keyless}) {
            Secret phone = devices.issue(LINK, NOON);
            Secret desktop = devices.issue(LINK, NOON);
            assertThat(devices.recognise(phone, LINK, NOON))
                    .isPresent()
                    .isEqualTo(devices.recognise(phone, LINK, NOON.plusSeconds(60)))
                    .isNotEqualTo(devices.recognise(desktop, LINK, NOON));
            assertThat(devices.recognise(null, LINK, NOON)).isEmpty();
        }
    }

    @Test
    void S_32_what_was_altered_anywhere_or_made_by_others_is_not_known() {
        for (Devices devices : new Devices[] {keyed, keyless}) {
            String shown = devices.issue(LINK, NOON).reveal();
            for (int i = 0; i < shown.length(); i++) {
                char other = shown.charAt(i) == '1' ? '2' : '1';
                Secret altered = Secret.of(shown.substring(0, i) + other + shown.substring(i + 1));
                assertThat(devices.recognise(altered, LINK, NOON)).as("%s", i).isEmpty();
            }
            for (String nonsense : new String[] {"", shown + "x", "....", TOKEN.reveal()})
                assertThat(devices.recognise(Secret.of(nonsense), LINK, NOON)).isEmpty();
        }
        assertThat(new Devices(SecretMac.withKey("k1", OTHER)).recognise(keyed.issue(LINK, NOON), LINK, NOON))
                .isEmpty();
        assertThat(keyless.recognise(keyed.issue(LINK, NOON), LINK, NOON)).isEmpty();
    }

    @Test
    void S_32_it_is_bound_to_link_and_generation() {
        Link regenerated =
                done(new LinkCommand.Regenerate(SECOND).applyTo(LINK, NOON)).after();
        Link another = new NewLink(
                        LINK.workspace(),
                        new LinkId("another"),
                        LINK.approver(),
                        LINK.credentials(),
                        "maya",
                        LINK.validity(),
                        null,
                        true)
                .create(NOON)
                .after();
        for (Devices devices : new Devices[] {keyed, keyless}) {
            Secret shown = devices.issue(LINK, NOON);
            assertThat(devices.recognise(shown, regenerated, NOON)).isEmpty();
            assertThat(devices.recognise(shown, another, NOON)).isEmpty();
        }
    }

    @Test
    void S_32_it_is_known_for_ninety_days_and_no_longer() {
        Secret shown = keyed.issue(LINK, NOON);
        assertThat(keyed.recognise(shown, LINK, NOON.plus(Devices.KEPT).minusSeconds(1)))
                .isPresent();
        assertThat(keyed.recognise(shown, LINK, NOON.plus(Devices.KEPT))).isEmpty();
    }

    @Test
    void S_32_it_survives_a_rotation_until_the_old_key_is_taken_out() {
        Secret shown = keyed.issue(LINK, NOON);
        Devices rotated = new Devices(SecretMac.withKeys(KeyRing.of("k2", Map.of("k1", KEY, "k2", OTHER))));
        assertThat(rotated.recognise(shown, LINK, NOON)).isEqualTo(keyed.recognise(shown, LINK, NOON));
        assertThat(rotated.issue(LINK, NOON).reveal()).contains(".k2.");
        assertThat(new Devices(SecretMac.withKey("k2", OTHER)).recognise(shown, LINK, NOON))
                .isEmpty();
    }
}
