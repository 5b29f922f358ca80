package io.countersign.link;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers that have unlocked a link from others (S-32). They keep a token, signed under the host's key and bound to
 * link and generation, and fail in a row of their own. It opens nothing: who shows it still needs secret and password. Nothing
 * of a token is stored before the first failure under it. Thread safe.
 *
 * <p>Where the host has no key, tokens are signed under what is stored of the password, which nobody outside the database has.
 */
public final class Devices {
    /** How long a browser is known after it last unlocked a link: as long as a link may last. */
    public static final Duration KEPT = Link.LONGEST_VALIDITY;

    /** After so many consecutive failures a browser is like any other. */
    public static final int MOST_FAILURES = 10;

    private static final String KIND = "device/v1";
    private static final int NONCE_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,12})\\.([A-Za-z0-9._-]{1,32})\\.([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretMac keys;

    public Devices(SecretMac keys) {
        this.keys = keys;
    }

    /** A token for a browser that unlocked this link just now. */
    public Secret issue(Link link, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        String signed = base64(nonce) + "." + now.plus(KEPT).getEpochSecond();
        String kid = keys.current();
        return Secret.of(signed + "." + kid + "." + base64(mac(kid, signed, link)));
    }

    /** Under what the failures of a browser that shows this are counted; empty where it is to be treated as any other. */
    public Optional<Digest> recognise(@Nullable Secret shown, Link link, Instant now) {
        if (shown == null) return Optional.empty();
        Matcher parts = FORM.matcher(shown.reveal());
        if (!parts.matches() || !keys.knows(parts.group(3))) return Optional.empty();
        String signed = parts.group(1) + "." + parts.group(2);
        String expected = base64(mac(parts.group(3), signed, link));
        boolean ours = MessageDigest.isEqual(ascii(expected), ascii(parts.group(4)));
        boolean fresh = now.getEpochSecond() < Long.parseLong(parts.group(2));
        return ours && fresh ? Optional.of(Digest.of(Framed.bytes(KIND, parts.group(1)))) : Optional.empty();
    }

    private byte[] mac(String kid, String signed, Link link) {
        byte[] input = Framed.bytes(KIND, link.id().value(), Integer.toString(link.generation()), signed);
        return kid.equals(SecretMac.NO_KEY)
                ? Hmac.of(link.credentials().password().getBytes(StandardCharsets.UTF_8), input)
                : keys.mac(kid, input);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
