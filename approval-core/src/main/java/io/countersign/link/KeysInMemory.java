package io.countersign.link;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys as the host handed them over. */
final class KeysInMemory implements KeyRing {
    private static final int SHORTEST_KEY = 32;
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final String current;
    private final Map<String, byte[]> keys = new HashMap<>();

    KeysInMemory(String current, Map<String, byte[]> given) {
        given.forEach((kid, key) -> keys.put(checked(kid, key), key.clone()));
        if (!keys.containsKey(current))
            throw new IllegalArgumentException("The current key is to be '%s', but the keys are %s"
                    .formatted(current, new TreeSet<>(keys.keySet())));
        this.current = current;
    }

    private static String checked(String kid, byte[] key) {
        if (!KID.matcher(kid).matches() || kid.equals(SecretMac.NO_KEY))
            throw new IllegalArgumentException(
                    "The name of a key is 1 to 32 letters, digits, dots, underscores and hyphens, and not '%s'; '%s' is none"
                            .formatted(SecretMac.NO_KEY, kid));
        if (key.length < SHORTEST_KEY)
            throw new IllegalArgumentException("The key '%s' has %d bytes; it needs at least %d random ones"
                    .formatted(kid, key.length, SHORTEST_KEY));
        return kid;
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public boolean has(String kid) {
        return keys.containsKey(kid);
    }

    @Override
    public byte[] mac(String kid, byte[] input) {
        byte @Nullable [] key = keys.get(kid);
        if (key == null) throw new IllegalArgumentException("There is no key '%s' in the ring".formatted(kid));
        return Hmac.of(key, input);
    }

    @Override
    public String toString() {
        return "KeyRing[%s of %s]".formatted(current, new TreeSet<>(keys.keySet()));
    }
}
