package io.countersign;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What names a node in the record, so that a reader can tell which of several machines did something. */
final class NodeName {
    private static final int LONGEST = 100;

    private NodeName() {}

    /** The name, where it can be recorded. */
    static String checked(String name) {
        boolean visible = name.chars().allMatch(sign -> sign > 0x20 && sign < 0x7F);
        if (name.isEmpty() || name.length() > LONGEST || !visible)
            throw new IllegalArgumentException(
                    "The name of a node has 1 to %d visible ASCII characters, and '%s' has not"
                            .formatted(LONGEST, name));
        return name;
    }

    /** One that nobody else has; a machine's own name may tell whose it is, and asking for it may ask a network. */
    static String random() {
        byte[] bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return "node-" + HexFormat.of().formatHex(bytes);
    }
}
