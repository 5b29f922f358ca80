package io.countersign.spring;

import io.countersign.link.PasswordRules;
import io.countersign.link.SecretMac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says once, at start, where the host chose less than it should. */
final class StartNotices implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(StartNotices.class);

    private final ApprovalProperties.Links links;
    private final SecretMac mac;

    StartNotices(ApprovalProperties.Links links, SecretMac mac) {
        this.links = links;
        this.mac = mac;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!mac.keyed())
            LOG.warn("Secrets of links are hashed without a key: who steals the database can test guesses at them. Set"
                    + " approval.links.keys.NAME to base64 of 32 random bytes that are kept elsewhere.");
        int advised = PasswordRules.STANDARD.minLength();
        if (links.minPasswordLength() < advised)
            LOG.warn(
                    "Passwords of links may have {} characters; {} or more are advised (approval.links.min-password-length).",
                    links.minPasswordLength(),
                    advised);
    }
}
