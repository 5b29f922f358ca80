package io.countersign.identity;

/** How sure a decision is to be the named person's; later is surer. */
public enum Assurance {
    /** Possession of a link and its password: one factor. */
    LINK,
    /** An account at the host. */
    ACCOUNT
}
