package io.countersign.content;

import io.countersign.canonical.Digest;
import java.time.Instant;

/**
 * An immutable state of a post's content.
 *
 * @param number from 1, without gaps
 * @param digest of the content
 * @param editedBy id of the host's user who wrote it
 */
public record Version(int number, Content content, Digest digest, String editedBy, Instant editedAt) {
    /** A version of this content. */
    public static Version of(int number, Content content, String editedBy, Instant editedAt) {
        return new Version(number, content, content.digest(), editedBy, editedAt);
    }
}
