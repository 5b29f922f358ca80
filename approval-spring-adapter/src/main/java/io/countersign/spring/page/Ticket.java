package io.countersign.spring.page;

import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.problem.InvalidInputException;

/** What exactly a form is about, as {@link CardView#ticket()} writes it. */
record Ticket(PostId post, int version, Digest digest) {
    /**
     * Reads {@code ID:VERSION:DIGEST}, from the right, for an id may hold a colon.
     *
     * @throws InvalidInputException for anything else
     */
    static Ticket parse(String text) {
        int digest = text.lastIndexOf(':');
        int version = digest < 0 ? -1 : text.lastIndexOf(':', digest - 1);
        try {
            if (version < 1) throw new IllegalArgumentException("two colons and an id are needed");
            return new Ticket(
                    new PostId(text.substring(0, version)),
                    Integer.parseInt(text.substring(version + 1, digest)),
                    Digest.parse(text.substring(digest + 1)));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInputException("post", "is not of the form ID:VERSION:DIGEST");
        }
    }
}
