package io.countersign.review;

/** Who may read a note. */
public enum Visibility {
    /** The host's users; never a link. */
    INTERNAL,
    EVERYONE
}
