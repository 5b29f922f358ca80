package io.countersign.audit;

import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, in the terms that the record is searched by; null where a term does not apply.
 *
 * @param about the post, in entries of another thing's stream
 * @param from status before
 * @param to status after
 * @param refusal code of the rule's refusal; null for what was done
 */
public record Subject(
        @Nullable PostId about,
        @Nullable Integer version,
        @Nullable Digest digest,
        @Nullable String stage,
        @Nullable String verdict,
        @Nullable String from,
        @Nullable String to,
        @Nullable String refusal) {
    public static final Subject NONE = new Subject(null, null, null, null, null, null, null, null);

    /** A post seen or decided on, in another thing's stream. */
    public static Subject about(PostId post, int version, Digest digest) {
        return new Subject(post, version, digest, null, null, null, null, null);
    }

    /** A thing went from one status to another; null before there was one. */
    public static Subject became(@Nullable String from, String to) {
        return new Subject(null, null, null, null, null, from, to, null);
    }

    /** A rule's refusal. */
    public static Subject refused(String code) {
        return new Subject(null, null, null, null, null, null, null, code);
    }
}
