package io.countersign.spring;

import io.countersign.Approvals;
import io.countersign.Checkpoints;
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
    private final Approvals approvals;

    StartNotices(ApprovalProperties.Links links, SecretMac mac, Approvals approvals) {
        this.links = links;
        this.mac = mac;
        this.approvals = approvals;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!mac.keyed())
            LOG.warn("Secrets of links are hashed without a key: who steals the database can test guesses at them. Set"
                    + " approval.links.keys.NAME to base64 of 32 random bytes that are kept elsewhere.");
        if (approvals.checkpoints().status().state() == Checkpoints.State.OFF)
            LOG.warn(
                    "The record is not signed: who has the database can rewrite it unseen. Set approval.record.keys.NAME to"
                            + " base64 of 32 random bytes that are kept elsewhere, and approval.record.anchor-folder or a bean of type"
                            + " Anchor.");
        else if (!approvals.checkpoints().anchored())
            LOG.warn(
                    "Checkpoints of the record are kept in its own database alone (UNANCHORED): who has that and the key can"
                            + " rewrite it unseen. Set approval.record.anchor-folder, or give a bean of type Anchor.");
        int advised = PasswordRules.STANDARD.minLength();
        if (links.minPasswordLength() < advised)
            LOG.warn(
                    "Passwords of links may have {} characters; {} or more are advised (approval.links.min-password-length).",
                    links.minPasswordLength(),
                    advised);
    }
}
