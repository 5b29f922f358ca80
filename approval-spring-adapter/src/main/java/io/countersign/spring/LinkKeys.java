package io.countersign.spring;

import io.countersign.canonical.Secret;
import io.countersign.link.SecretMac;
import java.util.Base64;

/** The key of links' secrets, as properties give it. */
final class LinkKeys {
    private LinkKeys() {}

    /** @throws IllegalArgumentException naming the property, and nothing of the key */
    static SecretMac mac(ApprovalProperties.Links links) {
        Secret key = links.secretKey();
        if (key == null || key.reveal().isBlank()) return SecretMac.withoutKey();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.reveal().strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "approval.links.secret-key must be base64 of at least 32 random bytes, such as 'openssl rand -base64 32' gives");
        }
        return SecretMac.withKey(links.secretKeyId(), bytes);
    }
}
