package io.countersign.link;

import io.countersign.canonical.Secret;

/**
 * Knows passwords that were found in breaches of other sites, such as by asking a service of the host's choice; the core
 * itself asks nobody (S-19). Asked for passwords that a person chooses for a link, when the link is made or regenerated and
 * never when it is opened; outside any transaction, by several threads at a time. Bring a time limit: the call waits.
 *
 * <p>One that fails does not keep links from being made: the password, which has passed all other rules, is accepted, the
 * failure is logged, and whoever makes the link is warned.
 */
@FunctionalInterface
public interface BreachedPasswordChecker {
    /** Asks nobody. */
    BreachedPasswordChecker NONE = password -> false;

    /**
     * Whether the password is known from a breach.
     *
     * @param password after NFC; send no more of it than the first digits of its hash
     */
    boolean isBreached(Secret password);
}
