package io.countersign.review;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.content.Content;

/**
 * A caption that a reviewer suggests instead of the one that they saw.
 *
 * @param content digest of what they saw with just that caption, in every detail: a version's own digest leaves out where a
 *     medium is whose bytes its author names
 * @param caption commitment of the caption's text
 */
public record Suggestion(Digest content, Digest caption) {
    /** Of what was seen with just another caption. */
    public static Suggestion of(Content suggested, Digest caption) {
        return new Suggestion(whole(suggested), caption);
    }

    /** Whether it is this content that was suggested. */
    boolean is(Content submitted) {
        return content.equals(whole(submitted));
    }

    private static Digest whole(Content content) {
        return Digest.of(Canonical.bytes(content));
    }
}
