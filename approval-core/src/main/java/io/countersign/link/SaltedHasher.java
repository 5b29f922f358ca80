package io.countersign.link;

import io.countersign.canonical.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A hasher that can be {@linkplain Peppered peppered}: its strings end with the salt and then the tag, of 32 bytes. */
public interface SaltedHasher extends PasswordHasher {
    /**
     * The string of this password by the parameters and the salt of another; that one's tag is not looked at.
     *
     * @throws IllegalStateException when it is no string that this hasher reads, or asks for more work than it is ready to
     *     do; refused before any of it is done
     */
    String hash(Secret password, String like);

    @Override
    default boolean matches(Secret password, String phc) {
        return MessageDigest.isEqual(
                hash(password, phc).getBytes(StandardCharsets.UTF_8), phc.getBytes(StandardCharsets.UTF_8));
    }
}
