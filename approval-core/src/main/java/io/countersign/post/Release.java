package io.countersign.post;

/** What happens to a post once it is approved. */
public enum Release {
    /** It is scheduled by itself if its time is ahead. */
    AUTOMATIC,
    /** It waits until a person releases it. */
    MANUAL
}
