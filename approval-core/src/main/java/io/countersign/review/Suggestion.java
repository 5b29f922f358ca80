package io.countersign.review;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.content.Content;

/**
 * A caption that a reviewer suggests instead of the one that they saw.
 *
 * @param content digest of the version that it would make
 * @param exact digest of every detail of that content: a version's own leaves out where a medium is whose bytes its author
 *     names
 * @param caption commitment of the caption's text
 */
public record Suggestion(Digest content, Digest exact, Digest caption) {
    /** What was seen with just another caption. */
    public static Suggestion of(Content suggested, Digest caption) {
        return new Suggestion(suggested.digest(), exact(suggested), caption);
    }

    /** Whether it is this content that was suggested. */
    boolean is(Content submitted) {
        return exact.equals(exact(submitted));
    }

    private static Digest exact(Content content) {
        return Digest.of(Canonical.bytes(content));
    }
}
